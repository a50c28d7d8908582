using System.Diagnostics;

namespace Course.Build.Serving.Watching;

/// <summary>Why a build is due.</summary>
internal enum Cause
{
    /// <summary>Something was saved, or a session came further.</summary>
    Announced,

    /// <summary>A look after something was saved, and now and then for what the system did not announce.</summary>
    Look,
}

/// <summary>
/// Says when a build is due. What the system announces counts at once; since it may miss files (in folders that have just come, on
/// network drives, when its buffer runs over), a look follows every save, and another comes every few seconds. A look is a build in which nothing
/// changed, which costs milliseconds.
/// </summary>
internal sealed class CourseWatch : IDisposable
{
    /// <summary>A save is several writes: it is over when nothing was written for this long, or has been written without a pause for the longer time.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(6), Longest = TimeSpan.FromMilliseconds(60);

    private static readonly TimeSpan AfterSave = TimeSpan.FromMilliseconds(150), Regular = TimeSpan.FromSeconds(2), Unwatched = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim _announced = new(0, 1);
    private readonly WatchedFolders _folders;
    private long _lastWrite;
    private bool _lookSoon;

    /// <param name="root">The course root.</param>
    /// <param name="theme">Folder with layouts, strings and styles.</param>
    public CourseWatch(string root, string theme) => _folders = new(root, theme, OnWrite);

    /// <summary>Asks for a build at once; from any thread.</summary>
    public void Wake()
    {
        try
        {
            // One is enough, however many ask.
            if (_announced.CurrentCount == 0) _announced.Release();
        }
        catch (SemaphoreFullException)
        {
            // Another asked between the question and the answer.
        }
    }

    /// <summary>Waits until a build is due.</summary>
    /// <param name="lastBuild">How long the last one took: looks take no more than a hundredth of the time.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<Cause> NextAsync(TimeSpan lastBuild, CancellationToken cancellation)
    {
        var regular = _folders.AreWatched ? Regular : Unwatched;
        var pause = _lookSoon ? AfterSave : TimeSpan.FromTicks(Math.Max(regular.Ticks, lastBuild.Ticks * 100));
        if (!await _announced.WaitAsync(pause, cancellation))
        {
            _lookSoon = false;
            if (!_folders.AreWatched) _folders.Renew();
            return Cause.Look;
        }

        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < Longest && Quiet - Stopwatch.GetElapsedTime(Volatile.Read(ref _lastWrite)) is { Ticks: > 0 } rest)
        {
            await Task.Delay(rest, cancellation);
        }

        // What is announced from here on may be missed by the build that follows, and asks for one more.
        await _announced.WaitAsync(TimeSpan.Zero, CancellationToken.None);
        _lookSoon = true;
        return Cause.Announced;
    }

    /// <summary>Watches anew, after a look found what was not announced: a folder that was replaced is watched no more.</summary>
    public void Renew() => _folders.Renew();

    public void Dispose()
    {
        _folders.Dispose();
        _announced.Dispose();
    }

    private void OnWrite()
    {
        Volatile.Write(ref _lastWrite, Stopwatch.GetTimestamp());
        Wake();
    }
}
