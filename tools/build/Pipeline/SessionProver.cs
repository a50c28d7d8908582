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

/// <summary>The stages Compile and Execute: sessions in, records out. Writes nothing.</summary>
/// <param name="circumstances">What the records share.</param>
/// <param name="clock">Times the stages.</param>
/// <param name="observer">Watches.</param>
internal sealed class SessionProver(RecordCircumstances circumstances, TimeProvider clock, IBuildObserver observer)
{
    private sealed record Compiled(LessonSession Of, CompiledSession Session, bool Runs);

    /// <summary>Compiles sessions and runs those whose results are stale.</summary>
    /// <param name="sessions">The sessions.</param>
    /// <param name="everything">Runs all, whatever their records say.</param>
    /// <param name="mayRun">False: compiles only, so that faults of the code are known.</param>
    /// <param name="cancellation">Kills what runs.</param>
    public async Task<Outcome<ImmutableArray<ProvenSession>>> ProveAsync(
        IReadOnlyList<LessonSession> sessions, bool everything, bool mayRun, CancellationToken cancellation)
    {
        observer.Begin(Stage.Compile, sessions.Count);
        var started = clock.GetTimestamp();
        if (await HostBuild.EnsureAsync(circumstances.Engine, cancellation) is { } failure) return new([], [failure]);

        await using var runner = new SessionRunner(new(Places.HostFile));
        if (mayRun) runner.Warm(sessions.Count(s => everything || s.Session.Freshness.NeedsRun));
        var references = ReferenceSet.Load(Places.HostFolder);
        if (references.Value is null) return new([], references.Diagnostics);
        // The compiler cannot be stopped, but nobody has to wait for it.
        var compiled = await Task.Run(() => CompileAll(sessions, references.Value, everything), cancellation).WaitAsync(cancellation);
        observer.End(Stage.Compile, clock.GetElapsedTime(started));
        if (!mayRun) return new([], compiled.Diagnostics);

        // Colours need the compiler, and the sessions have processes of their own: both go on at once.
        var colours = Task.Run(() => compiled.Value.Select(c => SessionColours.Of(c.Of.Lesson.Lesson, c.Of.Session.Source, references.Value)).ToList(), cancellation);
        var runs = await RunAllAsync(compiled.Value, runner, cancellation);
        var proven = compiled.Value.Zip(runs, await colours)
            .Where(static p => p.Second?.HasErrors != true)
            .Select(p => Prove(p.First, p.Second?.Value, p.Third));
        return new([.. proven], [.. compiled.Diagnostics, .. runs.SelectMany(static r => r?.Diagnostics ?? [])]);
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

    /// <summary>Runs sessions; null stands for one that has nothing to run.</summary>
    private async Task<Outcome<SessionRun>?[]> RunAllAsync(
        ImmutableArray<Compiled> compiled, SessionRunner runner, CancellationToken cancellation)
    {
        var count = compiled.Count(static c => c.Runs);
        if (count == 0) return new Outcome<SessionRun>?[compiled.Length];
        observer.Begin(Stage.Execute, count);
        var started = clock.GetTimestamp();
        var runs = await Task.WhenAll(compiled.Select(async c =>
        {
            if (!c.Runs) return null;
            var outcome = await runner.RunAsync(c.Session, cancellation);
            observer.Step(Stage.Execute, c.Of.Session.Name, outcome.Value.Times.Running);
            return outcome;
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
