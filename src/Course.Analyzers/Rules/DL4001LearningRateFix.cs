using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Writes 1e-3, the rate that Adam starts from by default.</summary>
public sealed class DL4001LearningRateFix : RuleFix
{
    public DL4001LearningRateFix()
        : base(DL4001LearningRate.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Use 1e-3", "1e-3 쓰기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text) =>
        // A number with a name has other readers.
        root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is LiteralExpressionSyntax or PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax }
            ? ImmutableArray.Create(new TextChange(diagnostic.Location.SourceSpan, "1e-3"))
            : default;
}
