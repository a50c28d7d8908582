using System.Text;
using Course.Build.Reporting;
using Course.Build.Serving.Building;
using Course.Diagnostics;
using Course.Site.Theming;

namespace Course.Build.Tests.Checker;

/// <summary>The checker while a course is served: what there is, at once; what is newer, when it is there; and never in anybody's way.</summary>
public sealed class LiveCheckerTests : IDisposable
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(20);

    private readonly CheckerEngine _engine = new();
    private readonly SemaphoreSlim _changed = new(0);

    public void Dispose()
    {
        _changed.Dispose();
        _engine.Dispose();
    }

    [Fact]
    public async Task What_was_published_last_is_served_at_once_and_what_is_newer_when_it_is_published()
    {
        Assert.Empty((await _engine.Publisher.PublishAsync(new SilentProgress(), CancellationToken.None)).Diagnostics);
        var ordinary = _engine.Niceness;
        _engine.Change("second");
        _engine.Hold(true);

        await using var live = new LiveChecker(_engine.Publisher, new SilentProgress(), () => _changed.Release(), Often);
        var first = await live.FilesAsync();
        live.Begin();
        Assert.Equal("first", Script(first));
        await UntilAsync(() => _engine.Runs == 2);
        Assert.Same(first, await live.FilesAsync());
        Assert.Equal(0, _changed.CurrentCount);

        _engine.Hold(false);
        await ChangedAsync();
        Assert.Equal("second", Script(await live.FilesAsync()));
        Assert.NotEqual(first.Folder, (await live.FilesAsync()).Folder);
        Assert.True(_engine.Niceness > ordinary, $"It has the priority {_engine.Niceness}, which is not behind {ordinary}.");

        // While nothing changes, nothing is done.
        await Task.Delay(20 * Often, TestContext.Current.CancellationToken);
        Assert.Equal((2, 0), (_engine.Runs, _changed.CurrentCount));
    }

    [Fact]
    public async Task Where_nothing_was_ever_published_pages_do_without_until_something_is()
    {
        await using var live = new LiveChecker(_engine.Publisher, new SilentProgress(), () => _changed.Release(), Often);
        Assert.Null((await live.FilesAsync()).Folder);
        Assert.Equal(0, _engine.Runs);
        live.Begin();
        await ChangedAsync();
        Assert.Equal("first", Script(await live.FilesAsync()));
    }

    [Fact]
    public async Task Sources_that_cannot_be_published_are_a_warning_once_and_what_was_published_stays()
    {
        await _engine.Publisher.PublishAsync(new SilentProgress(), CancellationToken.None);
        _engine.Change("broken");
        _engine.Break(true);
        await using var live = new LiveChecker(_engine.Publisher, new SilentProgress(), () => _changed.Release(), Often);
        live.Begin();
        await ChangedAsync();
        var warning = Assert.Single(live.Diagnostics);
        Assert.Equal(("CO6079", Severity.Warning), (warning.Id, warning.Severity));
        Assert.Equal("first", Script(await live.FilesAsync()));
        await Task.Delay(20 * Often, TestContext.Current.CancellationToken);
        Assert.Equal(2, _engine.Runs);

        _engine.Break(false);
        _engine.Change("mended");
        await ChangedAsync();
        Assert.Empty(live.Diagnostics);
        Assert.Equal("mended", Script(await live.FilesAsync()));
    }

    [Fact]
    public async Task The_end_does_not_wait_for_a_publish_and_leaves_nothing_of_it()
    {
        _engine.Hold(true);
        var live = new LiveChecker(_engine.Publisher, new SilentProgress(), () => _changed.Release(), Often);
        live.Begin();
        await UntilAsync(() => _engine.Runs == 1);
        var ended = live.DisposeAsync().AsTask();
        await ended.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Empty(_engine.Kept);
        Assert.Equal(0, _changed.CurrentCount);
    }

    private static string Script(CheckerFiles files)
    {
        Assert.Empty(files.Twins);
        Assert.DoesNotContain(files.Files, static file => file.Path.EndsWith(".br", StringComparison.Ordinal));
        return Encoding.UTF8.GetString(Assert.Single(files.Files, static file => file.Path.EndsWith("dotnet.js", StringComparison.Ordinal)).Bytes.Span);
    }

    private async Task ChangedAsync() => Assert.True(await _changed.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), "Nothing was told.");

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var waited = 0; !holds(); waited++)
        {
            Assert.InRange(waited, 0, 1500);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
