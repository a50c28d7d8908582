using System.Collections.Immutable;
using Course.Build.Pipeline;
using Course.Site.Runs;

namespace Course.Build.Serving.Building;

/// <summary>
/// What pages show of a lesson while its sessions are at work: the outputs that it had, the new code in its colours as soon as it
/// has compiled, and no word of values and figures that are still to come. The same in gives the same object out, so that a page is made once.
/// </summary>
internal sealed class ProvisionalRuns
{
    private readonly Dictionary<string, (LessonRuns From, ImmutableArray<SessionColours> Colours, LessonRuns Runs)> _known = new(StringComparer.Ordinal);

    /// <summary>A lesson's records as pages show them meanwhile.</summary>
    /// <param name="lesson">Id of the lesson.</param>
    /// <param name="runs">Its records.</param>
    /// <param name="colours">Colours of the sessions that have compiled.</param>
    public LessonRuns Of(string lesson, LessonRuns runs, ImmutableArray<SessionColours> colours)
    {
        if (_known.TryGetValue(lesson, out var known) && ReferenceEquals(known.From, runs)
            && known.Colours.AsSpan().SequenceEqual(colours.AsSpan(), ReferenceEqualityComparer.Instance))
        {
            return known.Runs;
        }

        var made = runs with
        {
            IsComplete = false,
            Records = runs.Records.ToImmutableDictionary(
                static r => r.Key,
                r => colours.Select(c => c.For(r.Key)).FirstOrDefault(static l => !l.IsEmpty) is { } listings ? r.Value with { Listings = listings } : r.Value,
                StringComparer.Ordinal),
        };
        _known[lesson] = (runs, colours, made);
        return made;
    }
}
