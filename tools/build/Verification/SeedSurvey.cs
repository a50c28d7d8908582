using System.Collections.Immutable;
using Course.Build.Pipeline;
using Course.Diagnostics;
using Course.Snippets.Comparison;
using Course.Snippets.Compilation;
using Course.Snippets.Sessions;

namespace Course.Build.Verification;

/// <summary>Runs sessions under other seeds than the course's and measures how far their numbers lie apart.</summary>
internal static class SeedSurvey
{
    /// <summary>Surveys sessions. That one fails under another seed is a finding, not a fault: pages show the course's own.</summary>
    /// <param name="prover">Runs them.</param>
    /// <param name="sessions">The sessions.</param>
    /// <param name="shifts">By how much each run moves the seeds, the course's and those that code sets itself.</param>
    /// <param name="cancellation">Kills what runs.</param>
    /// <returns>A row for each snippet that runs and has a record.</returns>
    public static async Task<ImmutableArray<SeedSpread>> RunAsync(
        SessionProver prover, ImmutableArray<LessonSession> sessions, ImmutableArray<int> shifts, CancellationToken cancellation)
    {
        if (shifts.IsEmpty || sessions.IsEmpty) return [];
        var seeded = shifts.SelectMany(by => sessions.Select(s => new LessonSession(s.Lesson, s.Session with { Source = s.Session.Source.WithSeedsMoved(by) }))).ToList();
        var proven = await prover.ProveAsync(seeded, new() { Everything = true, Colours = false }, cancellation);
        var runs = proven.Value.ToLookup(static p => p.Of.Session.Name, StringComparer.Ordinal);
        var errors = proven.Diagnostics.Where(static d => d.Severity == Severity.Error).ToList();
        return
        [
            .. from session in sessions
               let failures = errors.Where(d => session.Session.Source.Snippets.Any(s => CaseMaker.IsOf(d, s))).Select(static d => d.Id).Distinct(StringComparer.Ordinal).ToImmutableArray()
               from snippet in session.Session.Source.Snippets
               where snippet.Runs
               where session.Lesson.Records.Records.ContainsKey(snippet.Id)
               let recorded = session.Lesson.Records.Records[snippet.Id]
               let others = runs[session.Session.Name].SelectMany(static p => p.Records).Where(r => r.Snippet == snippet.Id).ToList()
               select new SeedSpread(
                   session.Lesson.Lesson.Facts.Id, snippet.Id, snippet.Location, snippet.Tolerance,
                   others.Count == 0 ? null : MeasuredSpread.Of(recorded, others), shifts.Length - others.Count, failures),
        ];
    }
}
