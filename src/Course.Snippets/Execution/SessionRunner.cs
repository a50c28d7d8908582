using System.Collections.Immutable;
using System.Diagnostics;
using Course.Content.Snippets;
using Course.Diagnostics;
using Course.Snippets.Sessions;

namespace Course.Snippets.Execution;

/// <summary>
/// Runs sessions, each in a fresh process of its own and as many at once as there are cores. Hosts warm up ahead: call
/// <see cref="Warm"/> as soon as it is known that something will run, while the compiler still works.
/// </summary>
public sealed class SessionRunner : IAsyncDisposable
{
    private readonly RunnerOptions _options;
    private readonly HostPool _hosts;
    private readonly SemaphoreSlim _cores;

    /// <summary>Makes a runner; starts nothing yet.</summary>
    public SessionRunner(RunnerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _hosts = new HostPool(options);
        _cores = new SemaphoreSlim(options.Parallel);
    }

    /// <summary>Starts hosts for a number of sessions that are about to come, at most one a core.</summary>
    public void Warm(int sessions) => _hosts.Warm(sessions);

    /// <summary>Runs sessions.</summary>
    /// <param name="sessions">The sessions.</param>
    /// <param name="progress">Told of each session when it has ended, or null.</param>
    /// <param name="cancellation">Kills all hosts.</param>
    /// <returns>What came of each, in the order given.</returns>
    public async Task<ImmutableArray<Outcome<SessionRun>>> RunAllAsync(
        IReadOnlyCollection<CompiledSession> sessions, IProgress<Outcome<SessionRun>>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        Warm(sessions.Count);
        var runs = sessions.Select(async session =>
        {
            var outcome = await RunAsync(session, cancellation).ConfigureAwait(false);
            progress?.Report(outcome);
            return outcome;
        }).ToArray();
        return [.. await Task.WhenAll(runs).ConfigureAwait(false)];
    }

    /// <summary>Runs one session as soon as a core is free.</summary>
    /// <returns>What came of it; faults of its code are diagnostics, never exceptions.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled; its host is gone.</exception>
    public async Task<Outcome<SessionRun>> RunAsync(CompiledSession session, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(session);
        var asked = Stopwatch.GetTimestamp();
        _hosts.Expect(1);
        var took = false;
        var hasCore = false;
        try
        {
            await _cores.WaitAsync(cancellation).ConfigureAwait(false);
            hasCore = true;
            var host = await _hosts.TakeAsync(cancellation).ConfigureAwait(false);
            took = true;
            await using (host.ConfigureAwait(false))
            {
                return await new SessionExecution(session, host, _options)
                    .RunAsync(Stopwatch.GetElapsedTime(asked), cancellation).ConfigureAwait(false);
            }
        }
        catch (HostStartException e)
        {
            var first = session.Source.Snippets.FirstOrDefault(static s => s.Mode == SnippetMode.Run) ?? session.Source.Snippets[0];
            var times = new SessionTimes(Stopwatch.GetElapsedTime(asked), default, default, default);
            return new Outcome<SessionRun>(
                new SessionRun(session.Source, null, [], null, times), [SessionFaults.HostNotReady(first, e.Message)]);
        }
        finally
        {
            if (!took) _hosts.Forget();
            if (hasCore) _cores.Release();
        }
    }

    /// <summary>Kills the hosts that wait for work.</summary>
    public async ValueTask DisposeAsync()
    {
        await _hosts.DisposeAsync().ConfigureAwait(false);
        _cores.Dispose();
    }
}
