using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>DL1004: a clip before a step bounds the gradients of parameters that the step does not move, or of some only.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL1004OtherParametersClipped : TrainingAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL1004";

    /// <summary>The key under which a finding carries the list to clip instead; absent where none can be worded.</summary>
    internal const string Parameters = "parameters";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("The optimizer updates parameters that the clip leaves out", "옵티마이저가 갱신하는 파라미터가 clipping에서 빠져 있습니다"),
        new Wording(
            "Clip all parameters that the next step updates: {0}, so the step is not bounded",
            "뒤따르는 step이 갱신하는 파라미터의 기울기를 모두 자르세요. {0} step이 제한되지 않습니다"),
        Categories.Gradients,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: new Wording(
            "A clip bounds the gradients of the parameters that it is given, and of no others. Where the optimizer holds other parameters, its step follows gradients that nothing has bounded.",
            "clipping은 넘겨받은 목록의 기울기만 제한합니다. 옵티마이저의 목록이 이와 다르면 step은 제한하지 않은 기울기를 따라갑니다."),
        helpLinkUri: HelpLinks.Of(Id));

    private static readonly Phrase Others = new("these belong to another module", "여기서 자르는 것은 다른 모듈의 파라미터여서");

    private static readonly Phrase Some = new("these are only some of them", "여기서 자르는 것은 그중 일부뿐이어서");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override void Check(RuleContext context, CodeModel code, Body body, EventGraph graph)
    {
        var clips = graph.Of(EventKind.Clip).ToList();
        foreach (var clip in clips)
        {
            if (clip is not { IsInlined: false, IsHoisted: false, Operation: IInvocationOperation call } || !ClipBound.IsClipCall(call) || ClipBound.Measures(call))
                continue;
            var clipped = ParameterSources.Of(code, clip.TargetOperation, clip.Scope);
            if (!clipped.Complete || clipped.Owners.IsEmpty)
                continue;
            var steps = graph.Nodes.Where(node => ClipCoverage.IsStep(node) && ClipCoverage.IsBetween(clip, node)).ToList();
            if (steps.FirstOrDefault(static step => step.Kind == EventKind.Step) is not { } step || GrowsLater(code))
                continue;
            var harm = graph.Nodes.Where(ClipCoverage.IsStep).All(each => IsOther(code, clipped, each)) ? Others
                : steps.Count == 1 && clips.All(each => each.Operation == clip.Operation) && IsPart(code, clipped, step) ? Some
                : null;
            if (harm is null)
                continue;
            var properties = ClipCall.Parameters(code, step) is { } list
                ? ImmutableDictionary<string, string?>.Empty.Add(Parameters, list)
                : ImmutableDictionary<string, string?>.Empty;
            context.Report(Diagnostic.Create(Rule, clip.TargetOperation!.Syntax.GetLocation(), properties, harm));
        }
    }

    /// <summary>Whether optimizers are handed further parameters after they are made.</summary>
    private static bool GrowsLater(CodeModel code) => code.Indexes.Any(static index => index.Calls("add_param_group").Count > 0);

    /// <summary>Whether a step is known to move nothing of what is clipped.</summary>
    private static bool IsOther(CodeModel code, ParameterSources clipped, EventNode step) =>
        ClipCoverage.Overlap(code, clipped, step) == false
        && step.Optimizers(code).All(each => each.Kind != OptimizerKind.Custom && each.Sources.Owners.All(owner => clipped.Owners.All(other =>
            !Containment.MayBePart(code, owner, other) && !Containment.MayBePart(code, other, owner))));

    /// <summary>Whether a step is known to move what is clipped and more, and the clip is not one that picks out what explodes.</summary>
    private static bool IsPart(CodeModel code, ParameterSources clipped, EventNode step)
    {
        if (clipped.Filtered || step.Optimizers(code) is not { Length: 1 } optimizers || optimizers[0] is not { Kind: not OptimizerKind.Custom, Sources: { Complete: true, Filtered: false } moved })
            return false;
        var rest = new List<Value>();
        var part = false;
        foreach (var owner in moved.Owners)
        {
            if (clipped.Owners.Any(other => code.Definitions.AreSame(owner, other) == true))
                part = true;
            else if (clipped.Owners.All(other => code.Definitions.AreSame(owner, other) == false))
                rest.Add(owner);
            else
                return false;
        }

        var inner = clipped.Owners.Where(other => rest.Any(owner => Containment.IsPart(code, owner, other))).ToList();
        var known = clipped.Owners.All(other => inner.Contains(other) || moved.Owners.Any(owner => code.Definitions.AreSame(owner, other) == true));
        if (rest.Count == 0 || !known || !(part || inner.Count > 0))
            return false;

        // To clip the recurrent part and nothing else is a choice; to leave it out is none.
        var picks = clipped.Owners.All(other => code.Modules.Of(other).NeedsClipping);
        var leaves = inner.Count == 0 && rest.Any(owner => code.Modules.Of(owner).NeedsClipping);
        return !picks || leaves;
    }
}
