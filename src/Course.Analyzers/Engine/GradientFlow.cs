using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>Whether gradients flow back from a tensor to parameters.</summary>
internal enum FlowKind
{
    /// <summary>Nothing is known.</summary>
    Unknown,

    /// <summary>Made from numbers, with no graph.</summary>
    Data,

    /// <summary>Made from parameters or leaves, through operations that keep the graph.</summary>
    Live,

    /// <summary>Made from a tensor that had a graph, in a way that drops it.</summary>
    Cut,
}

/// <summary>How gradients flow from a tensor, and where not.</summary>
/// <param name="Kind">Whether they flow.</param>
/// <param name="Site">The expression that drops the graph.</param>
/// <param name="Original">The tensor before.</param>
/// <param name="Means">The name of what drops it.</param>
/// <param name="Revived">Whether the result is made to require gradients again, so that backward does not complain.</param>
internal sealed record GradientFlow(FlowKind Kind, IOperation? Site = null, IOperation? Original = null, string Means = "", bool Revived = false)
{
    private const int MaxDepth = 24;

    private static readonly GradientFlow Unknown = new(FlowKind.Unknown);
    private static readonly GradientFlow Data = new(FlowKind.Data);
    private static readonly GradientFlow Live = new(FlowKind.Live);

    private static readonly ImmutableHashSet<string> Numbers = ImmutableHashSet.Create(
        "item", "ToSingle", "ToDouble", "ToInt32", "ToInt64", "ToHalf", "data", "tolist", "ToScalar");

    private static readonly ImmutableHashSet<string> Steps = ImmutableHashSet.Create(
        "argmax", "argmin", "argsort", "eq", "ne", "gt", "lt", "ge", "le");

    /// <summary>The flow from an expression.</summary>
    public static GradientFlow Of(CodeModel code, IOperation operation) => Of(code, operation, ImmutableDictionary.Create<ISymbol, GradientFlow>(SymbolEqualityComparer.Default), 0);

    private static GradientFlow Of(CodeModel code, IOperation? operation, ImmutableDictionary<ISymbol, GradientFlow> arguments, int depth)
    {
        if (operation is null || depth > MaxDepth)
            return Unknown;
        switch (operation)
        {
            case var value when value.Type is { } type && SymbolEqualityComparer.Default.Equals(type, code.Torch.Parameter):
                return Live;
            case IFlowCaptureReferenceOperation:
                return code.OperationOf(operation.Syntax) is { } written and not IFlowCaptureReferenceOperation ? Of(code, written, arguments, depth + 1) : Unknown;
            case IConditionalAccessInstanceOperation:
                return operation.Syntax is ExpressionSyntax receiver && code.OperationOf(receiver) is { } asked and not IConditionalAccessInstanceOperation ? Of(code, asked, arguments, depth + 1) : Unknown;
            case IConversionOperation conversion:
                return code.Torch.IsTensor(conversion.Operand.Type) ? Of(code, conversion.Operand, arguments, depth + 1) : OfNumbers(code, conversion, conversion.Operand, false, arguments, depth);
            case IParenthesizedOperation parenthesized:
                return Of(code, parenthesized.Operand, arguments, depth + 1);
            case ILocalReferenceOperation local:
                return OfLocal(code, local, arguments, depth);
            case IParameterReferenceOperation parameter:
                return arguments.TryGetValue(parameter.Parameter, out var given) ? given : Unknown;
            case IUnaryOperation unary:
                return Of(code, unary.Operand, arguments, depth + 1);
            case IBinaryOperation binary:
                return Together(code, new[] { binary.LeftOperand, binary.RightOperand }, arguments, depth);
            case ICompoundAssignmentOperation sum:
                return Together(code, new[] { sum.Target, sum.Value }, arguments, depth);
            case IConditionalOperation { WhenFalse: { } whenFalse } choice:
                return Either(Of(code, choice.WhenTrue, arguments, depth + 1), Of(code, whenFalse, arguments, depth + 1));
            case IPropertyReferenceOperation { Instance: { } instance, Property.Name: not "grad" } when code.Torch.IsTensor(instance.Type) || instance.Type?.IsTupleType == true:
                return Of(code, instance, arguments, depth + 1);
            case IFieldReferenceOperation { Instance: { } tuple } when tuple.Type?.IsTupleType == true:
                return Of(code, tuple, arguments, depth + 1);
            case IInvocationOperation call:
                return OfCall(code, call, arguments, depth);
            default:
                return Unknown;
        }
    }

    private static GradientFlow OfLocal(CodeModel code, ILocalReferenceOperation local, ImmutableDictionary<ISymbol, GradientFlow> arguments, int depth)
    {
        if (LocalDefinitions.Reaching(code, local.Local, local.Syntax) is not { } definition)
            return Unknown;
        if (definition.Value is not null)
            return Of(code, definition.Value, arguments, depth + 1);

        // What a loop takes from elsewhere is data; from a list that the function itself fills it may be anything.
        return definition.Site.FirstAncestorOrSelf<StatementSyntax>() is CommonForEachStatementSyntax loop && !loop.Statement.Span.Contains(definition.Site.Span) && code.OperationOf(loop.Expression) is not (ILocalReferenceOperation or null) ? Data : Unknown;
    }

    private static GradientFlow OfCall(CodeModel code, IInvocationOperation call, ImmutableDictionary<ISymbol, GradientFlow> arguments, int depth)
    {
        var (method, torch) = (call.TargetMethod, code.Torch);
        if (method.Name is "forward" or "call" && torch.IsModule(call.Instance?.Type))
            return KeepsNoWeights(code, call.Instance!) ? Together(code, call.Arguments.Select(static a => a.Value), arguments, depth) : Live;
        if (!torch.Declares(method))
            return OfSource(code, call, arguments, depth);
        var signal = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
        switch (method.Name)
        {
            case "detach" or "detach_" when torch.IsTensor(signal?.Type):
                var inner = Of(code, signal, arguments, depth + 1);
                return inner.Kind is FlowKind.Data or FlowKind.Cut ? inner : new GradientFlow(FlowKind.Cut, call, signal, "detach()");
            case "requires_grad_" or "with_requires_grad" when !call.Arguments.Any(static a => a.Value.ConstantValue is { HasValue: true, Value: false }):
                return Of(code, signal, arguments, depth + 1) switch
                {
                    { Kind: FlowKind.Cut } cut => cut with { Revived = true, Site = cut.Site!.Syntax == signal!.Syntax ? call : cut.Site },
                    { Kind: FlowKind.Data } => Live,
                    var kept => kept,
                };
            case "requires_grad_" or "with_requires_grad":
                return Unknown;
            case var name when Steps.Contains(name) && torch.IsTensor(signal?.Type):
                return Of(code, signal, arguments, depth + 1) is { Kind: FlowKind.Data } data ? data : new GradientFlow(FlowKind.Cut, call, null, name + "()");
            case "tensor" or "as_tensor" or "from_array" or "ToTensor" or "scalar_tensor":
                var isLeaf = call.Arguments.Any(static a => a.Parameter?.Name == "requires_grad" && a.Value.ConstantValue is { HasValue: true, Value: true });
                return torch.IsTensor(signal?.Type) ? Of(code, signal, arguments, depth + 1) : OfNumbers(code, call, signal, isLeaf, arguments, depth);
            default:
                var isNew = method.IsStatic && !torch.IsTensor(signal?.Type) && call.Arguments.All(a => !HoldsTensors(code, a.Value.Type));
                if (isNew)
                    return call.Arguments.Any(static a => a.Parameter?.Name == "requires_grad" && a.Value.ConstantValue is not { HasValue: true, Value: false }) ? Live : Data;
                var operands = call.Arguments.Select(static a => a.Value);
                return Together(code, call.Instance is null ? operands : operands.Prepend(call.Instance), arguments, depth);
        }
    }

    private static bool KeepsNoWeights(CodeModel code, IOperation module) => code.Torch.IsLoss(module.Type)
        || (module.Type is { } type && code.Torch.Declares(type) && Functions.Normalize(type.Name) is var name && (Functions.IsActivation(name) || Functions.Passes(name)));

    private static bool HoldsTensors(CodeModel code, ITypeSymbol? type) => code.Torch.IsTensor(type)
        || (type is IArrayTypeSymbol array && code.Torch.IsTensor(array.ElementType))
        || (type is INamedTypeSymbol named && named.TypeArguments.Any(code.Torch.IsTensor));

    /// <summary>A method of the compilation: what it returns, given what it is handed.</summary>
    private static GradientFlow OfSource(CodeModel code, IInvocationOperation call, ImmutableDictionary<ISymbol, GradientFlow> arguments, int depth)
    {
        var method = call.TargetMethod.OriginalDefinition;
        if (method.IsAbstract || method.IsVirtual || method.IsOverride || method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not { } body || depth > MaxDepth / 2)
            return Unknown;
        var inner = ImmutableDictionary.Create<ISymbol, GradientFlow>(SymbolEqualityComparer.Default);
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter && code.Torch.IsTensor(parameter.Type))
                inner = inner.SetItem(parameter.OriginalDefinition, Of(code, argument.Value, arguments, depth + 4));
        }

        var returned = MethodSummary.ReturnedExpressions(body).Select(each => Of(code, code.OperationOf(each), inner, depth + 4)).ToList();
        return returned.Count == 0 ? Unknown : returned.Aggregate(Either);
    }

    /// <summary>A tensor made from numbers: from those of another tensor it is that one without its graph.</summary>
    private static GradientFlow OfNumbers(CodeModel code, IOperation site, IOperation? numbers, bool isLeaf, ImmutableDictionary<ISymbol, GradientFlow> arguments, int depth)
    {
        if (Source(code, numbers, 0) is not { } source)
            return isLeaf ? Live : Data;
        var inner = Of(code, source.Tensor, arguments, depth + 1);
        return inner.Kind == FlowKind.Data ? isLeaf ? Live : Data : new GradientFlow(FlowKind.Cut, site, source.Tensor, source.Means, isLeaf);
    }

    private static (IOperation Tensor, string Means)? Source(CodeModel code, IOperation? numbers, int depth)
    {
        if (numbers is null || depth > 8)
            return null;
        switch (numbers)
        {
            case IConversionOperation { OperatorMethod: not null, Operand: var operand } when code.Torch.IsTensor(operand.Type):
                return (operand, "(" + numbers.Type!.ToDisplayString() + ")");
            case IConversionOperation conversion:
                return Source(code, conversion.Operand, depth + 1);
            case IInvocationOperation { TargetMethod: var method } call:
                var instance = call.Instance ?? (method.IsExtensionMethod || method.IsStatic ? call.Arguments.FirstOrDefault()?.Value : null);
                if (instance is null)
                    return null;
                if (Numbers.Contains(method.Name) && code.Torch.IsTensor(instance.Type) && code.Torch.Declares(method))
                    return (instance, method.Name is "data" ? "data" : method.Name + "()");
                return method.Name is "ToArray" or "ToList" or "ToSingle" or "ToDouble" ? Source(code, instance, depth + 1) : null;
            case ILocalReferenceOperation local:
                return LocalDefinitions.Reaching(code, local.Local, local.Syntax) is { Value: { } value } ? Source(code, value, depth + 1) : null;
            case IBinaryOperation binary:
                return Source(code, binary.LeftOperand, depth + 1) ?? Source(code, binary.RightOperand, depth + 1);
            case IArrayCreationOperation { Initializer.ElementValues: { Length: > 0 } elements }:
                return Source(code, elements[0], depth + 1);
            case ICollectionExpressionOperation { Elements: { Length: > 0 } elements }:
                return Source(code, elements[0], depth + 1);
            default:
                return null;
        }
    }

    /// <summary>The flow from something made from several tensors: one that lives is enough.</summary>
    private static GradientFlow Together(CodeModel code, IEnumerable<IOperation> operands, ImmutableDictionary<ISymbol, GradientFlow> arguments, int depth)
    {
        var flows = operands.SelectMany(Elements).Where(operand => HoldsTensors(code, operand.Type)).Select(operand => Of(code, operand, arguments, depth + 1)).ToList();
        return flows.FirstOrDefault(static flow => flow.Kind == FlowKind.Live)
            ?? flows.FirstOrDefault(static flow => flow.Kind == FlowKind.Unknown)
            ?? flows.FirstOrDefault(static flow => flow.Kind == FlowKind.Cut)
            ?? (flows.Count > 0 ? Data : Unknown);
    }

    private static IEnumerable<IOperation> Elements(IOperation operand) => operand switch
    {
        IConversionOperation conversion => Elements(conversion.Operand),
        IArrayCreationOperation { Initializer.ElementValues: var values } => values,
        ICollectionExpressionOperation collection => collection.Elements,
        _ => new[] { operand },
    };

    /// <summary>The flow from a value that comes from one of two places.</summary>
    private static GradientFlow Either(GradientFlow a, GradientFlow b) => a.Kind == b.Kind ? a : Unknown;
}
