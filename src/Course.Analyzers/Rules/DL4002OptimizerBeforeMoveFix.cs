using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Moves the model first.</summary>
public sealed class DL4002OptimizerBeforeMoveFix : RuleFix
{
    public DL4002OptimizerBeforeMoveFix()
        : base(DL4002OptimizerBeforeMove.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Move the model before the optimizer is made", "옵티마이저를 만들기 전에 모델 옮기기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        if (diagnostic.AdditionalLocations.Count != 1)
            return default;
        var move = root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<StatementSyntax>();
        var creation = root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan).FirstAncestorOrSelf<StatementSyntax>();
        if (move is not ExpressionStatementSyntax || creation is null || !StatementEdits.AreSiblings(move, creation))
            return default;

        // What the move names has to be there before the optimizer.
        var between = creation.Ancestors().First(node => node.Span.Contains(move.Span)).DescendantNodes()
            .OfType<StatementSyntax>().Where(each => each.SpanStart >= creation.SpanStart && each.Span.End <= move.SpanStart);
        return between.Any(each => StatementEdits.MentionsLocalsOf(move, each)) ? default : StatementEdits.MoveBefore(move, creation, text);
    }
}
