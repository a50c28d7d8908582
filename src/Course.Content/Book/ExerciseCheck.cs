using System.Collections.Immutable;
using Course.Diagnostics;

namespace Course.Content.Book;

/// <summary>What code must show for an exercise to count as done; <c>tools/check --exercise</c> asks for it.</summary>
/// <param name="Id">The id of the exercise.</param>
/// <param name="Absent">Rules that must find nothing, suppressed or not (<c>DL1001</c>).</param>
/// <param name="Present">Practices that the code must be proven to follow, by name (<c>clip-before-step</c>).</param>
/// <param name="Starter">What learners begin with, relative to the lesson's folder: it must not pass. Null for none.</param>
/// <param name="Solution">One way to do it: it must pass. Null for none.</param>
/// <param name="Location">Where the id stands.</param>
public sealed record ExerciseCheck(
    string Id, ImmutableArray<string> Absent, ImmutableArray<string> Present, string? Starter, string? Solution, SourceLocation Location)
{
    /// <summary>The published run that learners compare theirs with, or null.</summary>
    public PublishedRun? Run { get; init; }
}

/// <summary>A run whose curves stand under a learner's own.</summary>
/// <param name="Source">The figure that shows its loss and gradient norm, or the snippet that prints its log.</param>
/// <param name="MaxNorm">The bound that gradients are clipped to, or null.</param>
/// <param name="Location">Where it is named.</param>
public sealed record PublishedRun(string Source, double? MaxNorm, SourceLocation Location);
