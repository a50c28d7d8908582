using System.Collections.Immutable;
using System.Composition;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers.CodeFixes;

/// <summary>Inserts the clip before the step.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DL1001GradientsNotClippedFix))]
[Shared]
public sealed class DL1001GradientsNotClippedFix : DeepLearningFix
{
    public DL1001GradientsNotClippedFix()
        : base(DL1001GradientsNotClipped.Id)
    {
    }

    private protected override Phrase Title { get; } = new("Clip the gradients before this step", "이 step 앞에서 기울기 자르기");

    internal override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text) =>
        diagnostic.Properties.TryGetValue(ClipCall.Statement, out var statement) && statement is not null
        && StatementEdits.InsertBefore(root.FindNode(diagnostic.Location.SourceSpan), statement, text) is { } change
            ? ImmutableArray.Create(change)
            : default;
}
