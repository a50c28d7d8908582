using System.Linq;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>How a step stands to the clips around it.</summary>
internal enum Coverage
{
    /// <summary>Nobody has asked yet.</summary>
    Unjudged,

    /// <summary>No gradient reaches the step here, or the step's own code clips.</summary>
    NotConcerned,

    /// <summary>Every path from backward to the step clips.</summary>
    Clipped,

    /// <summary>Some path clips and another does not.</summary>
    Partly,

    /// <summary>A clip stands where it has no effect, or bounds other parameters.</summary>
    Misplaced,

    /// <summary>There is no clip.</summary>
    Bare,
}

/// <summary>Reads off a graph whether gradients are bounded between backward and step.</summary>
internal static class ClipCoverage
{
    /// <summary>Judges one step.</summary>
    public static Coverage Of(CodeModel code, EventGraph graph, EventNode step)
    {
        // Several rules ask.
        if (step.Coverage == Coverage.Unjudged)
            step.Coverage = Find(code, graph, step);
        return step.Coverage;
    }

    private static Coverage Find(CodeModel code, EventGraph graph, EventNode step)
    {
        var clips = graph.Nodes.Where(node => IsClip(node) && !BelongsToOther(code, graph, node, step)).ToList();
        var bare = EventGraph.Before(step, node => Ends(node, step) || clips.Contains(node))
            .Where(node => node.Kind == EventKind.Backward && !SameCallee(node, step)).ToList();
        if (bare.Count == 0)
        {
            return EventGraph.Before(step, node => Ends(node, step)).Any(static node => node.Kind == EventKind.Backward)
                ? Coverage.Clipped
                : Coverage.NotConcerned;
        }

        if (clips.Count == 0)
            return Coverage.Bare;
        return clips.Any(clip => !clip.IsHoisted && !graph.Nodes.Any(each => IsStep(each) && IsBetween(clip, each))) ? Coverage.Misplaced : Coverage.Partly;
    }

    /// <summary>Whether a clip stands on a way from a backward to the step, with no step in between.</summary>
    public static bool IsBetween(EventNode clip, EventNode step) =>
        EventGraph.Before(clip, node => node.Kind == EventKind.Backward || IsStepOf(node, step)).Any(static node => node.Kind == EventKind.Backward)
        && EventGraph.After(clip, node => node.Kind == EventKind.Backward || IsStepOf(node, step)).Any(node => node == step);

    /// <summary>Whether a node moves parameters.</summary>
    public static bool IsStep(EventNode node) => node.Kind is EventKind.Step or EventKind.ManualStep;

    /// <summary>Whether a node bounds gradients, or is meant to: a call that only measures their norm is none.</summary>
    public static bool IsClip(EventNode node) => node.Kind is EventKind.Clip or EventKind.OpaqueClip
        && !(node.Operation is IInvocationOperation call && ClipBound.IsClipCall(call) && ClipBound.Measures(call));

    private static bool Ends(EventNode node, EventNode step) =>
        node.Kind == EventKind.Backward || IsStepOf(node, step) || (node.Kind == EventKind.Zero && node.Target.Equals(step.Target));

    private static bool IsStepOf(EventNode node, EventNode step) =>
        IsStep(node) && (node == step || node.Target.Equals(step.Target));

    /// <summary>Where both lie in one callee, the callee's own analysis speaks.</summary>
    private static bool SameCallee(EventNode a, EventNode b) => a.IsInlined && b.IsInlined && ReferenceEquals(a.Site, b.Site);

    /// <summary>Whether a clip is known to be another optimizer's business.</summary>
    private static bool BelongsToOther(CodeModel code, EventGraph graph, EventNode clip, EventNode step)
    {
        if (clip.Kind == EventKind.OpaqueClip || clip.Operation is not IInvocationOperation)
            return false;
        var clipped = ParameterSources.Of(code, clip.TargetOperation, clip.Scope);
        if (clipped.Owners.IsEmpty || !clipped.Complete || Overlap(code, clipped, step) != false)
            return false;
        return graph.Nodes.Any(node => node.Kind == EventKind.Step && !node.Target.Equals(step.Target) && Overlap(code, clipped, node) == true);
    }

    /// <summary>Whether a list of parameters and an optimizer share an owner; null where that is not known.</summary>
    public static bool? Overlap(CodeModel code, ParameterSources clipped, EventNode step)
    {
        if (clipped.Owners.Contains(step.Target))
            return true;
        var facts = step.Optimizers(code);
        if (facts.Any(each => each.Sources.Owners.Any(owner => clipped.Owners.Any(other => code.Definitions.AreSame(owner, other) == true))))
            return true;
        return clipped.Complete && facts.All(each => each.Sources is { Complete: true, Owners.IsEmpty: false }
            && each.Sources.Owners.All(owner => clipped.Owners.All(other => code.Definitions.AreSame(owner, other) == false))) ? false : null;
    }
}
