using Course.Build.Serving.Building;

namespace Course.Build.Serving.Web;

/// <summary>Where requests find the site as it is now, and wait for the next one.</summary>
internal sealed class LiveHub
{
    private volatile Moment _now = new(null);

    /// <summary>The site, or null before the first build.</summary>
    public LiveSite? Site => _now.Site;

    /// <summary>The site as soon as there is one, and what ends when another takes its place.</summary>
    public async Task<(LiveSite Site, Task Next)> LookAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var now = _now;
            if (now.Site is { } site) return (site, now.Ended.Task);
            await now.Ended.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>Shows another site. One caller at a time.</summary>
    public void Show(LiveSite site)
    {
        var before = _now;
        _now = new(site);
        before.Ended.SetResult();
    }

    private sealed record Moment(LiveSite? Site)
    {
        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
