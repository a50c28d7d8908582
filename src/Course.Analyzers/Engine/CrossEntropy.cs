using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>Recognises the losses that take logits and apply log_softmax themselves.</summary>
internal static class CrossEntropy
{
    private static readonly string[] Names = { "cross_entropy", "forward", "call" };
    private static readonly string[] OnlyFunction = { "cross_entropy" };

    /// <summary>The bodies of a tree that compute a cross entropy.</summary>
    public static IEnumerable<SyntaxNode> CallersIn(CodeModel code, SyntaxTree tree)
    {
        // A loss that is held somewhere was made somewhere: without that, no call of forward can be one.
        var index = TreeIndex.Of(tree, default);
        var names = code.Indexes.Any(static each => each.Calls("CrossEntropyLoss").Count + each.Creations("CrossEntropyLoss").Count > 0) ? Names : OnlyFunction;
        return names.SelectMany(index.Calls)
            .Where(node => MayBeLoss(code, node) && code.OperationOf(node) is IInvocationOperation call && Logits(code, call) is not null)
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

    /// <summary>Whether the receiver's type allows for a loss; cheaper to ask than the operation of a whole body.</summary>
    private static bool MayBeLoss(CodeModel code, SyntaxNode node) => node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "forward" or "call", Expression: var receiver } }
        || code.Torch.IsLoss(code.SemanticsOf(node).GetTypeInfo(receiver).Type);

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
