using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>
/// Recognises recurrence that is written out: in a loop, a tensor is made from itself through weights that are the same in every
/// iteration. A loop over layers is none, for its weights change with the loop's variable.
/// </summary>
internal static class Recurrence
{
    private static readonly string[] LayerCalls = { "forward", "call" };
    private static readonly string[] Products = { "matmul", "mm", "linear", "addmm" };
    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<ImmutableArray<SyntaxNode>>> Candidates = new();

    /// <summary>Whether a statement is a loop that carries a hidden state.</summary>
    public static bool IsIn(CodeModel code, SyntaxNode statement) => IsIn(code, statement, operand => SymbolEqualityComparer.Default.Equals(operand.Type, code.Torch.Parameter), layer => IsWeightLayer(code, layer));

    /// <summary>
    /// Whether code around a step, outside of any module, carries a hidden state through weights or layers that the optimizer
    /// moves. The loop that steps carries weights from batch to batch, which is no recurrence.
    /// </summary>
    public static bool IsAround(CodeModel code, SyntaxNode step, ImmutableArray<Value> owners)
    {
        var scope = (SyntaxNode?)step.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? step.SyntaxTree.GetRoot();
        return Candidates.GetValue(step.SyntaxTree, static tree => new(LoopsThatApply(tree))).Value.Any(node => scope.Span.Contains(node.Span) && !node.Span.Contains(step.Span) && !Guards.AreGradientsOff(code, node)
            && IsIn(code, node, IsOwned, layer => IsOwned(layer) && IsWeightLayer(code, layer)));

        bool IsOwned(IOperation operand) => code.Definitions.Resolve(operand, Scope.Empty) is { IsKnown: true } value && owners.Contains(value);
    }

    /// <summary>The loops of a tree in which a layer or a product is named: no other can carry a state through weights.</summary>
    private static ImmutableArray<SyntaxNode> LoopsThatApply(SyntaxTree tree)
    {
        var index = TreeIndex.Of(tree, default);
        var starts = LayerCalls.Concat(Products).SelectMany(index.Calls).Select(static call => call.SpanStart).ToArray();
        Array.Sort(starts);
        return index.Loops.Where(loop => ~Array.BinarySearch(starts, loop.SpanStart) is var next and >= 0 && next < starts.Length && starts[next] < loop.Span.End)
            .OrderBy(static loop => loop.SpanStart).ToImmutableArray();
    }

    private static bool IsIn(CodeModel code, SyntaxNode statement, Func<IOperation, bool> isWeight, Func<IOperation, bool> isLayer)
    {
        var (body, variables) = statement switch
        {
            ForStatementSyntax loop => (loop.Statement, loop.Declaration?.Variables.Select(static v => v.Identifier.ValueText)),
            ForEachStatementSyntax loop => (loop.Statement, new[] { loop.Identifier.ValueText }),
            ForEachVariableStatementSyntax loop => (loop.Statement, loop.Variable.DescendantNodesAndSelf().OfType<SingleVariableDesignationSyntax>().Select(static v => v.Identifier.ValueText)),
            WhileStatementSyntax loop => (loop.Statement, Enumerable.Empty<string>()),
            _ => (null, null),
        };
        if (body is null)
            return false;
        var changing = new HashSet<string>(variables ?? Enumerable.Empty<string>());
        return TreeIndex.AssignmentsIn(body).Any(assignment =>
            assignment is { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: IdentifierNameSyntax or ParenthesizedExpressionSyntax } && code.OperationOf(assignment) is ISimpleAssignmentOperation { Target: ILocalReferenceOperation state } update
            && code.Torch.IsTensor(state.Type)
            && !body.Span.Contains(state.Local.Locations[0].SourceSpan)
            && new Way(code, state.Local, changing, body, isWeight, isLayer).Feeds(update.Value, false, 0));
    }

    private static bool IsWeightLayer(CodeModel code, IOperation layer) => code.Modules.Of(code.Definitions.Resolve(layer, Scope.Empty)).WeightLayers > 0;

    /// <summary>The way of one state through the body of one loop.</summary>
    private sealed class Way(CodeModel code, ILocalSymbol state, HashSet<string> changing, SyntaxNode body, Func<IOperation, bool> isWeight, Func<IOperation, bool> isLayer)
    {
        /// <summary>Whether the state reaches a value through weights that stay the same.</summary>
        public bool Feeds(IOperation value, bool weighted, int depth)
        {
            if (depth > 12)
                return false;
            switch (value)
            {
                case ILocalReferenceOperation local when SymbolEqualityComparer.Default.Equals(local.Local, state):
                    return weighted;
                case ILocalReferenceOperation local when code.Torch.IsTensor(local.Type) && body.Span.Contains(local.Local.Locations[0].SourceSpan):
                    return code.Definitions.Assigned(local.Local).Expressions.Any(origin => Feeds(origin.Operation, weighted, depth + 1));
                case IInvocationOperation { TargetMethod: { Name: "detach" or "argmax" or "multinomial" } cut } when code.Torch.Declares(cut):
                    return false;
                case IInvocationOperation call:
                    var applies = weighted || AppliesWeights(call);
                    if (IsLayerCall(call) && !applies)
                        return false;
                    var operands = call.Arguments.Select(static a => a.Value);
                    if (code.Torch.IsTensorMethod(call.TargetMethod) && call.Instance is { } instance)
                        operands = operands.Append(instance);
                    return operands.Any(operand => Feeds(operand, applies, depth + 1));
                case IBinaryOperation or IConversionOperation or IArgumentOperation or IArrayCreationOperation or IArrayInitializerOperation or ICollectionExpressionOperation or ITupleOperation:
                    return value.ChildOperations.Any(child => Feeds(child, weighted, depth + 1));
                default:
                    return false;
            }
        }

        private bool IsLayerCall(IInvocationOperation call) => LayerCalls.Contains(call.TargetMethod.Name) && code.Torch.IsModule(call.Instance?.Type);

        private bool AppliesWeights(IInvocationOperation call)
        {
            if (IsLayerCall(call))
                return !Mentions(call.Instance!.Syntax) && isLayer(call.Instance!);
            if (!Products.Contains(call.TargetMethod.Name) || !code.Torch.Declares(call.TargetMethod))
                return false;
            return call.Arguments.Select(static a => a.Value).Append(call.Instance).OfType<IOperation>().Any(operand => isWeight(operand) && !Mentions(operand.Syntax));
        }

        private bool Mentions(SyntaxNode node) => node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => changing.Contains(name.Identifier.ValueText));
    }
}
