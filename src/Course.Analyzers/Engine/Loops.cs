using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>How often loops run, where constants tell.</summary>
internal static class Loops
{
    /// <summary>The innermost loop around a node within the function that holds the node; null where there is none.</summary>
    public static StatementSyntax? Around(SyntaxNode node)
    {
        for (var outer = node.Parent; outer is not null && outer is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) && !Body.IsRoot(outer); outer = outer.Parent)
        {
            if (IsLoop(outer))
                return (StatementSyntax)outer;
        }

        return null;
    }

    /// <summary>Whether a node is a loop.</summary>
    public static bool IsLoop(SyntaxNode node) => node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax;

    /// <summary>What a loop repeats.</summary>
    public static StatementSyntax BodyOf(StatementSyntax loop) => loop switch
    {
        ForStatementSyntax each => each.Statement,
        CommonForEachStatementSyntax each => each.Statement,
        WhileStatementSyntax each => each.Statement,
        DoStatementSyntax each => each.Statement,
        _ => loop,
    };

    /// <summary>The trip count of a <c>for</c> loop that counts from one number to another by a constant; null for any other.</summary>
    public static int? TripCount(CodeModel code, ForStatementSyntax loop)
    {
        if (loop is not { Declaration.Variables: { Count: 1 } variables, Condition: BinaryExpressionSyntax condition, Incrementors: { Count: 1 } incrementors })
            return null;
        if (Integer(code, variables[0].Initializer?.Value) is not { } from || Integer(code, condition.Right) is not { } to)
            return null;
        var step = incrementors[0] switch
        {
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression } or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression } => 1,
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostDecrementExpression } or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreDecrementExpression } => -1,
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } add => Integer(code, add.Right) ?? 0,
            _ => 0,
        };
        var span = condition.Kind() switch
        {
            SyntaxKind.LessThanExpression when step > 0 => to - from,
            SyntaxKind.LessThanOrEqualExpression when step > 0 => to - from + 1,
            SyntaxKind.GreaterThanExpression when step < 0 => from - to,
            SyntaxKind.GreaterThanOrEqualExpression when step < 0 => from - to + 1,
            _ => -1,
        };
        return step == 0 || span < 0 || span > int.MaxValue ? null : (int)((span + System.Math.Abs(step) - 1) / System.Math.Abs(step));
    }

    /// <summary>
    /// The integer that an expression stands for: a constant, a variable given one constant, sums of such, or a parameter by the
    /// constants of its call sites (the largest) or else by its default; null where none of these tells.
    /// </summary>
    public static long? Integer(CodeModel code, IOperation operation, Scope scope) => Integer(code, operation, scope, 0);

    // A number as written needs no binding of the method around it.
    private static long? Integer(CodeModel code, ExpressionSyntax? expression) => expression is LiteralExpressionSyntax { Token.Value: int number } ? number :
        expression is not null && code.OperationOf(expression) is { } operation ? Integer(code, operation, Scope.Empty, 0) : null;

    private static long? Integer(CodeModel code, IOperation operation, Scope scope, int depth)
    {
        if (depth > 6)
            return null;
        if (operation.ConstantValue is { HasValue: true, Value: { } value })
            return value switch { int i => i, long l => l, _ => null };
        switch (operation)
        {
            case IConversionOperation conversion:
                return Integer(code, conversion.Operand, scope, depth + 1);
            case IBinaryOperation binary when Integer(code, binary.LeftOperand, scope, depth + 1) is { } a && Integer(code, binary.RightOperand, scope, depth + 1) is { } b:
                return binary.OperatorKind switch
                {
                    BinaryOperatorKind.Add => a + b,
                    BinaryOperatorKind.Subtract => a - b,
                    BinaryOperatorKind.Multiply when System.Math.Abs(a) < 1_000_000 && System.Math.Abs(b) < 1_000_000 => a * b,
                    _ => null,
                };
            case IParameterReferenceOperation { Parameter: var parameter }:
                var given = code.Definitions.Arguments(parameter);
                var constants = given.Expressions.Select(origin => Integer(code, origin.Operation, origin.Scope, depth + 1)).OfType<long>().ToList();
                return constants.Count > 0 ? constants.Max()
                    : given.Expressions.IsEmpty && parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: int or long } ? System.Convert.ToInt64(parameter.ExplicitDefaultValue, System.Globalization.CultureInfo.InvariantCulture)
                    : null;
            case ILocalReferenceOperation or IFieldReferenceOperation:
                var variable = operation is ILocalReferenceOperation local ? local.Local : (ISymbol)((IFieldReferenceOperation)operation).Field;
                return !Configuration.IsCounter(code, variable) && code.Definitions.Assigned(variable) is { Complete: true, Expressions: { Length: 1 } only }
                    ? Integer(code, only[0].Operation, only[0].Scope, depth + 1)
                    : null;
            default:
                return null;
        }
    }
}
