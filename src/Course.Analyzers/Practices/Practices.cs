using System;
using System.Collections.Immutable;
using System.Linq;

namespace Course.Analyzers;

/// <summary>All practices, for hosts that tell learners what they did well.</summary>
public static class Practices
{
    /// <summary>One instance of each, ordered by id.</summary>
    public static ImmutableArray<Practice> All { get; } = ImmutableArray.Create<Practice>(
        new ClipBeforeStep(),
        new GradientsZeroed(),
        new EvaluationGuarded(),
        new TensorsReleased());

    /// <summary>The practice of a name or an id; null where there is none.</summary>
    public static Practice? Of(string nameOrId) =>
        All.FirstOrDefault(practice => practice.Name == nameOrId || string.Equals(practice.Id, nameOrId, StringComparison.Ordinal));
}
