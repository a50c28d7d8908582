using Course.Build.Reporting;
using Course.Build.Reporting.Reports;
using Spectre.Console;

namespace Course.Build.CommandLine;

/// <summary>One run from the command line: does the work under the progress that fits the output, then reports wherever a report is wanted.</summary>
internal static class BuildRun
{
    public static async Task<int> RunAsync(BuildSettings settings, Func<IBuildObserver, Task<BuildReport>> work, CancellationToken cancellation)
    {
        // A log has no width at which lines would have to be broken, colours or not.
        if (Console.IsOutputRedirected) AnsiConsole.Console.Profile.Width = int.MaxValue;
        try
        {
            var report = await ObserveAsync(settings, work);
            report = report with { Diagnostics = report.Diagnostics.AddRange(ReportFile.WriteAll(report, settings)) };
            if (settings.Json) Console.WriteLine(JsonReport.Of(report));
            else new BuildConsole(AnsiConsole.Console, settings.Verbosity, settings.Root).Show(report);

            // Where standard output is the report, commands to the runner must not be part of it.
            if (GitHubActions.IsPresent) GitHubActions.Show(report, settings.Root, settings.Json ? Console.Error : Console.Out);
            return report.Succeeded ? ExitCodes.Success : ExitCodes.Faults;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped. The last good site is still in place.");
            return ExitCodes.Cancelled;
        }
    }

    private static Task<BuildReport> ObserveAsync(BuildSettings settings, Func<IBuildObserver, Task<BuildReport>> work)
    {
        if (settings.Json || settings.Verbosity == Verbosity.Quiet) return work(new SilentProgress());
        var console = AnsiConsole.Console;
        return console.Profile.Capabilities.Interactive && !Console.IsOutputRedirected
            ? LiveProgress.RunAsync(console, work)
            : work(new PlainProgress(Console.Out));
    }
}
