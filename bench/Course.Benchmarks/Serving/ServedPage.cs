using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Course.Benchmarks.Serving;

/// <summary>When a change was in the page, and when it was seen, in milliseconds after the save.</summary>
internal readonly record struct Arrival(double Arrived, double Seen);

/// <summary>A page of a course that a process serves, in headless Chromium.</summary>
internal sealed partial class ServedPage : IAsyncDisposable
{
    /// <summary>Looks after every change of the tree and at every frame, so that a wait ends with the first of them at which the expression is true.</summary>
    private const string Waiting = """
        hasArrived => new Promise(resolve => {
          const now = () => performance.timeOrigin + performance.now();
          const test = new Function('return ' + hasArrived);
          const holds = () => { try { return test(); } catch { return false; } };
          let done = false;
          const look = () => {
            if (done || !holds()) return;
            done = true;
            observer.disconnect();
            const arrived = now();
            requestAnimationFrame(() => resolve([arrived, now()]));
          };
          const observer = new MutationObserver(look);
          observer.observe(document.documentElement, { subtree: true, childList: true, attributes: true, characterData: true });
          const frame = () => { look(); if (!done) requestAnimationFrame(frame); };
          frame();
        })
        """;

    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

    private readonly Process _serve;
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly IPage _page;

    private ServedPage(Process serve, IPlaywright playwright, IBrowser browser, IPage page) =>
        (_serve, _playwright, _browser, _page) = (serve, playwright, browser, page);

    /// <summary>Serves a course and opens one of its pages.</summary>
    public static async Task<ServedPage> OpenAsync(string root, string theme, string path)
    {
        var tool = Path.Combine(AppContext.BaseDirectory, "course-build.dll");
        var serve = Process.Start(new ProcessStartInfo("dotnet", ["exec", tool, "serve", "--root", root, "--site", theme, "--port", "0"]) { RedirectStandardOutput = true })!;
        var said = await serve.StandardOutput.ReadLineAsync() ?? "";
        _ = serve.StandardOutput.ReadToEndAsync();
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Browsers.First(File.Exists),
            Args = ["--no-sandbox", "--disable-gpu"],
        });
        var page = await browser.NewPageAsync();
        await page.GotoAsync($"http://localhost:{Port().Match(said).Groups[1].Value}/{path}");
        await Task.Delay(5000);
        return new(serve, playwright, browser, page);
    }

    /// <summary>Saves, and waits until it has arrived.</summary>
    public async Task<Arrival> MeasureAsync(Edit edit) => await (await SaveAsync(edit)).Arrival;

    /// <summary>Saves as soon as the page is watched.</summary>
    public async Task<(double At, Task<Arrival> Arrival)> SaveAsync(Edit edit)
    {
        var arrival = _page.EvaluateAsync<double[]>(Waiting, edit.HasArrived);
        await Task.Delay(60);
        if (arrival.IsCompleted) throw new InvalidOperationException($"It had arrived before it was saved: {edit.HasArrived}");
        var at = Now();
        edit.Save();
        return (at, Since(arrival, at));
    }

    /// <summary>Waits until an expression is true.</summary>
    public Task<Arrival> WaitAsync(string holds, double since) => Since(_page.EvaluateAsync<double[]>(Waiting, holds), since);

    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _playwright.Dispose();
        _serve.Kill(entireProcessTree: true);
        await _serve.WaitForExitAsync();
        _serve.Dispose();
    }

    private static async Task<Arrival> Since(Task<double[]> arrival, double at)
    {
        var times = await arrival.WaitAsync(TimeSpan.FromSeconds(30));
        return new(times[0] - at, times[1] - at);
    }

    private static double Now() => (DateTime.UtcNow - DateTime.UnixEpoch).TotalMilliseconds;

    [GeneratedRegex(@"localhost:(\d+)")]
    private static partial Regex Port();
}
