using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>
/// Recognises recurrence that is written out: in a loop, a tensor is made from itself through weights that are the same in every
/// iteration. A loop over layers is none, for its weights change with the loop's variable.
/// </summary>
internal static class Recurrence
{
    /// <summary>Whether a statement is a loop that carries a hidden state.</summary>
    public static bool IsIn(CodeModel code, SyntaxNode statement)
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
        return body.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment =>
            code.OperationOf(assignment) is ISimpleAssignmentOperation { Target: ILocalReferenceOperation state } update
            && code.Torch.IsTensor(state.Type)
            && !body.Span.Contains(state.Local.Locations[0].SourceSpan)
            && Feeds(code, update.Value, state.Local, changing, body, false, 0));
    }

    /// <summary>Whether the state reaches a value through weights that stay the same.</summary>
    private static bool Feeds(CodeModel code, IOperation value, ILocalSymbol state, HashSet<string> changing, SyntaxNode body, bool weighted, int depth)
    {
        if (depth > 12)
            return false;
        switch (value)
        {
            case ILocalReferenceOperation local when SymbolEqualityComparer.Default.Equals(local.Local, state):
                return weighted;
            case ILocalReferenceOperation local when code.Torch.IsTensor(local.Type) && body.Span.Contains(local.Local.Locations[0].SourceSpan):
                return code.Definitions.Assigned(local.Local).Expressions.Any(origin => Feeds(code, origin.Operation, state, changing, body, weighted, depth + 1));
            case IInvocationOperation call:
                var applies = weighted || AppliesWeights(code, call, changing);
                if (IsLayerCall(code, call) && !applies)
                    return false;
                var operands = call.Arguments.Select(static a => a.Value);
                if (code.Torch.IsTensorMethod(call.TargetMethod) && call.Instance is { } instance)
                    operands = operands.Append(instance);
                return operands.Any(operand => Feeds(code, operand, state, changing, body, applies, depth + 1));
            case IBinaryOperation or IConversionOperation or IArgumentOperation or IArrayCreationOperation or IArrayInitializerOperation or ICollectionExpressionOperation or ITupleOperation:
                return value.ChildOperations.Any(child => Feeds(code, child, state, changing, body, weighted, depth + 1));
            default:
                return false;
        }
    }

    private static bool IsLayerCall(CodeModel code, IInvocationOperation call) =>
        call.TargetMethod.Name is "forward" or "call" && code.Torch.IsModule(call.Instance?.Type);

    private static bool AppliesWeights(CodeModel code, IInvocationOperation call, HashSet<string> changing)
    {
        if (IsLayerCall(code, call))
            return !Mentions(call.Instance!.Syntax, changing) && IsWeightLayer(code, call.Instance!);
        if (call.TargetMethod.Name is not ("matmul" or "mm" or "linear" or "addmm") || !code.Torch.Declares(call.TargetMethod))
            return false;
        var operands = call.Arguments.Select(static a => a.Value).Append(call.Instance).OfType<IOperation>();
        return operands.Any(operand => operand.Type is { } type && SymbolEqualityComparer.Default.Equals(type, code.Torch.Parameter) && !Mentions(operand.Syntax, changing));
    }

    private static bool IsWeightLayer(CodeModel code, IOperation layer)
    {
        var facts = code.Modules.Of(code.Definitions.Resolve(layer, Scope.Empty));
        return facts.WeightLayers > 0;
    }

    private static bool Mentions(SyntaxNode node, HashSet<string> names) =>
        node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => names.Contains(name.Identifier.ValueText));
}
