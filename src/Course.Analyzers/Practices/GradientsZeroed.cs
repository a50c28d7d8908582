using System.Collections.Generic;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Course.Analyzers;

/// <summary>WD1006: no way leads from a step around its loop to the next without the gradients being set to zero.</summary>
public sealed class GradientsZeroed : Practice
{
    public GradientsZeroed()
        : base(
            "WD1006",
            "gradients-zeroed",
            new Wording("You zero the gradients for every step.", "step마다 기울기를 0으로 되돌립니다."),
            new Wording(
                "backward adds to what is there. Each of your steps follows the gradients of its own batch alone.",
                "backward는 이미 있는 값에 더합니다. 이 코드의 step은 자기 배치의 기울기만 따라갑니다."),
            new Wording(
                "Call optimizer.zero_grad() in the training loop, before backward",
                "학습 루프 안에서 backward 앞에 optimizer.zero_grad()를 호출하세요"))
    {
    }

    internal override IEnumerable<Location> Find(CodeModel code, SyntaxTree tree)
    {
        foreach (var loop in TrainingSteps.In(code, tree))
        {
            var zeros = loop.Around.Where(node => node.Kind == EventKind.Zero && Zeroes(code, node, loop.Step)).ToList();
            if (zeros.Count == 0 || EventGraph.Before(loop.Step, node => node == loop.Step || zeros.Contains(node)).Contains(loop.Step))
                continue;
            foreach (var zero in zeros.Where(static zero => zero.Site is not null))
                yield return zero.Location;
        }
    }

    /// <summary>Whether an event zeroes all that a step moves: it names the optimizer, or the one module whose parameters the optimizer holds.</summary>
    private static bool Zeroes(CodeModel code, EventNode zero, EventNode step) =>
        zero.Target.IsKnown && (zero.Target.Equals(step.Target)
            || step.Optimizers(code).All(each => each.Sources is { Complete: true, Owners: { Length: 1 } owners } && owners[0].Equals(zero.Target)));
}
