using System.Globalization;
using Course.Build.Verification;
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

    private const int MostShown = 40, MostDifferences = 10;
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>Writes diagnostics and, unless quiet, the summary.</summary>
    public void Show(BuildReport report)
    {
        ShowDiagnostics(report.Diagnostics, report.Verification);
        if (verbosity == Verbosity.Quiet) return;
        foreach (var change in report.Changes) Line($"[yellow]changed[/] {Markup.Escape(change)}");
        foreach (var accepted in report.Accepted ?? []) Line($"[green]accepted[/] {Markup.Escape(accepted)}");
        ShowSpreads(report);
        if (verbosity == Verbosity.Detailed)
        {
            foreach (var reason in report.Reasons) Line($"[grey]{Markup.Escape(reason)}[/]");
        }

        ShowSummary(report);
    }

    /// <summary>Writes diagnostics, as many as anybody reads.</summary>
    public void ShowDiagnostics(IReadOnlyCollection<Diagnostic> diagnostics, VerificationReport? verification = null)
    {
        var excerpts = new SourceExcerpt(root);
        var paths = new ShownPaths(root, Directory.GetCurrentDirectory());
        var apart = (verification?.Cases ?? []).Where(static c => c.Outcome == CaseOutcome.Differs).ToDictionary(static c => c.Location);
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
            var place = paths.Of(diagnostic.Location).ToString();
            Line($"[{colour}]{word} {diagnostic.Id}[/] [bold]{Markup.Escape(place)}[/]");
            Line($"  {Markup.Escape(diagnostic.Message)}");
            if (diagnostic.Id == VerificationFaults.OtherOutput.Id && apart.TryGetValue(diagnostic.Location, out var differing)) ShowMore(differing);
            foreach (var line in excerpts.Of(diagnostic.Location)) Line($"[grey]{Markup.Escape(line)}[/]");
            Line($"  [green]→[/] {Markup.Escape(diagnostic.Remedy)}");
            Line("");
        }

        if (shown.Count > room) Line($"… and {Count(shown.Count - room, "more diagnostic")}: --verbosity detailed or --json shows all.");
    }

    /// <summary>The differences that the message leaves out.</summary>
    private void ShowMore(SnippetCase differing)
    {
        var room = verbosity == Verbosity.Detailed ? int.MaxValue : MostDifferences;
        foreach (var difference in differing.Differences.Skip(1).Take(room)) Line($"    {Markup.Escape(difference.ToString())}");
        if (differing.Differences.Length - 1 > room) Line($"    … and {Count(differing.Differences.Length - 1 - room, "more difference")}: --verbosity detailed or --json shows all.");
    }

    private void ShowSpreads(BuildReport report)
    {
        if (report.Verification is not { Spreads.IsEmpty: false } verification) return;
        Line($"seeds {string.Join(", ", verification.Seeds.Select(static s => s.ToString(Culture)))}: widest distance of a number from its record");
        foreach (var s in verification.Spreads)
        {
            Line($"  [bold]{Markup.Escape($"{s.Lesson}/{s.Snippet}")}[/] {SpreadWords.Widest(s)}, declared {s.Declared?.ToString("R", Culture) ?? "nothing"}: {Markup.Escape(SpreadWords.Proposal(s))}");
        }
    }

    private void ShowSummary(BuildReport report)
    {
        var errors = report.Diagnostics.Count(static d => d.Severity == Severity.Error);
        var warnings = report.Diagnostics.Count(static d => d.Severity == Severity.Warning);
        string[] counts = report.Verification is { } verification
            ? [
                .. verification.Scope,
                string.Create(Culture, $"{report.SnippetsRun} of {Count(report.Snippets, "snippet")} run again{(verification.Repeats > 1 ? $", {verification.Repeats} times" : "")}"),
                .. Same(verification),
                Count(report.Figures, "figure"),
                Time(report.Total),
            ]
            : report.Accepted is not null ? [Count(report.SnippetsRun, "snippet") + " run again", Time(report.Total)]
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
        Line((report.Verification, report.Accepted, report.Succeeded) switch
        {
            ({ Cases.IsEmpty: true }, _, true) => $"[green]Proven:[/] there was nothing to run.{warned}",
            ({ }, _, true) => $"[green]Proven:[/] every snippet does what its record says.{warned}",
            ({ }, _, false) => $"[red]Not proven:[/] {faults}.",
            (_, { IsEmpty: true }, true) => $"[green]Nothing to accept:[/] the records say what the snippets do.{warned}",
            (_, { }, true) => $"[green]Accepted:[/] commit recorded/ with the change that it belongs to.{warned}",
            (_, { }, false) => $"[red]Not accepted:[/] {faults}.",
            (_, _, true) => $"[green]Published[/] {Markup.Escape(Shown(report.Site))}{warned}",
            (_, _, false) => $"[red]Not published:[/] {faults}.{(report.HasOlderSite ? " The last good site is still in place." : "")}",
        });
    }

    /// <summary>Of several runs: how many snippets did the same each time, to the last bit.</summary>
    private static string[] Same(VerificationReport verification)
    {
        var ran = verification.Cases.Where(static c => c.Runs > 0).ToList();
        return verification.Repeats < 2 || ran.Count == 0 ? []
            : [string.Create(Culture, $"{ran.Sum(static c => c.RunsApart)} of {ran.Sum(static c => c.Runs)} results differ from the record, {ran.Count(static c => c.Results == 1)} of {ran.Count} snippets gave the same bits each time")];
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
