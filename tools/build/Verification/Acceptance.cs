using System.Collections.Immutable;
using Course.Build.CommandLine;
using Course.Build.Outside;
using Course.Build.Pipeline;
using Course.Build.Reporting;
using Course.Content;
using Course.Content.Spelling;
using Course.Diagnostics;
using Course.Snippets.Comparison;
using Course.Snippets.Keys;
using Course.Snippets.Records;

namespace Course.Build.Verification;

/// <summary>Records a change that a person has reviewed: runs what is named again and writes its records, where they do not say the same already.</summary>
/// <param name="settings">Which course, and how diagnostics weigh.</param>
/// <param name="names">Lessons, and snippets as <c>snippet</c> or <c>lesson/snippet</c>; empty for all.</param>
/// <param name="clock">Tells the day of the run.</param>
internal sealed class Acceptance(BuildSettings settings, IReadOnlyList<string> names, TimeProvider clock)
{
    /// <summary>Accepts. Faults of content, code, and names are in the report; then nothing of a session that has one is written.</summary>
    public async Task<BuildReport> RunAsync(IBuildObserver observer, CancellationToken cancellation)
    {
        using var turn = await BuildTurn.TakeAsync(settings.Root, cancellation);
        var stages = new StageClock(observer);
        var prover = new SnippetProver(settings.Root, static () => EngineVersions.Read(Places.EngineRoot), clock);
        prover.Begin();
        var loaded = stages.Time(Stage.Load, () => new ContentReader().Read(settings.Root));
        var found = loaded.Diagnostics.ToList();
        var accepted = ImmutableArray.CreateBuilder<string>();
        var snippets = 0;
        if (prover.Plan(loaded.Value) is { } plan)
        {
            var named = Named(plan.Sessions, found);
            if (!found.Exists(static d => d.Severity == Severity.Error))
            {
                var circumstances = new RecordCircumstances(
                    plan.Engine, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), await Repository.CommitAsync(settings.Root, cancellation));
                var sessions = plan.Sessions.Where(s => s.Session.Source.Snippets.Any(x => named.Contains((s.Lesson.Lesson.Facts.Id, x.Id)))).ToList();
                var proven = await new SessionProver(circumstances, clock, stages).ProveAsync(sessions, new() { Everything = true }, cancellation);
                found.AddRange(proven.Diagnostics);
                snippets = proven.Value.Sum(static p => p.Ran);
                foreach (var session in proven.Value) Write(session, named, prover, accepted, found);
            }
        }

        return BuildPipeline.Finished(stages, new()
        {
            Diagnostics = settings.Promote(found), Lessons = loaded.Value.Lessons.Count(), Snippets = snippets, SnippetsRun = snippets, Accepted = accepted.ToImmutable(),
        });
    }

    /// <summary>The snippets that are named, by lesson and id.</summary>
    private HashSet<(string Lesson, string Snippet)> Named(ImmutableArray<LessonSession> sessions, List<Diagnostic> found)
    {
        var all = sessions.SelectMany(static s => s.Session.Source.Snippets.Select(x => (Lesson: s.Lesson.Lesson.Facts.Id, Snippet: x.Id))).ToList();
        if (names.Count == 0) return [.. all];
        var named = new HashSet<(string, string)>();
        foreach (var name in names)
        {
            var chosen = all.Where(s => s.Lesson == name || s.Snippet == name || $"{s.Lesson}/{s.Snippet}" == name).ToList();
            if (chosen.Count == 0)
            {
                found.Add(VerificationFaults.UnknownName.At(
                    SourceLocation.WholeFile("course.yaml"),
                    $"The course has no lesson and no snippet `{name}`.{NearMiss.Hint(name, all.SelectMany(static s => new[] { s.Lesson, s.Snippet, $"{s.Lesson}/{s.Snippet}" }).Distinct())}",
                    "Name a lesson by its id, or a snippet as `snippet` or `lesson/snippet`."));
            }

            named.UnionWith(chosen);
        }

        return named;
    }

    private static void Write(
        ProvenSession session, HashSet<(string Lesson, string Snippet)> named, SnippetProver prover, ImmutableArray<string>.Builder accepted, List<Diagnostic> found)
    {
        var lesson = session.Of.Lesson.Lesson;
        foreach (var record in session.Records.Where(r => named.Contains((lesson.Facts.Id, r.Snippet))))
        {
            var snippet = session.Of.Session.Source.Snippets.First(s => s.Id == record.Snippet);
            var recorded = session.Of.Lesson.Records.Records.GetValueOrDefault(record.Snippet);
            var differences = recorded is null ? [] : NumberAwareComparison.Compare(recorded, record, snippet.Tolerance);

            // A record that still says what the snippet does keeps its day and its times.
            if (recorded is not null && differences.IsEmpty && recorded.Key == record.Key with { Data = recorded.Key.Data } && SameData(recorded.Key, record.Key)) continue;
            var written = prover.Write(lesson, record);
            found.AddRange(written.Diagnostics);
            if (!written.Value) continue;
            var name = $"{lesson.Facts.Id}/{record.Snippet}";
            if (differences.IsEmpty) accepted.Add($"{name}: {(recorded is null ? "recorded for the first time" : "the same output, of other code or another engine")}");
            else accepted.AddRange(differences.Select(d => $"{name}: {d}"));
        }
    }

    // Records compare dictionaries by reference.
    private static bool SameData(RecordKey a, RecordKey b) => a.Data.SequenceEqual(b.Data);
}
