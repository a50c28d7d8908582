using System.Collections.Immutable;
using System.Diagnostics;
using Course.Build.Reporting;

namespace Course.Build.Pipeline;

/// <summary>Times the stages of one build and passes on what happens to whoever watches.</summary>
internal sealed class StageClock(IBuildObserver observer) : IBuildObserver
{
    private readonly SortedDictionary<Stage, TimeSpan> _times = [];

    /// <summary>Time of each stage so far.</summary>
    public ImmutableArray<(Stage, TimeSpan)> Times => [.. _times.Select(static t => (t.Key, t.Value))];

    /// <summary>Runs a stage that has no steps to report.</summary>
    public T Time<T>(Stage stage, Func<T> work)
    {
        var started = Stopwatch.GetTimestamp();
        Begin(stage, 0);
        var value = work();
        End(stage, Stopwatch.GetElapsedTime(started));
        return value;
    }

    public void Tell(string line) => observer.Tell(line);

    public void Begin(Stage stage, int steps) => observer.Begin(stage, steps);

    public void Step(Stage stage, string what, TimeSpan time) => observer.Step(stage, what, time);

    public void End(Stage stage, TimeSpan time)
    {
        lock (_times) _times[stage] = _times.GetValueOrDefault(stage) + time;
        observer.End(stage, time);
    }
}
