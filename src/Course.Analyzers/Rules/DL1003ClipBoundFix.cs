using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Replaces the bound by 1.0.</summary>
public sealed class DL1003ClipBoundFix : RuleFix
{
    public DL1003ClipBoundFix()
        : base(DL1003ClipBound.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Use 1.0 as the bound", "상한을 1.0으로 바꾸기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text) =>
        ImmutableArray.Create(new TextChange(diagnostic.Location.SourceSpan, "1.0"));
}
