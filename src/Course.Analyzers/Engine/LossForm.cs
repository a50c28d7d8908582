using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>A loss in the two forms that TorchSharp gives it: a function, and a module that is made once.</summary>
internal sealed class LossForm
{
    private LossForm(string function, string module) => (Function, Module) = (function, module);

    /// <summary>Takes logits and applies log_softmax itself.</summary>
    public static LossForm CrossEntropy { get; } = new("cross_entropy", "CrossEntropyLoss");

    /// <summary>Takes probabilities.</summary>
    public static LossForm BinaryCrossEntropy { get; } = new("binary_cross_entropy", "BCELoss");

    /// <summary>Takes logits and applies the sigmoid itself.</summary>
    public static LossForm BinaryCrossEntropyWithLogits { get; } = new("binary_cross_entropy_with_logits", "BCEWithLogitsLoss");

    /// <summary>Takes log-probabilities.</summary>
    public static LossForm NegativeLogLikelihood { get; } = new("nll_loss", "NLLLoss");

    /// <summary>Takes log-probabilities, and a target that is either.</summary>
    public static LossForm KullbackLeibler { get; } = new("kl_div", "KLDivLoss");

    /// <summary>The losses that compare predictions with targets element by element and broadcast.</summary>
    public static ImmutableArray<LossForm> Regression { get; } = ImmutableArray.Create(
        new LossForm("mse_loss", "MSELoss"), new LossForm("l1_loss", "L1Loss"), new LossForm("smooth_l1_loss", "SmoothL1Loss"), new LossForm("huber_loss", "HuberLoss"));

    /// <summary>All losses that rules ask about.</summary>
    public static ImmutableArray<LossForm> All { get; } = Regression.Add(CrossEntropy).Add(BinaryCrossEntropy).Add(BinaryCrossEntropyWithLogits).Add(NegativeLogLikelihood).Add(KullbackLeibler);

    private static readonly Dictionary<string, LossForm> ByFunction = All.ToDictionary(static form => form.Function);

    private static readonly Dictionary<string, LossForm> ByModule = All.ToDictionary(static form => form.Module);

    /// <summary>The name of the function in <c>nn.functional</c>.</summary>
    public string Function { get; }

    /// <summary>The name of the module and of its factory.</summary>
    public string Module { get; }

    /// <summary>The form that a call computes, and for a module the expression that makes it, where there is but one; null for any other call.</summary>
    public static (LossForm Form, IOperation? Creation)? Of(CodeModel code, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (ByFunction.TryGetValue(method.Name, out var function))
            return code.Torch.IsStaticOf(method, "functional") ? (function, null) : null;
        if (method.Name is not ("forward" or "call") || call.Instance is not { } loss || !code.Torch.IsLoss(loss.Type))
            return null;

        // Held as Loss<Tensor, Tensor, Tensor>, what it was made as tells.
        var origins = code.Definitions.Of(loss, Scope.Empty);
        var single = origins is { Complete: true, Expressions.Length: 1 } ? origins.Expressions[0].Operation : null;
        if (OfType(code, loss.Type) is { } declared)
            return (declared, single);
        var made = origins.Complete ? origins.Expressions.Select(origin => OfType(code, origin.Operation.Type)).Distinct().ToList() : new List<LossForm?>();
        return made.Count == 1 && made[0] is { } form ? (form, single) : null;
    }

    private static LossForm? OfType(CodeModel code, ITypeSymbol? type) =>
        type is not null && code.Torch.Declares(type) && ByModule.TryGetValue(type.Name, out var form) ? form : null;
}
