using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>Recognises attention that is written out: a softmax over the product of queries with transposed keys.</summary>
internal static class Attention
{
    /// <summary>What a call adds to a network: attention, or nothing.</summary>
    public static NetworkFacts Of(CodeModel code, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (!code.Torch.Declares(method))
            return NetworkFacts.Nothing;
        if (method.Name is "scaled_dot_product_attention" or "multi_head_attention_forward")
            return new NetworkFacts(NetworkTraits.Attention, 0, true, method.Name);
        if (method.Name != "softmax" && !(method.Name is "forward" or "call" && method.ContainingType.Name == "Softmax"))
            return NetworkFacts.Nothing;
        var operand = code.Torch.IsTensorMethod(method) ? call.Instance : call.Arguments.FirstOrDefault()?.Value;
        return operand is not null && IsScore(code, operand, 0) ? new NetworkFacts(NetworkTraits.Attention, 0, true, "attention") : NetworkFacts.Nothing;
    }

    /// <summary>Whether a value is a product with a transposed operand, scaled, masked or shifted as may be.</summary>
    private static bool IsScore(CodeModel code, IOperation operation, int depth)
    {
        if (depth > 8)
            return false;
        switch (operation)
        {
            case IConversionOperation conversion:
                return IsScore(code, conversion.Operand, depth + 1);
            case ILocalReferenceOperation local:
                return code.Definitions.Assigned(local.Local).Expressions.Any(origin => IsScore(code, origin.Operation, depth + 1));
            case IBinaryOperation binary:
                return IsScore(code, binary.LeftOperand, depth + 1) || IsScore(code, binary.RightOperand, depth + 1);
            case IInvocationOperation { TargetMethod: var method } call when code.Torch.Declares(method):
                var operands = call.Arguments.Select(static a => a.Value).Concat(call.Instance is { } instance ? new[] { instance } : System.Array.Empty<IOperation>()).ToList();
                if (method.Name is "matmul" or "bmm" or "mm" or "baddbmm")
                    return operands.Any(operand => IsTransposed(code, operand, 0));
                return operands.Where(operand => code.Torch.IsTensor(operand.Type)).Any(operand => IsScore(code, operand, depth + 1));
            default:
                return false;
        }
    }

    private static bool IsTransposed(CodeModel code, IOperation operation, int depth) => depth <= 4 && operation switch
    {
        IConversionOperation conversion => IsTransposed(code, conversion.Operand, depth + 1),
        ILocalReferenceOperation local => code.Definitions.Assigned(local.Local).Expressions.Any(origin => IsTransposed(code, origin.Operation, depth + 1)),
        IInvocationOperation { TargetMethod: { Name: "transpose" or "transpose_" or "t" or "permute" or "swapaxes" or "mT" } method } => code.Torch.Declares(method),
        IPropertyReferenceOperation { Property: { Name: "T" or "mT" or "H" or "mH" } property } => code.Torch.Declares(property),
        _ => false,
    };
}
