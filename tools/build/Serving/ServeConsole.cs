using System.Globalization;
using Course.Build.CommandLine;
using Course.Build.Reporting;
using Course.Build.Serving.Building;
using Course.Diagnostics;
using Spectre.Console;

namespace Course.Build.Serving;

/// <summary>Says in the terminal what each build of serve brought: a line, and the diagnostics where they have changed.</summary>
internal sealed class ServeConsole(BuildSettings settings) : IBuildObserver
{
    private readonly BuildConsole _diagnostics = new(AnsiConsole.Console, Verbosity.Quiet, settings.Root);

    /// <inheritdoc/>
    public void Tell(string line)
    {
        if (settings.Verbosity != Verbosity.Quiet) Console.WriteLine(line);
    }

    /// <summary>Builds of serve are told of as a whole.</summary>
    public void Begin(Stage stage, int steps)
    {
    }

    /// <inheritdoc cref="Begin"/>
    public void Step(Stage stage, string what, TimeSpan time)
    {
    }

    /// <inheritdoc cref="Begin"/>
    public void End(Stage stage, TimeSpan time)
    {
    }

    /// <summary>Reports a build.</summary>
    public void Show(LiveSite? before, LiveSite now, int pagesMade, TimeSpan took)
    {
        if (before is null || !before.Diagnostics.SequenceEqual(now.Diagnostics)) _diagnostics.Show(new() { Diagnostics = now.Diagnostics });
        if (settings.Verbosity == Verbosity.Quiet) return;
        var errors = now.Diagnostics.Count(static d => d.Severity == Severity.Error);
        string[] parts =
        [
            BuildConsole.Time(took),
            Count(pagesMade, "page"),
            .. errors > 0 ? [Count(errors, "error") + ", the last good pages stay"] : (string[])[],
            .. before?.Diagnostics.Any(static d => d.Severity == Severity.Error) == true && errors == 0 ? ["mended"] : (string[])[],
            .. now.Running.Length > 0 ? [Count(now.Running.Select(static r => r.Lesson).Distinct().Count(), "lesson") + " running"] : (string[])[],
        ];
        Console.WriteLine(string.Join(" · ", parts));
    }

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
