using System.Globalization;
using Course.Diagnostics;
using Spectre.Console;

namespace Course.Build.Reporting;

/// <summary>How much the console says.</summary>
internal enum Verbosity
{
    /// <summary>Diagnostics only.</summary>
    Quiet,

    /// <summary>Stages, sessions, summary.</summary>
    Normal,

    /// <summary>Also why each session ran and where the time went.</summary>
    Detailed,
}

/// <summary>Says what a build found and did, in words and colours; plain lines where the output is no terminal.</summary>
/// <param name="console">Where to write.</param>
/// <param name="verbosity">How much.</param>
/// <param name="root">The course root, to which the paths of diagnostics are relative.</param>
internal sealed class BuildConsole(IAnsiConsole console, Verbosity verbosity, string root)
{
    /// <summary>The place of a fault that stands in no file, but in the arguments.</summary>
    public const string NoFile = "(command line)";

    private const int MostShown = 40;
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>Writes diagnostics and, unless quiet, the summary.</summary>
    public void Show(BuildReport report)
    {
        ShowDiagnostics(report.Diagnostics);
        if (verbosity == Verbosity.Quiet) return;
        foreach (var change in report.Changes) Line($"[yellow]changed[/] {Markup.Escape(change)}");
        if (verbosity == Verbosity.Detailed)
        {
            foreach (var reason in report.Reasons) Line($"[grey]{Markup.Escape(reason)}[/]");
        }

        ShowSummary(report);
    }

    /// <summary>Writes diagnostics, as many as anybody reads.</summary>
    public void ShowDiagnostics(IReadOnlyCollection<Diagnostic> diagnostics)
    {
        var excerpts = new SourceExcerpt(root);
        var prefix = Path.GetRelativePath(Directory.GetCurrentDirectory(), root).Replace('\\', '/');
        var shown = diagnostics.Where(d => d.Severity != Severity.Info || verbosity == Verbosity.Detailed).ToList();
        var room = verbosity == Verbosity.Detailed ? int.MaxValue : MostShown;

        // Where there are more than anybody reads, errors come first; those that are left still stand in order of place.
        var chosen = shown.OrderByDescending(static d => d.Severity).Take(room).Order(Diagnostic.ByPlace);
        foreach (var diagnostic in chosen)
        {
            var (colour, word) = diagnostic.Severity switch
            {
                Severity.Error => ("red", "error"),
                Severity.Warning => ("yellow", "warning"),
                _ => ("blue", "info"),
            };
            var place = diagnostic.Location.ToString();
            if (prefix != "." && !Path.IsPathRooted(place) && IsContent(diagnostic.Location.File)) place = $"{prefix}/{place}";
            Line($"[{colour}]{word} {diagnostic.Id}[/] [bold]{Markup.Escape(place)}[/]");
            Line($"  {Markup.Escape(diagnostic.Message)}");
            foreach (var line in excerpts.Of(diagnostic.Location)) Line($"[grey]{Markup.Escape(line)}[/]");
            Line($"  [green]→[/] {Markup.Escape(diagnostic.Remedy)}");
            Line("");
        }

        if (shown.Count > room) Line($"… and {Count(shown.Count - room, "more diagnostic")}: --verbosity detailed or --json shows all.");
    }

    /// <summary>Whether a path is relative to the course root. The file itself may be what is missing.</summary>
    private bool IsContent(string file) => file != NoFile && Directory.Exists(Path.GetDirectoryName(Path.Combine(root, file)));

    private void ShowSummary(BuildReport report)
    {
        var errors = report.Diagnostics.Count(static d => d.Severity == Severity.Error);
        var warnings = report.Diagnostics.Count(static d => d.Severity == Severity.Warning);
        string[] counts = report.Verified
            ? [string.Create(Culture, $"{report.SnippetsRun} of {Count(report.Snippets, "snippet")} run again"), Count(report.Figures, "figure"), Time(report.Total)]
            : [
                Count(report.Pages, "page"),
                string.Create(Culture, $"{Count(report.Snippets, "snippet")} ({report.SnippetsRun} run, {report.SnippetsFresh} fresh)"),
                Count(report.Figures, "figure"),
                string.Create(Culture, $"{report.Written} written, {report.Unchanged} unchanged, {report.Deleted} deleted"),
                Time(report.Total),
            ];
        Line(string.Join(" · ", counts));
        Line($"[grey]{string.Join("   ", report.Times.Select(static t => $"{t.Stage.ToString().ToLowerInvariant()} {Time(t.Time)}"))}   peak {report.PeakMegabytes.ToString(Culture)} MB[/]");
        var faults = string.Join(", ", new[] { errors > 0 ? Count(errors, "error") : "", warnings > 0 ? Count(warnings, "warning") : "" }.Where(static s => s.Length > 0));
        var warned = faults.Length > 0 ? $" [yellow]({faults})[/]" : "";
        Line((report.Verified, report.Succeeded) switch
        {
            (true, true) => $"[green]Proven:[/] every snippet does what its record says.{warned}",
            (true, false) => $"[red]Not proven:[/] {faults}.",
            (false, true) => $"[green]Published[/] {Markup.Escape(Shown(report.Site))}{warned}",
            (false, false) => $"[red]Not published:[/] {faults}.{(report.HasOlderSite ? " The last good site is still in place." : "")}",
        });
    }

    private static string Shown(string? site) =>
        site is null ? "" : Path.GetRelativePath(Directory.GetCurrentDirectory(), Path.Combine(site, "index.html"));

    private static string Count(int count, string noun) => string.Create(Culture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>A duration as people read it: 38 ms, 1.4 s.</summary>
    public static string Time(TimeSpan time) => time.TotalMilliseconds < 1000
        ? string.Create(Culture, $"{time.TotalMilliseconds:F0} ms")
        : string.Create(Culture, $"{time.TotalSeconds:F1} s");

    private void Line(string markup)
    {
        // MarkupLine wraps at the console's width, which would break paths and excerpts apart in a log.
        if (console.Profile.Capabilities.Ansi) console.MarkupLine(markup);
        else console.Profile.Out.Writer.WriteLine(Markup.Remove(markup));
    }
}
