using Course.Build.Pipeline;
using Course.Snippets.Keys;
using Course.Snippets.Records;

namespace Course.Build.BlastRadius;

/// <summary>
/// Tells what a change of something that many snippets share makes stale: packages, the framework, the host, the figure
/// library, the analyzers, a data file. What records were made from says so; how long they took says how long it will take.
/// </summary>
internal static class SharedInputs
{
    /// <summary>Time that a session takes beside its snippets' own: a fresh process, compiling, recording.</summary>
    private static readonly TimeSpan SessionOverhead = TimeSpan.FromMilliseconds(60);

    /// <summary>A line for each cause; causes that reach the same sessions share one.</summary>
    /// <param name="stale">Sessions that are about to be done again.</param>
    /// <param name="engine">What is there now.</param>
    /// <param name="languages">Number of languages, in each of which a lesson has a page.</param>
    /// <param name="cores">Sessions that run at once.</param>
    public static IEnumerable<string> Changes(IReadOnlyCollection<LessonSession> stale, EngineVersions engine, int languages, int cores)
    {
        var byCause = stale
            .SelectMany(session => CausesOf(session, engine).Distinct(StringComparer.Ordinal).Select(cause => (Cause: cause, Session: session)))
            .GroupBy(static c => c.Cause, static c => c.Session, StringComparer.Ordinal)
            .Select(static g => (Cause: g.Key, Sessions: g.ToList()))
            .OrderByDescending(static c => c.Sessions.Count).ThenBy(static c => c.Cause, StringComparer.Ordinal);
        return byCause
            .GroupBy(static c => string.Join('\n', c.Sessions.Select(static s => s.Session.Name)), StringComparer.Ordinal)
            .Select(g => Reach(g.First().Sessions, languages, cores).Tell(string.Join(" and ", g.Select(static c => c.Cause))));
    }

    private static IEnumerable<string> CausesOf(LessonSession session, EngineVersions engine)
    {
        foreach (var record in RecordsOf(session))
        {
            var (key, ran) = (record.Key, record.Run is not null);
            if (key.Packages != engine.Packages) yield return "the package lock";
            if (key.Runtime != engine.Runtime) yield return "the framework";
            if (key.Figures is not null && key.Figures != engine.Figures) yield return "Course.Figures";
            if (key.Analyzers is not null && key.Analyzers != engine.Analyzers) yield return "the analyzers";
            if (ran && key.Host != engine.Host) yield return "the snippet host";
            if (!ran) continue;
            foreach (var (path, hash) in session.Session.Keys.Data)
            {
                if (key.Data.GetValueOrDefault(path) != hash) yield return $"{session.Lesson.Lesson.Folder}/{path}";
            }
        }
    }

    private static Radius Reach(List<LessonSession> sessions, int languages, int cores) => new(
        sessions.Sum(static s => s.Session.Source.Snippets.Length),
        sessions.SelectMany(RecordsOf).Sum(static r => r.Outputs.OfType<FigureOutput>().Count()),
        sessions.Select(static s => s.Lesson.Lesson.Facts.Id).Distinct(StringComparer.Ordinal).Count() * languages,
        Spread(sessions.Select(TimeOf), cores));

    private static IEnumerable<SnippetRecord> RecordsOf(LessonSession session) => session.Session.Source.Snippets
        .Select(s => session.Lesson.Records.Records.GetValueOrDefault(s.Id)).OfType<SnippetRecord>();

    private static TimeSpan TimeOf(LessonSession session) => !session.Session.Freshness.NeedsRun ? TimeSpan.Zero
        : SessionOverhead + TimeSpan.FromMilliseconds(RecordsOf(session).Sum(static r => r.Run?.Milliseconds ?? 0));

    /// <summary>Sessions begin in order, each on the core that is free first.</summary>
    private static TimeSpan Spread(IEnumerable<TimeSpan> times, int cores)
    {
        var busy = new TimeSpan[Math.Max(1, cores)];
        foreach (var time in times)
        {
            var first = Array.IndexOf(busy, busy.Min());
            busy[first] += time;
        }

        return busy.Max();
    }
}
