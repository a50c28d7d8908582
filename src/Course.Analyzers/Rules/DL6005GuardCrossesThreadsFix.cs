using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Takes the guard in the work that is handed over, or takes it only after an await that opens its block.</summary>
public sealed class DL6005GuardCrossesThreadsFix : RuleFix
{
    public DL6005GuardCrossesThreadsFix()
        : base(DL6005GuardCrossesThreads.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Take the guard where the tensors are", "텐서를 다루는 곳에서 가드 열기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        if (!diagnostic.Properties.TryGetValue(DL6005GuardCrossesThreads.Guard, out var guard) || guard is null)
            return default;
        var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (node is AwaitExpressionSyntax)
            return Swapped(node, guard, text);
        return node.DescendantNodes().OfType<AnonymousFunctionExpressionSyntax>().FirstOrDefault() is { Block.Statements: { Count: > 0 } statements } work
            && FreeName.ForGuard(work) is { } name && StatementEdits.InsertBefore(statements[0], $"using var {name} = {guard};", text) is { } change
                ? ImmutableArray.Create(change)
                : default;
    }

    /// <summary>Swaps the declaration of the guard with the statement after it, where that is the one that waits, and nothing waits later.</summary>
    private static ImmutableArray<TextChange> Swapped(SyntaxNode awaited, string guard, SourceText text)
    {
        if (awaited.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax block } statement || block.Statements.IndexOf(statement) is var index && index == 0
            || block.Statements[index - 1] is not LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables } declaration || variables[0].Initializer?.Value.ToString() != guard
            || block.DescendantNodes().Any(node => node is AwaitExpressionSyntax && node.SpanStart > statement.Span.End))
        {
            return default;
        }

        return ImmutableArray.Create(new TextChange(declaration.Span, text.ToString(statement.Span)), new TextChange(statement.Span, text.ToString(declaration.Span)));
    }
}
