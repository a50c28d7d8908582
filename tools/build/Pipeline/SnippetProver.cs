using System.Collections.Immutable;
using Course.Build.BlastRadius;
using Course.Build.Outside;
using Course.Build.Reporting;
using Course.Content.Book;
using Course.Content.Snippets;
using Course.Diagnostics;
using Course.Site.Runs;
using Course.Snippets.Comparison;
using Course.Snippets.Identity;
using Course.Snippets.Keys;
using Course.Snippets.Records;

namespace Course.Build.Pipeline;

/// <summary>
/// Holds sessions against their records, and brings those of stale sessions up to date. A session's records are
/// written only when all of it ended as it should.
/// </summary>
/// <param name="root">Course root.</param>
/// <param name="versions">Tells what results depend on besides the course.</param>
/// <param name="clock">Tells the day of a run.</param>
internal sealed class SnippetProver(string root, Func<Outcome<EngineVersions?>> versions, TimeProvider clock)
{
    private readonly RecordMemory _memory = new(root);
    private readonly List<Diagnostic> _found = [];
    private Task<Outcome<EngineVersions?>>? _engine;
    private (RecordMemory.Planned[] Planned, Proof Proof)? _last;

    /// <summary>Starts reading the engine's versions, which needs nothing of the content.</summary>
    public void Begin() => _engine = Task.Run(versions);

    /// <summary>Renders from records as they are; says which are stale.</summary>
    public Proof Read(CourseBook book)
    {
        _found.Clear();
        if (EngineOrReport() is not { } engine) return Nothing();
        var planned = _memory.PlanAll(book, engine);
        foreach (var (lesson, session) in Sessions(planned))
        {
            var missing = session.Source.Snippets.Where(s => !lesson.Records.Records.ContainsKey(s.Id)).ToList();
            _found.AddRange(missing.Select(static s => BuildFaults.NoRecord.At(
                s.Location, $"Nothing is recorded for the snippet '{s.Id}', so the page cannot show what it prints.",
                "Build without --frozen, so that the snippet runs, and commit recorded/.")));
            if (session.Freshness.IsFresh || missing.Count > 0) continue;
            _found.Add(BuildFaults.StaleRecord.At(
                session.Source.Snippets[0].Location,
                $"The records of session '{session.Source.Name}' do not show what its code does today: {string.Join("; ", session.Freshness.Reasons)}.",
                "Build without --frozen and commit recorded/."));
        }

        return Result(planned, run: 0, Fresh(planned), [], []);
    }

    /// <summary>Compiles and runs what is stale and writes its records.</summary>
    /// <param name="book">The course.</param>
    /// <param name="mayRun">False when the content has errors already, so that nothing can be published: then code is compiled only.</param>
    /// <param name="observer">Watches.</param>
    /// <param name="cancellation">Kills what runs.</param>
    public async Task<Proof> RunAsync(CourseBook book, bool mayRun, IBuildObserver observer, CancellationToken cancellation)
    {
        _found.Clear();
        if (EngineOrReport() is not { } engine) return Nothing();
        var planned = _memory.PlanAll(book, engine);
        if (_last is { } last && last.Planned.AsSpan().SequenceEqual(planned, ReferenceEqualityComparer.Instance)) return last.Proof;

        // A snippet that only seems to be gone, because its fence is broken, must not lose its record.
        if (mayRun) DeleteOrphans(planned);
        var fresh = Fresh(planned);
        var stale = Sessions(planned).Where(static s => s.Session.IsStale).ToList();
        var changes = new List<string>();
        var run = 0;
        if (stale.Count > 0)
        {
            if (mayRun) foreach (var line in SharedInputs.Changes(stale, engine, book.Facts.Languages.Length, Environment.ProcessorCount)) observer.Tell(line);
            var circumstances = new RecordCircumstances(
                engine, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), await Repository.CommitAsync(root, cancellation));
            var proven = await new SessionProver(circumstances, clock, observer).ProveAsync(stale, new() { MayRun = mayRun }, cancellation);
            _found.AddRange(proven.Diagnostics);
            run = proven.Value.Sum(static p => p.Ran);
            foreach (var session in proven.Value) Write(session, changes);
            planned = _memory.PlanAll(book, engine);
        }

        var proof = Result(planned, run, fresh, changes, [.. stale.SelectMany(static s => s.Session.Freshness.Reasons.Select(reason => $"{s.Session.Name}: {reason}"))]);
        _last = stale.Count == 0 ? (planned, proof) : null;
        return proof;
    }

    /// <summary>All sessions of a course with what is recorded of them, and the engine that their results depend on; null where its sources cannot be read.</summary>
    public (EngineVersions Engine, ImmutableArray<LessonSession> Sessions)? Plan(CourseBook book) =>
        EngineOrReport() is { } engine ? (engine, [.. Sessions(_memory.PlanAll(book, engine))]) : null;

    /// <summary>Writes a record; what hinders it is a diagnostic.</summary>
    public Outcome<bool> Write(LessonPair lesson, SnippetRecord record) => _memory.Store.Write(lesson.Folder, record);

    private static IEnumerable<(Snippet Snippet, Difference Difference)> Differences(ProvenSession proven)
    {
        var recorded = proven.Of.Lesson.Records.Records;
        return from record in proven.Records
               where recorded.ContainsKey(record.Snippet)
               let snippet = proven.Of.Session.Source.Snippets.First(s => s.Id == record.Snippet)
               from difference in NumberAwareComparison.Compare(recorded[record.Snippet], record, snippet.Tolerance)
               select (snippet, difference);
    }

    /// <summary>All sessions of planned lessons.</summary>
    internal static IEnumerable<LessonSession> Sessions(RecordMemory.Planned[] planned) =>
        planned.SelectMany(static p => p.Plan.Sessions.Select(session => new LessonSession(p.Plan, session)));

    private void Write(ProvenSession session, List<string> changes)
    {
        var lesson = session.Of.Lesson.Lesson;
        changes.AddRange(Differences(session).Select(d => $"{lesson.Facts.Id}/{d.Snippet.Id}: {d.Difference}"));
        foreach (var record in session.Records) _found.AddRange(_memory.Store.Write(lesson.Folder, record).Diagnostics);
    }

    private void DeleteOrphans(RecordMemory.Planned[] planned)
    {
        foreach (var orphan in planned.SelectMany(static p => p.Plan.Records.Orphans)) _found.AddRange(_memory.Store.Delete(orphan).Diagnostics);
    }

    private EngineVersions? EngineOrReport()
    {
        var engine = (_engine ?? Task.Run(versions)).GetAwaiter().GetResult();
        _engine = null;
        _found.AddRange(engine.Diagnostics);
        return engine.Value;
    }

    private Proof Nothing() => new(ImmutableDictionary<string, LessonRuns>.Empty, 0, 0, 0, [], [], [.. _found]);

    private static int Fresh(RecordMemory.Planned[] planned) =>
        Sessions(planned).Where(static s => s.Session.Freshness.IsFresh).Sum(static s => s.Session.Source.Snippets.Length);

    private Proof Result(RecordMemory.Planned[] planned, int run, int fresh, List<string> changes, ImmutableArray<string> reasons) => new(
        planned.ToImmutableDictionary(static p => p.Plan.Lesson.Facts.Id, static p => p.Runs, StringComparer.Ordinal),
        planned.Sum(static p => p.Plan.Lesson.Source.Snippets.Length), run, fresh,
        [.. changes], reasons,
        [.. _found, .. planned.SelectMany(static p => p.RecordFaults.AddRange(p.RunFaults)),
            .. planned.SelectMany(static p => Identity(p.Plan.Lesson))]);

    /// <summary>A translation's code must be the source's, token by token. Equal texts need no compiler to be known as equal.</summary>
    internal static IEnumerable<Diagnostic> Identity(LessonPair lesson)
    {
        foreach (var (language, text) in lesson.Texts)
        {
            if (language == lesson.Facts.SourceLanguage) continue;
            var differing = text.Snippets.Where(s => s.Code.Length > 0
                && lesson.Source.Snippets.FirstOrDefault(o => o.Id == s.Id)?.Code != s.Code).ToImmutableArray();
            if (differing.IsEmpty) continue;
            foreach (var diagnostic in CodeIdentity.Check(lesson.Source.Snippets, differing)) yield return diagnostic;
        }
    }
}
