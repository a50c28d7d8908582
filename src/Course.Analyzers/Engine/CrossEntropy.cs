using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>Recognises the losses that take logits and apply log_softmax themselves.</summary>
internal static class CrossEntropy
{
    private static readonly string[] Names = { "cross_entropy", "forward", "call" };

    /// <summary>The bodies of a tree that compute a cross entropy.</summary>
    public static IEnumerable<SyntaxNode> CallersIn(CodeModel code, SyntaxTree tree)
    {
        var index = TreeIndex.Of(tree, default);
        return Names.SelectMany(index.Calls)
            .Where(node => code.OperationOf(node) is IInvocationOperation call && Logits(code, call) is not null)
            .Select(static node => Body.FunctionOf(node)).OfType<SyntaxNode>().Distinct().OrderBy(static root => root.SpanStart);
    }

    /// <summary>The argument of a call that should hold logits; null where the call is no cross entropy.</summary>
    public static IOperation? Logits(CodeModel code, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.Name == "cross_entropy" && code.Torch.IsStaticOf(method, "functional"))
            return call.Arguments.FirstOrDefault(static a => a.Parameter?.Ordinal == 0)?.Value;
        return method.Name is "forward" or "call" && call.Instance is { } loss && IsCrossEntropy(code, loss) ? call.Arguments.FirstOrDefault()?.Value : null;
    }

    private static bool IsCrossEntropy(CodeModel code, IOperation loss)
    {
        if (!code.Torch.IsLoss(loss.Type))
            return false;
        if (loss.Type!.Name == "CrossEntropyLoss")
            return code.Torch.Declares(loss.Type);

        // Held as Loss<Tensor, Tensor, Tensor>: what it was made as tells.
        var origins = code.Definitions.Of(loss, Scope.Empty);
        return origins.Complete && origins.Expressions.All(origin => origin.Operation.Type is { Name: "CrossEntropyLoss" } type && code.Torch.Declares(type));
    }
}
