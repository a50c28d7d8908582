using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Uses the tensor that the numbers were taken from.</summary>
public sealed class DL1009GraphCutFix : RuleFix
{
    public DL1009GraphCutFix()
        : base(DL1009GraphCut.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Use the original tensor", "원래 텐서 쓰기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text) =>
        diagnostic.Properties.TryGetValue(DL1009GraphCut.Original, out var original) && original is not null
            ? ImmutableArray.Create(new TextChange(diagnostic.Location.SourceSpan, original))
            : default;
}
