using System.Collections.Immutable;
using Course.Analyzers;
using Course.Build.Outside;
using Course.Build.Reporting;
using Course.Diagnostics;
using Course.Snippets.Compilation;
using Course.Snippets.Execution;
using Course.Snippets.Records;
using Course.Snippets.Sessions;

namespace Course.Build.Pipeline;

/// <summary>A session of a lesson.</summary>
internal readonly record struct LessonSession(LessonPlan Lesson, SessionPlan Session);

/// <summary>A session that compiled and ended as it should, and the records that it makes today.</summary>
/// <param name="Of">The session.</param>
/// <param name="Records">Its records.</param>
/// <param name="Ran">How many of its snippets were executed.</param>
internal sealed record ProvenSession(LessonSession Of, ImmutableArray<SnippetRecord> Records, int Ran);

/// <summary>How sessions are proven.</summary>
internal sealed record ProofRequest
{
    /// <summary>Runs all sessions, whatever their records say.</summary>
    public bool Everything { get; init; }

    /// <summary>False: compiles only, so that faults of the code are known.</summary>
    public bool MayRun { get; init; } = true;

    /// <summary>Colours the listings, for records that are to be written.</summary>
    public bool Colours { get; init; } = true;

    /// <summary>Folder of a snippet host that is built already; null: the engine's own, which is built where it must be.</summary>
    public string? HostFolder { get; init; }

    /// <summary>Asked of each session that ended as it should; true stops those that have not ended. Null: only a fault may matter.</summary>
    public Func<ProvenSession, bool>? StopAfter { get; init; }
}

/// <summary>The stages Compile and Execute: sessions in, records out. Writes nothing.</summary>
/// <param name="circumstances">What the records share.</param>
/// <param name="clock">Times the stages.</param>
/// <param name="observer">Watches.</param>
internal sealed class SessionProver(RecordCircumstances circumstances, TimeProvider clock, IBuildObserver observer)
{
    private static readonly SessionColours NoColours = new(ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, Listing>>.Empty);

    private sealed record Compiled(LessonSession Of, CompiledSession Session, bool Runs);

    /// <summary>How a session's run ended: with an outcome, with none since there was nothing to run, or not at all since it was stopped.</summary>
    private readonly record struct Run(Outcome<SessionRun>? Outcome, bool Stopped);

    /// <summary>Compiles sessions and runs those whose results are stale.</summary>
    /// <param name="sessions">The sessions.</param>
    /// <param name="request">How.</param>
    /// <param name="cancellation">Kills what runs.</param>
    /// <returns>The sessions that ended as they should.</returns>
    public async Task<Outcome<ImmutableArray<ProvenSession>>> ProveAsync(
        IReadOnlyList<LessonSession> sessions, ProofRequest request, CancellationToken cancellation)
    {
        observer.Begin(Stage.Compile, sessions.Count);
        var started = clock.GetTimestamp();
        if (request.HostFolder is null && await HostBuild.EnsureAsync(circumstances.Engine, cancellation) is { } failure) return new([], [failure]);

        var host = request.HostFolder ?? Places.HostFolder;
        await using var runner = new SessionRunner(new(Places.HostFileIn(host)));
        if (request.MayRun) runner.Warm(sessions.Count(s => request.Everything || s.Session.Freshness.NeedsRun));
        var references = ReferenceSet.Load(host);
        if (references.Value is null) return new([], references.Diagnostics);
        // The compiler cannot be stopped, but nobody has to wait for it.
        var compiled = await Task.Run(() => CompileAll(sessions, references.Value, request.Everything), cancellation).WaitAsync(cancellation);
        observer.End(Stage.Compile, clock.GetElapsedTime(started));
        if (!request.MayRun) return new([], compiled.Diagnostics);

        // Colours need the compiler, and the sessions have processes of their own: both go on at once.
        var colours = Task.Run(
            () => compiled.Value.Select(c => request.Colours ? SessionColours.Of(c.Of.Lesson.Lesson, c.Of.Session.Source, references.Value) : NoColours).ToList(), cancellation);
        var runs = await RunAllAsync(compiled.Value, runner, request.StopAfter, cancellation);
        var proven = compiled.Value.Zip(runs, await colours)
            .Where(static p => !p.Second.Stopped && p.Second.Outcome?.HasErrors != true)
            .Select(p => Prove(p.First, p.Second.Outcome?.Value, p.Third));
        return new([.. proven], [.. compiled.Diagnostics, .. runs.SelectMany(static r => r.Outcome?.Diagnostics ?? [])]);
    }

    private Outcome<ImmutableArray<Compiled>> CompileAll(IReadOnlyList<LessonSession> sessions, ReferenceSet references, bool everything)
    {
        var outcomes = new Outcome<CompiledSession?>[sessions.Count];
        Parallel.For(0, sessions.Count, i =>
        {
            var started = clock.GetTimestamp();
            outcomes[i] = SessionCompiler.Compile(sessions[i].Session.Source, references, Rules.All);
            observer.Step(Stage.Compile, sessions[i].Session.Name, clock.GetElapsedTime(started));
        });
        var good = sessions.Zip(outcomes)
            .Where(static s => s.Second.Value is not null)
            .Select(s => new Compiled(s.First, s.Second.Value!, s.Second.Value!.HasRun && (everything || s.First.Session.Freshness.NeedsRun)));
        return new([.. good], [.. outcomes.SelectMany(static o => o.Diagnostics)]);
    }

    private async Task<Run[]> RunAllAsync(
        ImmutableArray<Compiled> compiled, SessionRunner runner, Func<ProvenSession, bool>? stopAfter, CancellationToken cancellation)
    {
        var count = compiled.Count(static c => c.Runs);
        if (count == 0) return new Run[compiled.Length];
        observer.Begin(Stage.Execute, count);
        var started = clock.GetTimestamp();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var runs = await Task.WhenAll(compiled.Select(async c =>
        {
            if (!c.Runs) return default;
            try
            {
                var outcome = await runner.RunAsync(c.Session, stop.Token);
                observer.Step(Stage.Execute, c.Of.Session.Name, outcome.Value.Times.Running);
                if (stopAfter is not null && (outcome.HasErrors || stopAfter(Prove(c, outcome.Value, NoColours)))) await stop.CancelAsync();
                return new Run(outcome, false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return new Run(null, true);
            }
        }));
        observer.End(Stage.Execute, clock.GetElapsedTime(started));
        return runs;
    }

    private ProvenSession Prove(Compiled compiled, SessionRun? run, SessionColours colours)
    {
        var (lesson, session) = compiled.Of;
        var maker = new RecordMaker(session.Source, session.Keys, circumstances);
        return new(
            compiled.Of, [.. maker.Make(compiled.Session, run, colours.For, lesson.Records.Records)],
            run is null ? 0 : session.Source.Snippets.Count(static s => s.Runs));
    }
}
