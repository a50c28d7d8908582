using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Analyzers.Engine;

/// <summary>How often loops run, where constants tell.</summary>
internal static class Loops
{
    /// <summary>The trip count of a <c>for</c> loop that counts from a constant to a constant by a constant; null for any other.</summary>
    public static int? TripCount(CodeModel code, ForStatementSyntax loop)
    {
        if (loop is not { Declaration.Variables: { Count: 1 } variables, Condition: BinaryExpressionSyntax condition, Incrementors: { Count: 1 } incrementors })
            return null;
        var model = code.SemanticsOf(loop);
        if (Constant(model, variables[0].Initializer?.Value) is not { } from || Constant(model, condition.Right) is not { } to)
            return null;
        var step = incrementors[0] switch
        {
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression } or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression } => 1,
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostDecrementExpression } or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreDecrementExpression } => -1,
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } add => Constant(model, add.Right) ?? 0,
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

    private static long? Constant(SemanticModel model, ExpressionSyntax? expression) =>
        expression is not null && model.GetConstantValue(expression) is { HasValue: true, Value: var value }
            ? value switch { int i => i, long l => l, _ => null }
            : null;
}
