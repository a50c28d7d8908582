using System.Collections.Immutable;
using Course.Build.Outside;
using Course.Build.Reporting;
using Course.Diagnostics;
using Course.Site.Theming;

namespace Course.Build.Serving.Building;

/// <summary>
/// The checker beside the builds: what was published last is served at once, from whatever sources it was, and what has changed since is
/// published in the background, where it lets everything else go before it. No build ever waits for that.
/// </summary>
/// <param name="publisher">Publishes.</param>
/// <param name="observer">Is told when that begins and ends.</param>
/// <param name="changed">Called, from any thread, when another checker is to be served.</param>
/// <param name="regular">How often sources are looked at.</param>
internal sealed class LiveChecker(CheckerPublisher publisher, IBuildObserver observer, Action changed, TimeSpan? regular = null) : IAsyncDisposable
{
    private static readonly TimeSpan Regular = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _closing = new();
    private readonly Task<(string Key, CheckerFiles Files)?> _first = Task.Run(publisher.FindLast);
    private volatile Served? _served;
    private Task _work = Task.CompletedTask;

    /// <summary>The checker that there is. Only the first call may wait, for as long as it takes to read it.</summary>
    public async Task<CheckerFiles> FilesAsync()
    {
        if (_served is null && await _first is var found) _served ??= new(found?.Key, found?.Files ?? CheckerFiles.None, []);
        return _served!.Files;
    }

    /// <summary>Why the sources as they are could not be published. A warning: whoever writes prose can do without.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => _served?.Diagnostics ?? [];

    /// <summary>Begins to look after the sources.</summary>
    public void Begin()
    {
        if (_work.IsCompleted) _work = Task.Run(() => WorkAsync(_closing.Token));
    }

    /// <summary>Ends a publish that goes on.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _closing.Dispose();
    }

    private async Task WorkAsync(CancellationToken closing)
    {
        await FilesAsync();
        string? tried = null;
        while (true)
        {
            try
            {
                var key = publisher.Key();
                if (key != tried && key != _served!.Key) await PublishAsync(key, closing);
                tried = key;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Files come and go while somebody works on them, or the cache is another's at the moment: the next look may do better.
            }

            await Task.Delay(regular ?? Regular, closing);
        }
    }

    private async Task PublishAsync(string key, CancellationToken closing)
    {
        if (await publisher.EnsureAsync(key, observer, isPatient: true, closing) is { } fault) _served = _served! with { Diagnostics = [fault with { Severity = Severity.Warning }] };
        else if (publisher.FindLast() is { } made) _served = new(made.Key, made.Files, []);
        changed();
    }

    private sealed record Served(string? Key, CheckerFiles Files, ImmutableArray<Diagnostic> Diagnostics);
}
