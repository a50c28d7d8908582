using System.Linq;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>Reads the bound of a call that clips.</summary>
internal static class ClipBound
{
    /// <summary>Whether a call is one of the library's two clips.</summary>
    public static bool IsClipCall(IInvocationOperation call) => call.TargetMethod.Name is "clip_grad_norm_" or "clip_grad_value_";

    /// <summary>The argument that is the bound: max_norm or clip_value.</summary>
    public static IArgumentOperation? Argument(IInvocationOperation call) => call.Arguments.FirstOrDefault(static a => a.Parameter?.Ordinal == 1);

    /// <summary>Whether a call only measures the norm: nothing is as long as its bound, and the result is used.</summary>
    public static bool Measures(IInvocationOperation call) =>
        Argument(call)?.Value.ConstantValue is { HasValue: true, Value: double and >= 1e3 } && IsUsed(call);

    /// <summary>Whether the result of a call is used.</summary>
    public static bool IsUsed(IInvocationOperation call) => call.Syntax.Parent is not Microsoft.CodeAnalysis.CSharp.Syntax.ExpressionStatementSyntax;
}
