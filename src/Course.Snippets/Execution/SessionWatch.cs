using System.Diagnostics;

namespace Course.Snippets.Execution;

/// <summary>Looks at a running host every few milliseconds and kills it when it goes past a limit.</summary>
internal sealed class SessionWatch(HostProcess host, RunnerOptions options)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(40);
    private readonly Lock _deciding = new();
    private long _began = Stopwatch.GetTimestamp();
    private TimeSpan _limit = options.LoadLimit;
    private long _nativeAtBegin;

    /// <summary>Why it was killed.</summary>
    internal SessionVerdict Verdict { get; private set; }

    /// <summary>What it did too much of, in words.</summary>
    internal string Reason { get; private set; } = "";

    /// <summary>A snippet begins now.</summary>
    internal void Begin(TimeSpan limit)
    {
        lock (_deciding) (_began, _limit, _nativeAtBegin) = (Stopwatch.GetTimestamp(), limit, host.NativeLength());
    }

    /// <summary>Kills the host, unless that was done before.</summary>
    internal void Kill(SessionVerdict verdict, string reason)
    {
        lock (_deciding)
        {
            if (Verdict != SessionVerdict.None) return;
            (Verdict, Reason) = (verdict, reason);
        }

        host.Tree.Kill();
    }

    /// <summary>Watches until it is told to stop or has killed.</summary>
    internal async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (Verdict == SessionVerdict.None && await timer.WaitForNextTickAsync(stop).ConfigureAwait(false)) Look();
        }
        catch (OperationCanceledException)
        {
            // The session has ended.
        }
    }

    private void Look()
    {
        TimeSpan elapsed, limit;
        long nativeAtBegin;
        lock (_deciding) (elapsed, limit, nativeAtBegin) = (Stopwatch.GetElapsedTime(_began), _limit, _nativeAtBegin);
        if (elapsed > limit)
        {
            Kill(SessionVerdict.TimedOut, FormattableString.Invariant($"{limit.TotalSeconds:0.###} s"));
        }
        else if (host.NativeLength() - nativeAtBegin > options.OutputLimit)
        {
            Kill(SessionVerdict.TooMuchOutput, FormattableString.Invariant($"printed more than {options.OutputLimit / 1024} KiB of text"));
        }
        else if (host.Tree.ResidentBytes() is var bytes && bytes > options.MemoryLimit)
        {
            Kill(SessionVerdict.TooMuchMemory, FormattableString.Invariant($"{bytes >> 20} MiB"));
        }
    }
}
