using System;
using Microsoft.CodeAnalysis;

namespace Course.Analyzers.Engine;

/// <summary>What an optimizer does with the size of a gradient, which decides how much an exploding one hurts.</summary>
[Flags]
internal enum OptimizerKind
{
    /// <summary>Nothing is known of it.</summary>
    None = 0,

    /// <summary>Steps in proportion to the gradient, or to its recent size (SGD, ASGD, RMSProp).</summary>
    Proportional = 1,

    /// <summary>Steps of bounded size (the Adam family, Adagrad, Adadelta, Rprop).</summary>
    Adaptive = 2,

    /// <summary>Searches along a line (LBFGS); clipping would falsify its curvature.</summary>
    LineSearch = 4,

    /// <summary>A class of the user's.</summary>
    Custom = 8,
}

/// <summary>Classification of optimizer types.</summary>
internal static class OptimizerKinds
{
    /// <summary>The kind of a type; <see cref="OptimizerKind.None"/> where the type is only the abstract base.</summary>
    public static OptimizerKind Of(TorchSymbols torch, ITypeSymbol? type)
    {
        if (!torch.IsOptimizer(type))
            return OptimizerKind.None;
        if (type is not null && !torch.Declares(type))
            return OptimizerKind.Custom;
        return type!.Name switch
        {
            "SGD" or "ASGD" or "RMSProp" => OptimizerKind.Proportional,
            "Adam" or "AdamW" or "Adamax" or "NAdam" or "RAdam" or "Adagrad" or "Adadelta" or "Rprop" => OptimizerKind.Adaptive,
            "LBFGS" => OptimizerKind.LineSearch,
            _ => OptimizerKind.None,
        };
    }
}
