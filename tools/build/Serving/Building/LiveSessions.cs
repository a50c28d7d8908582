using System.Collections.Immutable;
using Course.Build.Outside;
using Course.Build.Pipeline;
using Course.Content.Book;
using Course.Diagnostics;
using Course.Snippets.Keys;
using Course.Snippets.Records;
using Course.Snippets.Sessions;

namespace Course.Build.Serving.Building;

/// <summary>
/// The stages Compile and Execute beside the builds instead of within them: a stale session is compiled and run in the background, and
/// each step that it takes asks for another build. A session that changes meanwhile is cancelled. One caller at a time; what
/// goes on in the background touches nothing but its own session.
/// </summary>
/// <param name="root">The course root.</param>
/// <param name="store">Where records are written.</param>
/// <param name="changed">Called, from any thread, when a session has come further.</param>
internal sealed class LiveSessions(string root, RecordStore store, Action changed) : IAsyncDisposable
{
    private readonly SessionTools _tools = new();
    private readonly Dictionary<string, LiveSession> _sessions = new(StringComparer.Ordinal);
    private readonly List<Task> _ending = [];

    /// <summary>Sessions whose output is on its way.</summary>
    public IEnumerable<LiveSession> Working => _sessions.Values.Where(static s => s.Result.State is LiveState.Working or LiveState.Proven);

    /// <summary>The lessons whose records are not those of their code, with the colours of the sessions that have compiled.</summary>
    public ILookup<string, SessionColours?> Unsettled =>
        _sessions.OrderBy(static s => s.Key, StringComparer.Ordinal).ToLookup(static s => s.Value.Of.Lesson.Lesson.Facts.Id, static s => s.Value.Result.Colours, StringComparer.Ordinal);

    /// <summary>Gets ready for the author's first edit of code.</summary>
    public void WarmUp(SessionSource session, EngineVersions engine) => _ = Task.Run(() => _tools.WarmUpAsync(session, engine));

    /// <summary>Writes the records of sessions that have been proven and are what they were.</summary>
    /// <param name="stale">The sessions that are stale now.</param>
    /// <param name="engine">Versions of the engine.</param>
    /// <returns>Whether any was written, so that plans must be made again.</returns>
    public bool WriteProven(IEnumerable<LessonSession> stale, EngineVersions engine)
    {
        var written = false;
        foreach (var of in stale)
        {
            if (!_sessions.TryGetValue(of.Session.Name, out var session) || session.Result is not { State: LiveState.Proven, Proven: { } proven } result) continue;
            if (session.Fingerprint != LiveSession.FingerprintOf(of, engine)) continue;
            session.Result = result with
            {
                State = LiveState.Written,
                Found = [.. result.Found, .. proven.Records.SelectMany(record => store.Write(of.Lesson.Lesson.Folder, record).Diagnostics)],
            };
            written = true;
        }

        return written;
    }

    /// <summary>Begins work on sessions that have become stale, and ends that on sessions that have changed or are fresh.</summary>
    /// <param name="stale">The sessions that are stale now.</param>
    /// <param name="engine">Versions of the engine.</param>
    /// <param name="mayRun">Tells of a lesson whether its sessions may run; else they are only compiled.</param>
    /// <returns>What was found in the sessions that are stale, at their lines of now.</returns>
    public ImmutableArray<Diagnostic> Update(IEnumerable<LessonSession> stale, EngineVersions engine, Func<LessonPair, bool> mayRun)
    {
        var now = stale.ToDictionary(static s => s.Session.Name, s => (Of: s, Fingerprint: LiveSession.FingerprintOf(s, engine)), StringComparer.Ordinal);
        foreach (var (name, session) in _sessions.ToArray())
        {
            if (now.TryGetValue(name, out var same) && session.Fingerprint == same.Fingerprint
                && !(session.Result.State == LiveState.Held && mayRun(same.Of.Lesson.Lesson)))
            {
                continue;
            }

            _sessions.Remove(name);
            session.Dispose();
            _ending.Add(session.Work);
        }

        _ending.RemoveAll(static task => task.IsCompleted);
        foreach (var (name, (of, fingerprint)) in now)
        {
            if (_sessions.ContainsKey(name)) continue;
            var session = _sessions[name] = new(of, fingerprint);
            var (run, stopped) = (mayRun(of.Lesson.Lesson), session.Stopped);
            session.Work = Task.Run(() => WorkAsync(session, engine, run, stopped), CancellationToken.None);
        }

        return [.. now.SelectMany(n => _sessions[n.Key].FoundAt(n.Value.Of.Session.Source))];
    }

    /// <summary>Ends everything that runs.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var session in _sessions.Values) session.Dispose();
        await _tools.DisposeAsync();
        await Task.WhenAll(_ending.Concat(_sessions.Values.Select(static s => s.Work))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task WorkAsync(LiveSession session, EngineVersions engine, bool mayRun, CancellationToken stopped)
    {
        try
        {
            session.Result = await ProveAsync(session, engine, mayRun, stopped);
            changed();
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException && stopped.IsCancellationRequested)
        {
            // It is stale again: whoever cancelled it has begun anew.
        }
    }

    private async Task<LiveResult> ProveAsync(LiveSession session, EngineVersions engine, bool mayRun, CancellationToken stopped)
    {
        var (lesson, plan) = session.Of;
        var (compiled, references) = await _tools.CompileAsync(plan.Source, engine, stopped);
        if (compiled.Value is not { } program || references is null) return new(LiveState.Failed, compiled.Diagnostics);
        if (!mayRun) return new(LiveState.Held, compiled.Diagnostics);

        var running = program.HasRun && plan.Freshness.NeedsRun ? _tools.RunAsync(program, stopped) : null;
        var colours = await Task.Run(() => SessionColours.Of(lesson.Lesson, plan.Source, references), CancellationToken.None).WaitAsync(stopped);
        session.Result = session.Result with { Colours = colours };
        if (running is not null) changed();
        var run = running is null ? null : await running;
        ImmutableArray<Diagnostic> found = [.. compiled.Diagnostics, .. run?.Diagnostics ?? []];
        if (run?.HasErrors == true) return new(LiveState.Failed, found, colours);

        var commit = await Repository.CommitAsync(root, stopped);
        var maker = new RecordMaker(plan.Source, plan.Keys, new(engine, DateOnly.FromDateTime(DateTime.UtcNow), commit));
        ImmutableArray<SnippetRecord> records = [.. maker.Make(program, run?.Value, colours.For, lesson.Records.Records)];
        return new(LiveState.Proven, found, colours, new(session.Of, records, run is null ? 0 : plan.Source.Snippets.Count(static s => s.Runs)));
    }
}
