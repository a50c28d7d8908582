using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Course.Build.CommandLine;
using Course.Build.Serving.Building;
using Course.Build.Serving.Watching;
using Course.Build.Serving.Web;

namespace Course.Build.Serving;

/// <summary>Serves a course until it is stopped: builds, shows, waits for a save, and builds again.</summary>
internal static class ServeRun
{
    private static readonly TimeSpan SecondLook = TimeSpan.FromMilliseconds(40);

    /// <summary>Serves.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(BuildSettings settings, ServeOptions options, CancellationToken cancellation)
    {
        var hub = new LiveHub();
        var states = new PageStates(settings.Root, settings.Theme, options.Editor);
        await using var server = await StartAsync(options.Port, ending => new(hub, states, ending));
        if (server is null)
        {
            await Console.Error.WriteLineAsync(options.Port is { } taken
                ? string.Create(CultureInfo.InvariantCulture, $"Port {taken} is taken by another program. Name another with --port, or leave --port out to take one that is free.")
                : string.Create(CultureInfo.InvariantCulture, $"The ports from {ServeOptions.FirstPort} to {ServeOptions.FirstPort + ServeOptions.Ports - 1} are all taken. Name a free one with --port."));
            return ExitCodes.Usage;
        }

        var address = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{server.Port}/");
        Console.WriteLine($"Serving {address} (Ctrl-C ends it)");
        if (options.Open) Open(address);
        using var watch = new CourseWatch(settings.Root, settings.Theme);
        var console = new ServeConsole(settings);
        await using var build = new LiveBuild(settings, console, watch.Wake);
        try
        {
            await LoopAsync(build, watch, hub, console, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped.");
        }

        return ExitCodes.Cancelled;
    }

    private static async Task LoopAsync(LiveBuild build, CourseWatch watch, LiveHub hub, ServeConsole console, CancellationToken cancellation)
    {
        var cause = Cause.Announced;
        while (true)
        {
            var started = Stopwatch.GetTimestamp();
            var before = hub.Site;
            try
            {
                var site = await build.BuildAsync(cause == Cause.Look, cancellation);
                if (cause == Cause.Announced && !site.IsCurrent && before is { IsCurrent: true })
                {
                    // A file that is still being written looks like a broken one: good news is shown at once, bad news when a second look bears it out.
                    await Task.Delay(SecondLook, cancellation);
                    site = await build.BuildAsync(isLook: false, cancellation);
                }

                var took = Stopwatch.GetElapsedTime(started);
                if (before is null || !site.IsSame(before))
                {
                    hub.Show(site);
                    console.Show(before, site, build.PagesMade, took);
                    if (before is not null && cause == Cause.Look) watch.Renew();
                }

                if (before is null) build.WarmUp();
            }
#pragma warning disable CA1031 // Whatever one build runs into, such as a folder that goes while it is read, the next one may do without.
            catch (Exception e) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
            {
                await Console.Error.WriteLineAsync($"This build failed by a fault of its own: {(Environment.GetEnvironmentVariable("COURSE_TRACE") is null ? $"{e.GetType().Name}: {e.Message}" : e)}");
            }

            cause = await watch.NextAsync(Stopwatch.GetElapsedTime(started), cancellation);
        }
    }

    private static async Task<LiveServer?> StartAsync(int? wanted, Func<CancellationToken, Answers> answers)
    {
        if (wanted is { } port) return await LiveServer.StartAsync(port, answers);
        for (var i = 0; i < ServeOptions.Ports; i++)
        {
            if (await LiveServer.StartAsync(ServeOptions.FirstPort + i, answers) is { } server) return server;
        }

        return null;
    }

    private static void Open(string address)
    {
        try
        {
            using var browser = Process.Start(new ProcessStartInfo(address) { UseShellExecute = true });
        }
        catch (Win32Exception)
        {
            Console.Error.WriteLine("No browser could be opened here; open the address yourself.");
        }
    }
}
