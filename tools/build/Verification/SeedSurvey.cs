using System.Collections.Immutable;
using Course.Build.Pipeline;
using Course.Snippets.Comparison;
using Course.Snippets.Sessions;

namespace Course.Build.Verification;

/// <summary>Runs sessions under other seeds than the course's and measures how far their numbers lie apart.</summary>
internal static class SeedSurvey
{
    /// <summary>Surveys sessions. That one fails under another seed is a finding, not a fault: pages show the course's own.</summary>
    /// <param name="prover">Runs them.</param>
    /// <param name="sessions">The sessions.</param>
    /// <param name="seeds">The seeds.</param>
    /// <param name="cancellation">Kills what runs.</param>
    /// <returns>A row for each snippet that runs and has a record.</returns>
    public static async Task<ImmutableArray<SeedSpread>> RunAsync(
        SessionProver prover, ImmutableArray<LessonSession> sessions, ImmutableArray<int> seeds, CancellationToken cancellation)
    {
        if (seeds.IsEmpty || sessions.IsEmpty) return [];
        var seeded = seeds.SelectMany(seed => sessions.Select(s => new LessonSession(s.Lesson, s.Session with { Source = s.Session.Source with { Seed = seed } }))).ToList();
        var proven = await prover.ProveAsync(seeded, new() { Everything = true, Colours = false }, cancellation);
        var runs = proven.Value.ToLookup(static p => p.Of.Session.Name, StringComparer.Ordinal);
        return
        [
            .. from session in sessions
               from snippet in session.Session.Source.Snippets
               where snippet.Runs
               where session.Lesson.Records.Records.ContainsKey(snippet.Id)
               let recorded = session.Lesson.Records.Records[snippet.Id]
               let others = runs[session.Session.Name].SelectMany(static p => p.Records).Where(r => r.Snippet == snippet.Id).ToList()
               select new SeedSpread(
                   session.Lesson.Lesson.Facts.Id, snippet.Id, snippet.Location, snippet.Tolerance,
                   others.Count == 0 ? null : MeasuredSpread.Of(recorded, others), seeds.Length - others.Count),
        ];
    }
}
