namespace Course.Snippets.Execution;

/// <summary>Hosts that are started before they are needed.</summary>
internal sealed class HostPool(RunnerOptions options) : IAsyncDisposable
{
    private readonly Lock _changing = new();
    private readonly Queue<Task<HostProcess>> _idle = new();
    private readonly CancellationTokenSource _closing = new();
    private int _wanted;
    private bool _closed;

    /// <summary>Starts hosts until a number of them are ready or getting so.</summary>
    internal void Warm(int count)
    {
        lock (_changing)
        {
            while (!_closed && _idle.Count < Math.Min(count, options.Parallel)) _idle.Enqueue(Start());
        }
    }

    /// <summary>Announces sessions that will take a host each.</summary>
    internal void Expect(int sessions)
    {
        lock (_changing) _wanted += sessions;
    }

    /// <summary>Takes a host that is ready. A host that died while it was idle is replaced once.</summary>
    /// <exception cref="HostStartException">None gets ready.</exception>
    internal async Task<HostProcess> TakeAsync(CancellationToken cancellation)
    {
        for (var again = true; ; again = false)
        {
            Task<HostProcess> next;
            lock (_changing)
            {
                ObjectDisposedException.ThrowIf(_closed, this);
                next = _idle.TryDequeue(out var warm) ? warm : Start();
            }

            var host = await WaitForAsync(next, cancellation).ConfigureAwait(false);
            if (host is { IsAlive: true })
            {
                // The next session's host warms up while this one runs.
                lock (_changing) _wanted--;
                Warm(_wanted);
                return host;
            }

            if (host is not null) await host.DisposeAsync().ConfigureAwait(false);
            if (!again) throw new HostStartException("It was ready and then ended before it was given a session, twice in a row.", null);
        }
    }

    /// <summary>Gives up on a session that was expected and takes no host.</summary>
    internal void Forget()
    {
        lock (_changing) _wanted--;
    }

    /// <summary>Kills the hosts that nobody took.</summary>
    public async ValueTask DisposeAsync()
    {
        Task<HostProcess>[] left;
        lock (_changing)
        {
            if (_closed) return;
            _closed = true;
            left = [.. _idle];
            _idle.Clear();
        }

        await _closing.CancelAsync().ConfigureAwait(false);
        foreach (var start in left) await DisposeAsync(start).ConfigureAwait(false);
        _closing.Dispose();
    }

    private Task<HostProcess> Start() => Task.Run(() => HostProcess.StartAsync(options, _closing.Token));

    private static async Task<HostProcess> WaitForAsync(Task<HostProcess> start, CancellationToken cancellation)
    {
        try
        {
            return await start.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!start.IsCompleted)
        {
            // Nobody waits for this host any more, but it is on its way and must not stay.
            await DisposeAsync(start).ConfigureAwait(false);
            throw;
        }
    }

    private static async Task DisposeAsync(Task<HostProcess> start)
    {
        try
        {
            await (await start.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is HostStartException or OperationCanceledException or IOException)
        {
            // It never became a process that would have to be ended.
        }
    }
}
