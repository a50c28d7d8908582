using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>One thing that a block does, in order: an event, or a call that may hold events.</summary>
/// <param name="Event">The event; its kind is None for a call.</param>
/// <param name="Call">The invocation or object creation to look into; null for an event.</param>
internal readonly record struct SummaryItem(TrainingEvent Event, IOperation? Call);

/// <summary>A basic block with what matters in it.</summary>
/// <param name="Items">Events and calls in the order in which they run.</param>
/// <param name="Next">Ordinals of the blocks that may follow.</param>
/// <param name="Condition">The expression that decides between two successors; null where there is one.</param>
internal sealed record SummaryBlock(ImmutableArray<SummaryItem> Items, ImmutableArray<int> Next, IOperation? Condition);

/// <summary>What one body does to gradients: its control-flow graph, reduced to events and calls.</summary>
internal sealed class MethodSummary
{
    private MethodSummary(ImmutableArray<SummaryBlock> blocks) => Blocks = blocks;

    /// <summary>The blocks by ordinal; the first is the entry, the last the exit.</summary>
    public ImmutableArray<SummaryBlock> Blocks { get; }

    /// <summary>Whether the body holds an event or a call that may.</summary>
    public bool IsEmpty => Blocks.All(static block => block.Items.IsEmpty);

    /// <summary>Summarises a body.</summary>
    public static MethodSummary Of(Body body)
    {
        var next = Successors(body.Graph);
        return new MethodSummary(body.Graph.Blocks.Select(block => new SummaryBlock(
            block.IsReachable ? ItemsOf(body.Code, block) : ImmutableArray<SummaryItem>.Empty,
            next[block.Ordinal].Distinct().ToImmutableArray(),
            block.ConditionKind == ControlFlowConditionKind.None ? null : block.BranchValue)).ToImmutableArray());
    }

    /// <summary>The expressions that a body returns, not those that functions nested in it return.</summary>
    public static IEnumerable<ExpressionSyntax> ReturnedExpressions(SyntaxNode body)
    {
        var arrow = body switch
        {
            BaseMethodDeclarationSyntax { ExpressionBody.Expression: { } expression } => expression,
            LocalFunctionStatementSyntax { ExpressionBody.Expression: { } expression } => expression,
            AnonymousFunctionExpressionSyntax { ExpressionBody: { } expression } => expression,
            ArrowExpressionClauseSyntax { Expression: { } expression } => expression,
            AccessorDeclarationSyntax { ExpressionBody.Expression: { } expression } => expression,
            _ => null,
        };
        return arrow is not null
            ? new[] { arrow }
            : body.DescendantNodes(node => node == body || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
                .OfType<ReturnStatementSyntax>().Select(static statement => statement.Expression).OfType<ExpressionSyntax>();
    }

    private static ImmutableArray<SummaryItem> ItemsOf(CodeModel code, BasicBlock block)
    {
        var items = ImmutableArray.CreateBuilder<SummaryItem>();
        foreach (var operation in block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations)
            Visit(code, operation, items);
        return items.ToImmutable();
    }

    private static void Visit(CodeModel code, IOperation operation, ImmutableArray<SummaryItem>.Builder items)
    {
        // Operands run before the operation that uses them.
        foreach (var child in operation.ChildOperations)
            Visit(code, child, items);
        if (TrainingEvents.Of(code, operation) is { } happening)
        {
            items.Add(new SummaryItem(happening, HoldsFunction(operation) || happening.Kind == EventKind.Step ? operation : null));
            return;
        }

        var called = operation switch
        {
            IInvocationOperation invocation => invocation.TargetMethod,
            IObjectCreationOperation creation => creation.Constructor,
            _ => null,
        };
        if (called is not null && (called.MethodKind == MethodKind.DelegateInvoke || HoldsFunction(operation) || code.MayTrain(NameOf(called))))
            items.Add(new SummaryItem(default, operation));
    }

    private static string NameOf(IMethodSymbol method) => method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name;

    private static bool HoldsFunction(IOperation call) =>
        call is IInvocationOperation invocation && invocation.Arguments.Any(static a => a.Value.Type?.TypeKind == TypeKind.Delegate);

    private static List<int>[] Successors(ControlFlowGraph graph)
    {
        var next = new List<int>[graph.Blocks.Length];
        for (var i = 0; i < next.Length; i++)
            next[i] = new List<int>();
        foreach (var block in graph.Blocks)
        {
            Follow(block, block.ConditionalSuccessor, next);
            Follow(block, block.FallThroughSuccessor, next);

            // An exception may leave a try block after any of its blocks. The root of a nested function's graph names a region of
            // the graph around it as its own: that one's handlers are not ours.
            for (var region = block.EnclosingRegion; region is { Kind: not ControlFlowRegionKind.Root }; region = region.EnclosingRegion!)
            {
                if (region.Kind == ControlFlowRegionKind.Try && region.EnclosingRegion is { Kind: ControlFlowRegionKind.TryAndCatch } both)
                {
                    foreach (var handler in both.NestedRegions.Where(static r => r.Kind != ControlFlowRegionKind.Try))
                        next[block.Ordinal].Add(handler.FirstBlockOrdinal);
                }
            }
        }

        return next;
    }

    private static void Follow(BasicBlock block, ControlFlowBranch? branch, List<int>[] next)
    {
        if (branch is null)
            return;
        var from = block.Ordinal;
        foreach (var last in branch.FinallyRegions)
        {
            next[from].Add(last.FirstBlockOrdinal);
            from = last.LastBlockOrdinal;
        }

        if (branch.Destination is { } destination)
            next[from].Add(destination.Ordinal);
    }
}
