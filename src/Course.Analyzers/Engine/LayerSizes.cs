using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>The sizes that layers are made with, as far as the code fixes them.</summary>
internal static class LayerSizes
{
    private static readonly string[] Inputs = { "inputSize", "in_channels", "num_features", "num_channels", "normalized_shape" };

    private static readonly string[] Outputs = { "outputSize", "out_channels" };

    /// <summary>The argument that says how many features or channels a layer takes; null where none does.</summary>
    public static IArgumentOperation? InputOf(LayerRef layer) => Argument(layer, Inputs);

    /// <summary>The argument that says how many features or channels a layer gives; null where none does.</summary>
    public static IArgumentOperation? OutputOf(LayerRef layer) => Argument(layer, Outputs);

    /// <summary>The value of an argument of the call that makes a layer, its default included; null where it may vary.</summary>
    public static long? Of(CodeModel code, LayerRef layer, params string[] parameters) => Argument(layer, parameters) is { } argument ? Of(code, argument.Value, layer.Scope) : null;

    /// <summary>The size that an expression always has; null where it may vary.</summary>
    public static long? Of(CodeModel code, IOperation? operation, Scope scope) => operation is null ? null : Of(code, operation, scope, 0);

    /// <summary>The argument for one of the named parameters.</summary>
    public static IArgumentOperation? Argument(LayerRef layer, params string[] parameters)
    {
        var arguments = layer.Creation switch
        {
            IInvocationOperation factory => factory.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => ImmutableArray<IArgumentOperation>.Empty,
        };
        return arguments.FirstOrDefault(argument => argument.Parameter is { } parameter && parameters.Contains(parameter.Name));
    }

    private static long? Of(CodeModel code, IOperation operation, Scope scope, int depth)
    {
        if (depth > 6)
            return null;
        if (operation.ConstantValue is { HasValue: true, Value: { } value })
            return value switch { int i => i, long l => l, _ => null };
        switch (operation)
        {
            case IConversionOperation conversion:
                return Of(code, conversion.Operand, scope, depth + 1);
            case IBinaryOperation binary when Of(code, binary.LeftOperand, scope, depth + 1) is { } a && Of(code, binary.RightOperand, scope, depth + 1) is { } b:
                return binary.OperatorKind switch
                {
                    BinaryOperatorKind.Add => a + b,
                    BinaryOperatorKind.Subtract => a - b,
                    BinaryOperatorKind.Multiply when System.Math.Abs(a) < 1_000_000 && System.Math.Abs(b) < 1_000_000 => a * b,
                    BinaryOperatorKind.Divide when b != 0 => a / b,
                    _ => null,
                };
            case IParameterReferenceOperation { Parameter: var parameter }:
                return OfParameter(code, parameter, scope, depth);
            case ILocalReferenceOperation local:
                return OfVariable(code, local.Local, depth);
            case IFieldReferenceOperation field:
                return OfVariable(code, field.Field, depth);
            default:
                return null;
        }
    }

    private static long? OfVariable(CodeModel code, ISymbol variable, int depth) =>
        !Configuration.IsCounter(code, variable) && code.Definitions.Assigned(variable) is { Complete: true, Expressions: { Length: 1 } only }
            ? Of(code, only[0].Operation, only[0].Scope, depth + 1)
            : null;

    /// <summary>A parameter by the call that is being read, or else by what all calls agree on.</summary>
    private static long? OfParameter(CodeModel code, IParameterSymbol parameter, Scope scope, int depth)
    {
        if (Configuration.IsCounter(code, parameter) || code.Definitions.Assigned(parameter).Expressions.Length > 0)
            return null;
        if (scope.Arguments.TryGetValue(parameter.OriginalDefinition, out var given))
        {
            return given.Key switch
            {
                SyntaxNode node when code.OperationOf(node) is { } expression => Of(code, expression, given.Scope ?? Scope.Empty, depth + 1),
                ILocalSymbol or IFieldSymbol => OfVariable(code, (ISymbol)given.Key, depth),
                IParameterSymbol outer when !SymbolEqualityComparer.Default.Equals(outer, parameter) => OfParameter(code, outer, given.Scope ?? Scope.Empty, depth + 1),
                _ => null,
            };
        }

        var calls = code.Definitions.Arguments(parameter);
        long? agreed = null;
        foreach (var call in calls.Expressions)
        {
            // Sizes go through many constructors: who disagrees first ends the search.
            if (!calls.Complete || Of(code, call.Operation, call.Scope, depth + 1) is not { } size || (agreed ?? size) != size)
                return null;
            agreed = size;
        }

        return agreed;
    }
}
