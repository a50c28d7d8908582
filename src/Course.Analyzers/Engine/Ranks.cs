using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>How many dimensions a tensor has, where the code that makes it tells.</summary>
internal static class Ranks
{
    private static readonly HashSet<string> Filled = new() { "randn", "rand", "zeros", "ones", "full", "empty" };

    private static readonly HashSet<string> Keeping = new()
    {
        "to", "cuda", "cpu", "to_type", "type", "float", "double", "half", "clone", "detach", "contiguous", "alias", "abs", "neg", "exp", "log", "sqrt", "sin", "cos", "sigmoid", "tanh", "relu", "clamp",
        "MoveToOuterDisposeScope", "DetachFromDisposeScope", "requires_grad_", "mul_", "add_", "sub_", "div_",
    };

    /// <summary>The number of dimensions; null where it is not known, and for a single number, which broadcasts to the same whatever its shape.</summary>
    public static int? Of(CodeModel code, IOperation operation) => Of(code, operation, 0);

    private static int? Of(CodeModel code, IOperation operation, int depth)
    {
        if (depth > 8)
            return null;
        switch (operation)
        {
            case IConversionOperation conversion:
                return Of(code, conversion.Operand, depth + 1);
            case IUnaryOperation unary:
                return Of(code, unary.Operand, depth + 1);
            case IBinaryOperation binary:
                return Combined(code, binary, depth);
            case ILocalReferenceOperation local:
                return OfVariable(code, local.Local, depth);
            case IFieldReferenceOperation field:
                return OfVariable(code, field.Field, depth);
            case IInvocationOperation call when code.Torch.IsStaticOf(call.TargetMethod, "torch"):
                return OfFactory(call);
            case IInvocationOperation { Instance: { } instance, TargetMethod: var method } call when code.Torch.IsTensorMethod(method):
                return method.Name switch
                {
                    "view" or "reshape" => Count(call.Arguments.FirstOrDefault()?.Value),
                    "flatten" when call.Arguments.All(static argument => argument.ArgumentKind == ArgumentKind.DefaultValue) => 1,
                    "unsqueeze" => Of(code, instance, depth + 1) + 1,
                    var name when Keeping.Contains(name) => Of(code, instance, depth + 1),
                    _ => null,
                };
            default:
                return null;
        }
    }

    private static int? OfVariable(CodeModel code, ISymbol variable, int depth)
    {
        var values = code.Definitions.Assigned(variable);
        var ranks = values.Expressions.Select(value => Of(code, value.Operation, depth + 1)).Distinct().ToList();
        return values.Complete && ranks.Count == 1 ? ranks[0] : null;
    }

    private static int? Combined(CodeModel code, IBinaryOperation binary, int depth)
    {
        var (left, right) = (binary.LeftOperand, binary.RightOperand);
        if (!code.Torch.IsTensor(Bare(left).Type))
            return Of(code, right, depth + 1);
        if (!code.Torch.IsTensor(Bare(right).Type))
            return Of(code, left, depth + 1);
        return Of(code, left, depth + 1) is { } a && Of(code, right, depth + 1) is { } b ? System.Math.Max(a, b) : null;
    }

    // A number becomes a scalar, and in an operator of tensors a tensor, by conversions that the code does not show.
    private static IOperation Bare(IOperation operation) => operation is IConversionOperation conversion ? Bare(conversion.Operand) : operation;

    private static int? OfFactory(IInvocationOperation call)
    {
        var name = call.TargetMethod.Name;
        if (name is "arange" or "linspace" or "logspace")
            return 1;
        if (name != "tensor" && !Filled.Contains(name))
            return null;
        var sizes = call.Arguments.Where(static argument => argument.Parameter?.Name is "size" or "dimensions" or "rows" or "columns" or "dim0" or "dim1" or "dim2" or "dim3").ToList();
        if (sizes.Count == 0)
            return name == "tensor" && call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "rawArray") is { } data ? OfData(data) : null;
        if (sizes.Count > 1)
            return sizes.Count;
        return sizes[0].Parameter!.Type.SpecialType is SpecialType.System_Int64 or SpecialType.System_Int32
            ? Bare(sizes[0].Value).ConstantValue is { HasValue: true, Value: 1 or 1L } ? null : 1
            : Count(sizes[0].Value);
    }

    private static int? OfData(IArgumentOperation data) => Bare(data.Value) is { } value && Count(value) == 1 ? null : data.Parameter!.Type switch
    {
        IArrayTypeSymbol array => array.Rank,
        INamedTypeSymbol { Name: "IList" or "Memory" } => 1,
        _ => null,
    };

    /// <summary>How many elements an array or a collection expression has.</summary>
    private static int? Count(IOperation? operation) => operation is null ? null : Bare(operation) switch
    {
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues.Length,
        ICollectionExpressionOperation collection when !collection.Elements.Any(static element => element is ISpreadOperation) => collection.Elements.Length,
        _ => null,
    };
}
