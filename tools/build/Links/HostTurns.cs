using System.Collections.Concurrent;

namespace Course.Build.Links;

/// <summary>Lets each host be asked once in a while only, whoever asks.</summary>
/// <param name="delay">Least time between two requests to one host.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class HostTurns(TimeSpan delay, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Host> _hosts = new(StringComparer.OrdinalIgnoreCase);

    private sealed class Host
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public long? Last { get; set; }
    }

    /// <summary>Waits until the host of an address may be asked, and counts that as asking.</summary>
    public async Task WaitAsync(Uri url, CancellationToken cancellation)
    {
        var host = _hosts.GetOrAdd(url.Host, static _ => new());
        await host.Gate.WaitAsync(cancellation);
        try
        {
            var rest = host.Last is { } last ? delay - clock.GetElapsedTime(last) : TimeSpan.Zero;
            if (rest > TimeSpan.Zero) await Task.Delay(rest, clock, cancellation);
            host.Last = clock.GetTimestamp();
        }
        finally
        {
            host.Gate.Release();
        }
    }
}
