using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>DL1002: a clip that no backward precedes, or that only follows the step which it should bound.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL1002ClipMisplaced : TrainingAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL1002";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("Gradients are clipped in the wrong place", "기울기를 엉뚱한 곳에서 자릅니다"),
        new Wording(
            "Move this clip between backward and step: {0}",
            "기울기는 backward와 step 사이에서 자르세요. {0}"),
        Categories.Gradients,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: new Wording(
            "Clipping changes the gradients that are there when it runs. Before backward there are none, and after the step they have already been used.",
            "clipping은 실행되는 순간에 있는 기울기를 바꿉니다. backward 앞에는 기울기가 없고, step 뒤에는 이미 쓴 기울기만 있습니다."),
        helpLinkUri: HelpLinks.Of(Id));

    private static readonly Phrase Early = new(
        "before backward there is nothing to clip, so it bounds nothing and returns 0",
        "backward 앞에서는 자를 기울기가 없어서 아무것도 제한하지 않고 0을 돌려줍니다");

    private static readonly Phrase Late = new(
        "after the step the weights have already been updated with unclipped gradients",
        "step 뒤에서는 자르지 않은 기울기로 이미 가중치를 갱신한 다음입니다");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override void Check(RuleContext context, CodeModel code, Body body, EventGraph graph)
    {
        var steps = graph.Of(EventKind.Step).ToList();
        foreach (var clip in graph.Of(EventKind.Clip))
        {
            if (clip is { IsInlined: false, IsHoisted: false, Operation: IInvocationOperation call } && ClipBound.IsClipCall(call) && !ClipBound.Measures(call)
                && Misplaced(code, graph, clip, steps) is { } step)
            {
                var early = EventGraph.After(clip, IsBackwardOrStep).Any(static node => node.Kind == EventKind.Backward && !node.IsInlined)
                    && graph.Of(EventKind.Backward).Any(backward => !backward.IsInlined && backward.Site!.Syntax.SpanStart > call.Syntax.SpanStart && step.Site!.Syntax.SpanStart > call.Syntax.SpanStart);
                context.Report(Diagnostic.Create(Rule, call.Syntax.GetLocation(), new[] { step.Location }, early ? Early : Late));
            }
        }
    }

    /// <summary>The step that a clip was meant for and misses; null where the clip works or nothing is known.</summary>
    private static EventNode? Misplaced(CodeModel code, EventGraph graph, EventNode clip, List<EventNode> steps)
    {
        // Gradients that an earlier iteration left unused may be waiting: then the clip has something to do.
        if (EventGraph.Before(clip, IsBackwardOrStep).Any(static node => node.Kind == EventKind.Backward))
            return null;
        var clipped = ParameterSources.Of(code, clip.TargetOperation, clip.Scope);
        var meant = steps.Where(step => ClipCoverage.Overlap(code, clipped, step) is var overlap
            && (overlap == true || (overlap is null && steps.Select(static s => s.Target).Distinct().Count() == 1))).ToList();
        var isNear = meant.Where(step => EventGraph.Before(clip, static _ => false).Contains(step) || EventGraph.After(clip, static _ => false).Contains(step));
        return isNear.FirstOrDefault(step => ClipCoverage.Of(code, graph, step) == Coverage.Misplaced);
    }

    private static bool IsBackwardOrStep(EventNode node) => node.Kind is EventKind.Backward or EventKind.Step or EventKind.ManualStep;
}
