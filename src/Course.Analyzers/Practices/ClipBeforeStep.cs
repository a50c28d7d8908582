using System.Collections.Generic;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>WD1001: in a training loop every path from backward to step clips the parameters that the step moves.</summary>
public sealed class ClipBeforeStep : Practice
{
    public ClipBeforeStep()
        : base(
            "WD1001",
            "clip-before-step",
            new Wording("You clip the gradients before each step.", "step마다 그 앞에서 기울기를 자릅니다."),
            new Wording(
                "One batch with huge gradients cannot ruin the weights: the step keeps its direction, and its length is bounded.",
                "기울기가 아주 큰 배치 하나가 가중치를 망가뜨릴 수 없습니다. step의 방향은 그대로이고 길이만 제한됩니다."),
            new Wording(
                "Clip the gradients in the training loop, between backward and step: torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)",
                "학습 루프 안에서 backward와 step 사이에 기울기를 자르세요: torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)"))
    {
    }

    internal override IEnumerable<Location> Find(CodeModel code, SyntaxTree tree) =>
        from loop in TrainingSteps.In(code, tree)
        where ClipCoverage.Of(code, loop.Graph, loop.Step) == Coverage.Clipped
        from clip in loop.Graph.Of(EventKind.Clip)
        where !clip.IsHoisted && clip.Site is not null && Bounds(clip.Operation) && ClipCoverage.IsBetween(clip, loop.Step)
            && ClipCoverage.Overlap(code, ParameterSources.Of(code, clip.TargetOperation, clip.Scope), loop.Step) == true
        select clip.Location;

    /// <summary>Whether a clip has a bound that bounds: one that varies, or a positive constant that is not out of reach.</summary>
    private static bool Bounds(IOperation? operation) =>
        operation is IInvocationOperation call && ClipBound.IsClipCall(call) && ClipBound.Argument(call) is { } bound
        && (bound.Value.ConstantValue is not { HasValue: true, Value: var constant } || constant is double and > 0 and < 1e3);
}
