using System.Collections.Generic;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Course.Analyzers;

/// <summary>A step of an optimizer that a loop repeats, after a backward in the same loop.</summary>
/// <param name="Body">The body that it is in.</param>
/// <param name="Graph">The events of that body.</param>
/// <param name="Step">The step.</param>
/// <param name="Around">The events on the ways from the step back to itself.</param>
internal sealed record TrainingSteps(Body Body, EventGraph Graph, EventNode Step, HashSet<EventNode> Around)
{
    /// <summary>The steps of a tree that loops repeat.</summary>
    public static IReadOnlyList<TrainingSteps> In(CodeModel code, SyntaxTree tree) => code.TrainingStepsIn(tree);

    /// <summary>Finds what <see cref="In"/> keeps.</summary>
    public static IEnumerable<TrainingSteps> Find(CodeModel code, SyntaxTree tree)
    {
        foreach (var body in code.TrainingBodies(tree))
        {
            if (body.Events is not { } graph)
                continue;
            foreach (var step in graph.Of(EventKind.Step).Where(static step => step.Target.IsKnown && step.Site is not null))
            {
                var around = new HashSet<EventNode>(EventGraph.After(step, static _ => false));
                around.IntersectWith(EventGraph.Before(step, static _ => false));
                if (around.Contains(step) && around.Any(static node => node.Kind == EventKind.Backward))
                    yield return new TrainingSteps(body, graph, step, around);
            }
        }
    }
}
