using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Switches gradients off before the loop, where nothing after it in the same block trains, and for the loop alone elsewhere.</summary>
public sealed class DL6001EvaluationKeepsGraphFix : RuleFix
{
    public DL6001EvaluationKeepsGraphFix()
        : base(DL6001EvaluationKeepsGraph.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Switch gradients off for the evaluation", "평가하는 동안 기울기 끄기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        if (diagnostic.AdditionalLocations.Count != 1 || !diagnostic.Properties.TryGetValue(DL6001EvaluationKeepsGraph.Guard, out var guard)
            || root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<StatementSyntax>() is not { } loop)
        {
            return default;
        }

        if (loop.Parent is BlockSyntax block && !block.Statements.Any(each => each.SpanStart > loop.SpanStart && Calls(each)) && FreeName.ForGuard(loop) is { } name)
            return StatementEdits.InsertBefore(loop, $"using var {name} = {guard};", text) is { } change ? ImmutableArray.Create(change) : default;
        return ImmutableArray.Create(new TextChange(new TextSpan(loop.SpanStart, 0), $"using ({guard}) "));
    }

    /// <summary>Whether a statement calls anything that might train.</summary>
    private static bool Calls(StatementSyntax statement) => statement.DescendantNodes().OfType<InvocationExpressionSyntax>()
        .Any(static call => call.Expression is not MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Console" or "Math" or "MathF" } });
}
