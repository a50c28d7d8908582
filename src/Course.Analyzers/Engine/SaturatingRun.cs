using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Course.Analyzers.Engine;

/// <summary>Consecutive hidden weight layers that saturating activations follow.</summary>
/// <param name="Depth">How many there are.</param>
/// <param name="Name">The activation, or a list of them.</param>
/// <param name="Severity">What the measured thresholds make of it.</param>
/// <param name="Initialization">How the weights are drawn.</param>
/// <param name="Sites">Where the code asks for the activations, each place once.</param>
internal sealed record SaturatingRun(int Depth, string Name, DiagnosticSeverity Severity, Initialization Initialization, ImmutableArray<SyntaxNode> Sites)
{
    /// <summary>The run of a network that weighs most; null where none reaches a threshold.</summary>
    public static SaturatingRun? Worst(CodeModel code, Network network)
    {
        SaturatingRun? worst = null;
        foreach (var run in Runs(network.Way(code)))
        {
            var judged = Judge(run, network.Initialization(code));
            if (judged is not null && (worst is null || judged.Severity > worst.Severity || (judged.Severity == worst.Severity && judged.Depth > worst.Depth)))
                worst = judged;
        }

        return worst;
    }

    /// <summary>One hidden layer of a run.</summary>
    /// <param name="Activation">The stage that saturates.</param>
    /// <param name="HasNorm">Whether a normalization stands right before it or before its weights.</param>
    private readonly record struct Hidden(Stage Activation, bool HasNorm);

    /// <summary>A run as it stands in the network.</summary>
    /// <param name="Layers">Its hidden layers.</param>
    /// <param name="HasResidual">Whether a sum with what came before spans part of it.</param>
    private sealed record Run(List<Hidden> Layers, bool HasResidual);

    private static IEnumerable<Run> Runs(Stage way)
    {
        var stages = way.FromStart();
        var lastWeight = -1;
        for (var i = 0; i < stages.Count; i++)
        {
            if (stages[i].Kind == StageKind.Weight)
                lastWeight = i;
        }

        var (run, residual, isWeighted, hasNorm) = (new List<Hidden>(), false, false, false);
        for (var i = 0; i < stages.Count; i++)
        {
            var stage = stages[i];
            switch (stage.Kind)
            {
                case StageKind.Weight:
                    isWeighted = true;
                    break;
                case StageKind.Norm:
                    hasNorm = true;
                    break;
                case StageKind.Residual:
                    residual |= run.Count > 0;
                    break;

                // What follows the last weights is the output's own business.
                case StageKind.Activation when IsSaturating(stage.Name):
                    if (isWeighted && i < lastWeight)
                        run.Add(new Hidden(stage, hasNorm));
                    (isWeighted, hasNorm) = (false, false);
                    break;
                default:
                    if (run.Count > 0)
                        yield return new Run(run, residual);
                    (run, residual, isWeighted, hasNorm) = (new List<Hidden>(), false, false, false);
                    break;
            }
        }

        if (run.Count > 0)
            yield return new Run(run, residual);
    }

    private static bool IsSaturating(string name) => IsSigmoid(name) || name is "tanh" or "hardtanh" or "softsign";

    private static bool IsSigmoid(string name) => name is "sigmoid" or "hardsigmoid";

    /// <summary>The thresholds, as measured: see the rule's page for the table.</summary>
    private static SaturatingRun? Judge(Run run, Initialization initialization)
    {
        var depth = run.Layers.Count;
        var sigmoids = run.Layers.Count(static layer => IsSigmoid(layer.Activation.Name));
        var normed = run.Layers.All(static layer => layer.HasNorm);
        var (info, warning) = (sigmoids == depth, sigmoids == 0) switch
        {
            (true, _) when run.HasResidual => (15, int.MaxValue),
            (true, _) when normed => (4, 6),
            (true, _) => (3, 4),
            (_, true) when initialization == Initialization.Wide => (3, 6),
            (_, true) when initialization == Initialization.XavierForTanh || normed || run.HasResidual => (int.MaxValue, int.MaxValue),
            (_, true) => (8, 12),
            _ when run.HasResidual => (int.MaxValue, int.MaxValue),
            _ => (8, 12),
        };
        var score = sigmoids > 0 && sigmoids < depth ? (3 * sigmoids) + (depth - sigmoids) : depth;
        if (score < info)
            return null;
        var names = string.Join(", ", run.Layers.Select(static layer => layer.Activation.Name).Distinct());
        return new SaturatingRun(
            depth,
            names,
            score >= warning ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            sigmoids == 0 ? initialization : Engine.Initialization.Default,
            run.Layers.Select(static layer => layer.Activation.Site).OfType<SyntaxNode>().Distinct().ToImmutableArray());
    }
}
