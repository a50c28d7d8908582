using System.Diagnostics;
using System.Globalization;
using Course.Analyzers;
using Course.Build.Outside;
using Course.Content;
using Course.Snippets.Classification;
using Course.Snippets.Compilation;
using Course.Snippets.Execution;
using Course.Snippets.Keys;
using Course.Snippets.Sessions;

namespace Course.Benchmarks;

/// <summary>What compiling and running the course's own snippets costs beside the snippets' own time.</summary>
internal static class SnippetBenchmark
{
    public static async Task RunAsync(int rounds)
    {
        var root = Path.Combine(Places.EngineRoot, "content");
        var book = new ContentReader().Read(root).Value;
        var sessions = book.Lessons.SelectMany(lesson => SessionPlanner.Plan(
            lesson.Facts.Id, lesson.Source.Snippets, System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty, book.Facts.Seed)).ToList();
        var snippets = sessions.Sum(static s => s.Snippets.Length);
        var failure = await HostBuild.EnsureAsync(EngineVersions.Read(Places.EngineRoot).Value!, CancellationToken.None);
        var references = ReferenceSet.Load(Places.HostFolder).Value ?? throw new InvalidOperationException(failure?.Message);
        Line($"{snippets} snippets in {sessions.Count} sessions; {Environment.ProcessorCount} cores; median of {rounds} rounds, warm");

        var compile = Rounds(rounds, () => sessions.ForEach(s => SessionCompiler.Compile(s, references)));
        Line($"  compile, one after another   {compile / snippets,6:F1} ms a snippet");
        var analyzed = Rounds(rounds, () => sessions.ForEach(s => SessionCompiler.Compile(s, references, Rules.All)));
        Line($"  compile, with the analyzers  {analyzed / snippets,6:F1} ms a snippet");
        var parallel = Rounds(rounds, () => Parallel.ForEach(sessions, s => SessionCompiler.Compile(s, references)));
        Line($"  compile, in parallel         {parallel / snippets,6:F1} ms a snippet");
        var colours = Rounds(rounds, () => sessions.ForEach(s => ListingClassifier.Classify(s, references)));
        Line($"  colours and signatures       {colours / snippets,6:F1} ms a snippet");

        await using var runner = new SessionRunner(new(Places.HostFile));
        runner.Warm(2);
        await Task.Delay(2000);
        var compiled = sessions.Select(s => SessionCompiler.Compile(s, references, Rules.All).Value!).ToList();
        var started = Stopwatch.GetTimestamp();
        var runs = await runner.RunAllAsync(compiled, null, CancellationToken.None);
        var wall = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var own = runs.Sum(static r => r.Value.Snippets.Sum(static s => s.Milliseconds));
        var beside = runs.Select(static r => (r.Value.Times.Loading + r.Value.Times.Running + r.Value.Times.Closing).TotalMilliseconds - r.Value.Snippets.Sum(static s => s.Milliseconds)).Order().ToList();
        Line($"  a session beside its snippets' own time: median {beside[beside.Count / 2]:F0} ms, worst {beside[^1]:F0} ms; all sessions {wall:F0} ms wall for {own} ms of snippets");
    }

    /// <summary>Warm means compiled for speed: the runtime does that in the background after many calls.</summary>
    private static double Rounds(int rounds, Action work)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(8);) work();
        return Enumerable.Range(0, rounds).Select(_ =>
        {
            var started = Stopwatch.GetTimestamp();
            work();
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }).Order().ElementAt(rounds / 2);
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
