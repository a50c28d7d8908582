using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>What can happen in training, to gradients above all.</summary>
internal enum EventKind
{
    /// <summary>Nothing: a join, a branch or an end.</summary>
    None,

    /// <summary>Gradients are computed and added to what the parameters hold.</summary>
    Backward,

    /// <summary>An optimizer moves its parameters.</summary>
    Step,

    /// <summary>The code itself moves parameters by their gradients, with no optimizer.</summary>
    ManualStep,

    /// <summary>Gradients are set to zero or to null.</summary>
    Zero,

    /// <summary>Gradients are bounded by clip_grad_norm_ or clip_grad_value_, or changed in place.</summary>
    Clip,

    /// <summary>Something out of sight may bound gradients.</summary>
    OpaqueClip,

    /// <summary>A module is set to training.</summary>
    Train,

    /// <summary>A module is set to evaluation.</summary>
    Eval,
}

/// <summary>An event where it stands.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Operation">The operation that makes it happen.</param>
/// <param name="Target">The optimizer, module or parameters concerned; null where the event is about all.</param>
internal readonly record struct TrainingEvent(EventKind Kind, IOperation Operation, IOperation? Target);

/// <summary>Recognises events by the symbols that operations bind to.</summary>
internal static class TrainingEvents
{
    private static readonly HashSet<string> InPlace = new()
    {
        "mul_", "div_", "clamp_", "clamp_min_", "clamp_max_", "clip_", "copy_", "sub_", "add_", "nan_to_num_", "masked_fill_", "set_", "renorm_", "addcmul_", "addcdiv_", "where_",
    };

    /// <summary>The names that events go by; what mentions none of them, directly or not, needs no summary.</summary>
    public static IReadOnlyCollection<string> Names { get; } = new[] { "backward", "step", "zero_grad", "clip_grad_norm_", "clip_grad_value_", "grad", "train", "eval" };

    /// <summary>The event that an operation is; null where it is none.</summary>
    public static TrainingEvent? Of(CodeModel code, IOperation operation) => operation switch
    {
        IInvocationOperation invocation => OfInvocation(code, invocation),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment when IsGradient(code, target) =>
            new TrainingEvent(IsNull(assignment.Value) ? EventKind.Zero : EventKind.Clip, operation, target.Instance),
        ICompoundAssignmentOperation { Target: IPropertyReferenceOperation target } when IsGradient(code, target) =>
            new TrainingEvent(EventKind.Clip, operation, target.Instance),
        _ => null,
    };

    /// <summary>Whether an expression is the gradient of a tensor, directly or through a local.</summary>
    public static bool IsGradient(CodeModel code, IOperation? operation)
    {
        var written = operation is IFlowCaptureReferenceOperation ? code.OperationOf(operation.Syntax) : operation;
        return written switch
        {
            IPropertyReferenceOperation { Property: { Name: "grad" } property } => code.Torch.IsTensor(property.ContainingType),
            IConversionOperation conversion => IsGradient(code, conversion.Operand),
            IConditionalAccessInstanceOperation => code.Definitions.Resolve(written, Scope.Empty).Key is ILocalSymbol or IPropertySymbol { Name: "grad" },
            ILocalReferenceOperation local when code.Torch.IsTensor(local.Type) =>
                code.Definitions.Assigned(local.Local).Expressions.Any(origin => IsGradient(code, Unwrapped(origin.Operation))),
            _ => false,
        };
    }

    private static IOperation Unwrapped(IOperation operation) => operation is IConversionOperation conversion ? Unwrapped(conversion.Operand) : operation;

    private static bool IsNull(IOperation value) => Unwrapped(value) is ILiteralOperation { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation;

    private static TrainingEvent? OfInvocation(CodeModel code, IInvocationOperation invocation)
    {
        var (torch, method) = (code.Torch, invocation.TargetMethod);
        switch (method.Name)
        {
            case "backward" when torch.IsTensorMethod(method) || torch.IsStaticOf(method, "autograd"):
                return new TrainingEvent(EventKind.Backward, invocation, invocation.Instance ?? invocation.Arguments.FirstOrDefault()?.Value);
            case "step" when torch.IsOptimizer(method.ContainingType):
                return new TrainingEvent(EventKind.Step, invocation, invocation.Instance);
            case "zero_grad" when torch.IsOptimizer(method.ContainingType) || torch.IsModule(method.ContainingType):
                return new TrainingEvent(EventKind.Zero, invocation, invocation.Instance);
            case "eval" when torch.IsModule(method.ContainingType):
                return new TrainingEvent(EventKind.Eval, invocation, invocation.Instance);
            case "train" when torch.IsModule(method.ContainingType):
                return new TrainingEvent(invocation.Arguments.Any(static a => a.Value.ConstantValue is { HasValue: true, Value: false }) ? EventKind.Eval : EventKind.Train, invocation, invocation.Instance);
            case "clip_grad_norm_" or "clip_grad_value_" when torch.Declares(method):
                return new TrainingEvent(EventKind.Clip, invocation, invocation.Arguments.FirstOrDefault(static a => a.Parameter?.Ordinal == 0)?.Value);
            case "zero_" when torch.IsTensorMethod(method) && IsGradient(code, invocation.Instance):
                return new TrainingEvent(EventKind.Zero, invocation, GradientOwner(code, invocation.Instance));
            case var name when InPlace.Contains(name) && torch.IsTensorMethod(method):
                if (IsGradient(code, invocation.Instance))
                    return new TrainingEvent(EventKind.Clip, invocation, GradientOwner(code, invocation.Instance));
                return invocation.Arguments.Any(a => MentionsGradient(code, a.Value))
                    ? new TrainingEvent(EventKind.ManualStep, invocation, invocation.Instance)
                    : null;
            default:
                return IsOpaqueClip(code, method) ? new TrainingEvent(EventKind.OpaqueClip, invocation, null) : null;
        }
    }

    private static bool IsOpaqueClip(CodeModel code, IMethodSymbol method) =>
        code.ClipHelpers.Contains(method.Name)
        || (method.DeclaringSyntaxReferences.IsEmpty && !code.Torch.Declares(method)
        && method.Name.IndexOf("clip", System.StringComparison.OrdinalIgnoreCase) is >= 0 and var clip
        && method.Name.IndexOf("grad", clip, System.StringComparison.OrdinalIgnoreCase) >= 0);

    private static IOperation? GradientOwner(CodeModel code, IOperation? gradient)
    {
        var written = gradient is IFlowCaptureReferenceOperation ? code.OperationOf(gradient.Syntax) : gradient;
        return written is IPropertyReferenceOperation property ? property.Instance : null;
    }

    private static bool MentionsGradient(CodeModel code, IOperation value) =>
        value.DescendantsAndSelf().Any(each => each is IPropertyReferenceOperation or ILocalReferenceOperation or IFlowCaptureReferenceOperation && IsGradient(code, each));
}
