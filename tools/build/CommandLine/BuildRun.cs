using Course.Build.Pipeline;
using Course.Build.Reporting;
using Spectre.Console;

namespace Course.Build.CommandLine;

/// <summary>One build from the command line: runs the pipeline under the progress that fits the output, then reports.</summary>
internal static class BuildRun
{
    public static async Task<int> RunAsync(BuildSettings settings, CancellationToken cancellation)
    {
        var pipeline = new BuildPipeline(settings);
        try
        {
            var report = await RunAsync(settings, observer => settings.Verify ? pipeline.VerifyAsync(observer, cancellation) : pipeline.RunAsync(observer, cancellation));
            if (settings.Json) Console.WriteLine(JsonReport.Of(report));
            else new BuildConsole(AnsiConsole.Console, settings.Verbosity, settings.Root).Show(report);
            return report.Succeeded ? ExitCodes.Success : ExitCodes.Faults;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped. The last good site is still in place.");
            return ExitCodes.Cancelled;
        }
    }

    private static Task<BuildReport> RunAsync(BuildSettings settings, Func<IBuildObserver, Task<BuildReport>> build)
    {
        if (settings.Json || settings.Verbosity == Verbosity.Quiet) return build(new SilentProgress());
        var console = AnsiConsole.Console;
        return console.Profile.Capabilities.Interactive && !Console.IsOutputRedirected
            ? LiveProgress.RunAsync(console, build)
            : build(new PlainProgress(Console.Out));
    }
}
