using System.Collections.Immutable;
using Course.Analyzers;
using Course.Build.Outside;
using Course.Build.Reporting;
using Course.Content.Book;
using Course.Diagnostics;
using Course.Site.Runs;
using Course.Snippets.Classification;
using Course.Snippets.Comparison;
using Course.Snippets.Compilation;
using Course.Snippets.Execution;
using Course.Snippets.Identity;
using Course.Snippets.Keys;
using Course.Snippets.Records;
using Course.Snippets.Sessions;

namespace Course.Build.Pipeline;

/// <summary>
/// The stages Compile and Execute: brings the records of stale sessions up to date. A session's records are
/// written only when all of it ended as it should.
/// </summary>
/// <param name="root">Course root.</param>
/// <param name="versions">Tells what results depend on besides the course.</param>
/// <param name="clock">Tells the day of a run.</param>
internal sealed class SnippetProver(string root, Func<Outcome<EngineVersions?>> versions, TimeProvider clock)
{
    private static readonly Fault StaleRecord = new("CO5090", Severity.Warning, "A record is older than what it was made from");
    private static readonly Fault NoRecord = new("CO5091", Severity.Error, "A snippet has no recorded output");

    private readonly RecordMemory _memory = new(root);
    private readonly List<Diagnostic> _found = [];
    private Task<Outcome<EngineVersions?>>? _engine;
    private (RecordMemory.Planned[] Planned, Proof Proof)? _last;

    private sealed record Work(LessonPlan Lesson, SessionPlan Session, CompiledSession Compiled);

    /// <summary>Starts reading the engine's versions, which needs nothing of the content.</summary>
    public void Begin() => _engine = Task.Run(versions);

    /// <summary>Renders from records as they are; says which are stale.</summary>
    public Proof Read(CourseBook book)
    {
        _found.Clear();
        if (EngineOrReport() is not { } engine) return Nothing();
        var planned = PlanAll(book, engine);
        foreach (var (lesson, session) in Sessions(planned))
        {
            var missing = session.Source.Snippets.Where(s => !lesson.Records.Records.ContainsKey(s.Id)).ToList();
            _found.AddRange(missing.Select(static s => NoRecord.At(
                s.Location, $"Nothing is recorded for the snippet '{s.Id}', so the page cannot show what it prints.",
                "Build without --frozen, so that the snippet runs, and commit recorded/.")));
            if (session.Freshness.IsFresh || missing.Count > 0) continue;
            _found.Add(StaleRecord.At(
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
        var planned = PlanAll(book, engine);
        if (_last is { } last && last.Planned.AsSpan().SequenceEqual(planned, ReferenceEqualityComparer.Instance)) return last.Proof;

        // A snippet that only seems to be gone, because its fence is broken, must not lose its record.
        if (mayRun) DeleteOrphans(planned);
        var fresh = Fresh(planned);
        var stale = Sessions(planned).Where(static s => s.Session.IsStale).ToList();
        var changes = new List<string>();
        var run = 0;
        if (stale.Count > 0)
        {
            var circumstances = new RecordCircumstances(
                engine, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), await Repository.CommitAsync(root, cancellation));
            run = await ProveAsync(stale, circumstances, mayRun, changes, observer, cancellation);
            planned = PlanAll(book, engine);
        }

        var proof = Result(planned, run, fresh, changes, [.. stale.SelectMany(static s => s.Session.Freshness.Reasons.Select(reason => $"{s.Session.Name}: {reason}"))]);
        _last = stale.Count == 0 ? (planned, proof) : null;
        return proof;
    }

    private async Task<int> ProveAsync(
        List<(LessonPlan Lesson, SessionPlan Session)> stale, RecordCircumstances circumstances, bool mayRun,
        List<string> changes, IBuildObserver observer, CancellationToken cancellation)
    {
        observer.Begin(Stage.Compile, stale.Count);
        var started = clock.GetTimestamp();
        if (await HostBuild.EnsureAsync(ContentHash.OfParts(circumstances.Engine.Host, circumstances.Engine.Figures, circumstances.Engine.Packages), cancellation) is { } failure)
        {
            _found.Add(failure);
            return 0;
        }

        await using var runner = new SessionRunner(new(Path.Combine(Places.HostFolder, "snippet-host.dll")));
        if (mayRun) runner.Warm(stale.Count(static s => s.Session.Freshness.NeedsRun));
        var references = ReferenceSet.Load(Places.HostFolder);
        _found.AddRange(references.Diagnostics);
        if (references.Value is null) return 0;
        var work = CompileAll(stale, references.Value, observer);
        observer.End(Stage.Compile, clock.GetElapsedTime(started));
        if (!mayRun) return 0;

        var running = work.Where(static w => w.Session.Freshness.NeedsRun && w.Compiled.HasRun).ToList();
        observer.Begin(Stage.Execute, running.Count);
        started = clock.GetTimestamp();
        var runs = await Task.WhenAll(work.Select(async w =>
        {
            if (!w.Session.Freshness.NeedsRun || !w.Compiled.HasRun) return (Work: w, Run: null);
            var outcome = await runner.RunAsync(w.Compiled, cancellation);
            observer.Step(Stage.Execute, w.Session.Name, outcome.Value.Times.Running);
            return (Work: w, Run: (Outcome<SessionRun>?)outcome);
        }));
        foreach (var (w, outcome) in runs)
        {
            _found.AddRange(outcome?.Diagnostics ?? []);
            if (outcome?.HasErrors != true) WriteRecords(w, outcome?.Value, references.Value, circumstances, changes);
        }

        if (running.Count > 0) observer.End(Stage.Execute, clock.GetElapsedTime(started));
        return running.Sum(static w => w.Session.Source.Snippets.Count(static s => s.Runs));
    }

    private List<Work> CompileAll(List<(LessonPlan Lesson, SessionPlan Session)> stale, ReferenceSet references, IBuildObserver observer)
    {
        var outcomes = new Outcome<CompiledSession?>[stale.Count];
        Parallel.For(0, stale.Count, i =>
        {
            var started = clock.GetTimestamp();
            outcomes[i] = SessionCompiler.Compile(stale[i].Session.Source, references, Rules.All);
            observer.Step(Stage.Compile, stale[i].Session.Name, clock.GetElapsedTime(started));
        });
        _found.AddRange(outcomes.SelectMany(static o => o.Diagnostics));
        return [.. stale.Zip(outcomes).Where(static s => s.Second.Value is not null).Select(static s => new Work(s.First.Lesson, s.First.Session, s.Second.Value!))];
    }

    private void WriteRecords(Work work, SessionRun? run, ReferenceSet references, RecordCircumstances circumstances, List<string> changes)
    {
        var lesson = work.Lesson.Lesson;
        var colours = Colours(lesson, work.Session.Source, references);
        var maker = new RecordMaker(work.Session.Source, work.Session.Keys, circumstances);
        foreach (var record in maker.Make(work.Compiled, run, Listings, work.Lesson.Records.Records))
        {
            var snippet = work.Session.Source.Snippets.First(s => s.Id == record.Snippet);
            if (work.Lesson.Records.Records.TryGetValue(record.Snippet, out var before))
            {
                changes.AddRange(NumberAwareComparison.Compare(before, record, snippet.Tolerance).Select(c => $"{lesson.Facts.Id}/{record.Snippet}: {c}"));
            }

            _found.AddRange(_memory.Store.Write(lesson.Folder, record).Diagnostics);
        }

        ImmutableSortedDictionary<string, Listing> Listings(string snippet) => colours
            .Where(c => c.Value.ContainsKey(snippet))
            .ToImmutableSortedDictionary(static c => c.Key, c => c.Value[snippet], StringComparer.Ordinal);
    }

    /// <summary>Colours of the session in each language that shows code of its own.</summary>
    private static Dictionary<string, ImmutableSortedDictionary<string, Listing>> Colours(LessonPair lesson, SessionSource session, ReferenceSet references)
    {
        var colours = new Dictionary<string, ImmutableSortedDictionary<string, Listing>>(StringComparer.Ordinal);
        foreach (var (language, text) in lesson.Texts)
        {
            if (language == lesson.Facts.SourceLanguage)
            {
                colours[language] = ListingClassifier.Classify(session, references);
                continue;
            }

            var own = text.Snippets.Where(static s => s.Code.Length > 0).Select(static s => s.Id).ToHashSet(StringComparer.Ordinal);
            if (!session.Snippets.Any(s => own.Contains(s.Id))) continue;
            colours[language] = ListingClassifier.Classify(session.WithBodiesOf(text.Snippets), references)
                .Where(l => own.Contains(l.Key)).ToImmutableSortedDictionary(StringComparer.Ordinal);
        }

        return colours;
    }

    private RecordMemory.Planned[] PlanAll(CourseBook book, EngineVersions engine)
    {
        var lessons = book.Lessons.ToArray();
        var planned = new RecordMemory.Planned[lessons.Length];
        Parallel.For(0, lessons.Length, i => planned[i] = _memory.Plan(lessons[i], engine, book.Facts.Seed));
        return planned;
    }

    private static IEnumerable<(LessonPlan Lesson, SessionPlan Session)> Sessions(RecordMemory.Planned[] planned) =>
        planned.SelectMany(static p => p.Plan.Sessions.Select(session => (p.Plan, session)));

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
    private static IEnumerable<Diagnostic> Identity(LessonPair lesson)
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
