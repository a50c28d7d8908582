using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers.CodeFixes;

/// <summary>Replaces the bound by 1.0.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DL1003ClipBoundFix))]
[Shared]
public sealed class DL1003ClipBoundFix : DeepLearningFix
{
    public DL1003ClipBoundFix()
        : base(DL1003ClipBound.Id)
    {
    }

    private protected override Phrase Title { get; } = new("Use 1.0 as the bound", "한계값을 1.0으로 바꾸기");

    internal override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text) =>
        ImmutableArray.Create(new TextChange(diagnostic.Location.SourceSpan, "1.0"));
}
