using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Cuts the state at the start of the iteration, or drops retain_graph.</summary>
public sealed class DL1010GraphCarriedOverFix : RuleFix
{
    public DL1010GraphCarriedOverFix()
        : base(DL1010GraphCarriedOver.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Cut the graph between iterations", "반복 사이에서 계산 그래프 끊기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        var node = root.FindNode(diagnostic.Location.SourceSpan);
        if (node.FirstAncestorOrSelf<ArgumentSyntax>() is { Parent: ArgumentListSyntax list } argument && argument.Span == diagnostic.Location.SourceSpan)
            return ImmutableArray.Create(new TextChange(WithComma(list, argument), ""));
        if (!diagnostic.Properties.TryGetValue(DL1010GraphCarriedOver.Detach, out var statements) || statements is null || diagnostic.AdditionalLocations.Count != 1)
            return default;

        // Where backward waits for several iterations, their graphs belong together.
        var loop = root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<StatementSyntax>(Loops.IsLoop);
        return loop is not null && Loops.BodyOf(loop) is BlockSyntax { Statements: { Count: > 0 } inside } && !IsRare(loop)
            && StatementEdits.InsertBefore(inside[0], statements, text) is { } change
                ? ImmutableArray.Create(change)
                : default;
    }

    private static bool IsRare(StatementSyntax loop) => loop.DescendantNodes().OfType<InvocationExpressionSyntax>()
        .Where(static call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "backward" } or MemberBindingExpressionSyntax { Name.Identifier.ValueText: "backward" })
        .Any(call => call.Ancestors().TakeWhile(node => node != loop).Any(static node => node is IfStatementSyntax or SwitchStatementSyntax));

    private static TextSpan WithComma(ArgumentListSyntax list, ArgumentSyntax argument)
    {
        var at = list.Arguments.IndexOf(argument);
        return at > 0 ? TextSpan.FromBounds(list.Arguments[at - 1].Span.End, argument.Span.End)
            : list.Arguments.Count > 1 ? TextSpan.FromBounds(argument.SpanStart, list.Arguments[1].SpanStart)
            : argument.Span;
    }
}
