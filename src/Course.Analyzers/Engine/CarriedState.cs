using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>A variable that hands a network's output of one iteration, graph and all, to the next.</summary>
/// <param name="Variable">The variable: a tensor, or a tuple of tensors.</param>
/// <param name="Assignment">Where it takes the output.</param>
internal sealed record CarriedState(ISymbol Variable, AssignmentExpressionSyntax Assignment)
{
    private const int MaxDepth = 16;

    /// <summary>The states that a loop carries and that a loss depends on, in the order of the text.</summary>
    public static ImmutableArray<CarriedState> In(CodeModel code, StatementSyntax loop, IEnumerable<IOperation> losses)
    {
        var function = Body.FunctionOf(loop);
        var assigned = TreeIndex.AssignmentsIn(loop)
            .Where(each => Body.FunctionOf(each) == function)
            .SelectMany(each => Targets(code, each.Left).Select(target => (Variable: target, Assignment: each)))
            .Where(each => !each.Variable.DeclaringSyntaxReferences.Any(declaration => declaration.SyntaxTree == loop.SyntaxTree && loop.Span.Contains(declaration.Span)))
            .GroupBy(static each => each.Variable, SymbolEqualityComparer.Default);
        return assigned
            .Where(group => group.All(each => Value(code, each.Assignment) is { } value && new Search(code, loop, each.Variable).Feeds(value, false, 0) && !Guards.AreGradientsOff(code, each.Assignment))
                && losses.Any(loss => new Search(code, loop, group.Key!).Feeds(loss, false, 0)))
            .Select(static group => new CarriedState(group.Key!, group.First().Assignment))
            .OrderBy(static state => state.Assignment.SpanStart).ToImmutableArray();
    }

    private static IOperation? Value(CodeModel code, AssignmentExpressionSyntax assignment) =>
        assignment.IsKind(Microsoft.CodeAnalysis.CSharp.SyntaxKind.SimpleAssignmentExpression) ? code.OperationOf(assignment.Right) : null;

    private static IEnumerable<ISymbol> Targets(CodeModel code, ExpressionSyntax left)
    {
        if (left is TupleExpressionSyntax tuple)
            return tuple.Arguments.SelectMany(argument => Targets(code, argument.Expression));
        ISymbol? symbol = left is IdentifierNameSyntax or MemberAccessExpressionSyntax
            ? code.OperationOf(left) switch
            {
                ILocalReferenceOperation local => local.Local,
                IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => field.Field,
                IParameterReferenceOperation parameter => parameter.Parameter,
                _ => null,
            }
            : null;
        return symbol is not null && IsState(code, TypeOf(symbol)) ? new[] { symbol } : Enumerable.Empty<ISymbol>();
    }

    /// <summary>The type of a variable.</summary>
    public static ITypeSymbol? TypeOf(ISymbol variable) => variable switch
    {
        ILocalSymbol local => local.Type,
        IFieldSymbol field => field.Type,
        IParameterSymbol parameter => parameter.Type,
        _ => null,
    };

    private static bool IsState(CodeModel code, ITypeSymbol? type) => code.Torch.IsTensor(type)
        || (type is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.All(element => code.Torch.IsTensor(element.Type)))
        || (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable && IsState(code, nullable.TypeArguments[0]));

    /// <summary>Looks for a way from a variable through a network to a value, within one loop.</summary>
    private sealed class Search(CodeModel code, StatementSyntax loop, ISymbol variable)
    {
        private readonly HashSet<(ISymbol Local, bool Through)> _seen = new();

        public bool Feeds(IOperation? value, bool through, int depth)
        {
            if (value is null || depth > MaxDepth)
                return false;
            switch (value)
            {
                case ILocalReferenceOperation { Local: var local }:
                    if (SymbolEqualityComparer.Default.Equals(local, variable))
                        return through || FeedsAgain(value, depth);
                    return loop.Span.Contains(local.Locations[0].SourceSpan) && _seen.Add((local, through))
                        && LocalDefinitions.Of(code, local) is { Count: > 0 } definitions && definitions.All(each => each.Value is null || !IsCut(each.Value))
                        && definitions.Any(each => Feeds(each.Value, through, depth + 1));
                case IFieldReferenceOperation { Field: var field, Instance: null or IInstanceReferenceOperation }:
                    return through && SymbolEqualityComparer.Default.Equals(field, variable);
                case IParameterReferenceOperation { Parameter: var parameter }:
                    return through && SymbolEqualityComparer.Default.Equals(parameter, variable);
                case IInvocationOperation call:
                    return Call(call, through, depth);
                case IConditionalAccessInstanceOperation when value.Syntax is ExpressionSyntax asked && code.OperationOf(asked) is { } receiver and not IConditionalAccessInstanceOperation:
                    return Feeds(receiver, through, depth + 1);
                case IConversionOperation or IParenthesizedOperation or IBinaryOperation or IUnaryOperation or ITupleOperation or IArrayCreationOperation or IArrayInitializerOperation
                    or ICollectionExpressionOperation or IObjectCreationOperation or IArgumentOperation or IPropertyReferenceOperation or IFieldReferenceOperation or IConditionalAccessOperation or IConditionalOperation:
                    return value.ChildOperations.Any(child => Feeds(child, through, depth + 1));
                default:
                    return false;
            }
        }

        /// <summary>A loss that reads the state after the loop has assigned it depends on what it was before.</summary>
        private bool FeedsAgain(IOperation read, int depth) => variable is ILocalSymbol local
            && TreeIndex.AssignmentsIn(loop).Any(each => each.Span.End <= read.Syntax.SpanStart && each.Left is IdentifierNameSyntax or TupleExpressionSyntax
                && Targets(code, each.Left).Any(target => SymbolEqualityComparer.Default.Equals(target, local)) && _seen.Add((local, false)) && Feeds(code.OperationOf(each.Right), false, depth + 1));

        private bool Call(IInvocationOperation call, bool through, int depth)
        {
            var method = call.TargetMethod;
            if (IsCut(call))
                return false;
            var isModule = code.Torch.IsModule(call.Instance?.Type);
            if (!code.Torch.Declares(method) && (MayCut(method) || !isModule))
                return false;
            var applies = through || (isModule && !code.Torch.IsLoss(call.Instance!.Type) && !MayCut(call.Instance.Type));
            return call.Arguments.Any(argument => Feeds(argument.Value, applies, depth + 1)) || (!isModule && call.Instance is not null && Feeds(call.Instance, through, depth + 1));
        }

        private bool IsCut(IOperation value) => value is IInvocationOperation { TargetMethod: { Name: "detach" or "detach_" or "item" or "data" or "requires_grad_" } cut } && code.Torch.Declares(cut);

        /// <summary>Whether the source of a method or class says detach.</summary>
        private static bool MayCut(ISymbol? symbol) => symbol?.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax().DescendantNodes().OfType<IdentifierNameSyntax>()
            .Any(static name => name.Identifier.ValueText is "detach" or "detach_" or "no_grad")) == true;
    }
}
