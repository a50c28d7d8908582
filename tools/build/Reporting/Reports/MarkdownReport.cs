using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Course.Build.Verification;
using Course.Diagnostics;

namespace Course.Build.Reporting.Reports;

/// <summary>The report as markdown, for the summary of a CI job or a comment on a change.</summary>
internal static class MarkdownReport
{
    private const int MostShown = 50, MostDifferences = 10, Slowest = 5;
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static string Of(BuildReport report, ShownPaths paths)
    {
        var text = new StringBuilder();
        text.Append(Culture, $"## {Heading(report)}\n\n");
        if (report.Verification is { } verification) Append(text, verification, report, paths);
        else text.Append(Culture, $"{report.Pages} pages, {report.Snippets} snippets ({report.SnippetsRun} run), {report.Figures} figures, {BuildConsole.Time(report.Total)}.\n");
        AppendDiagnostics(text, report, paths);
        return text.ToString();
    }

    private static string Heading(BuildReport report) => (report.Verification is not null, report.Succeeded) switch
    {
        (true, true) => "Proven",
        (true, false) => "Not proven",
        (false, true) => "Built",
        (false, false) => "Not built",
    } + (report.Verification?.Scope is { IsDefaultOrEmpty: false } scope ? $" ({string.Join(", ", scope)})" : "");

    private static void Append(StringBuilder text, VerificationReport verification, BuildReport report, ShownPaths paths)
    {
        var outcomes = Enum.GetValues<CaseOutcome>();
        text.Append(Culture, $"| snippets | {string.Join(" | ", outcomes.Select(static o => o.ToString().ToLowerInvariant()))} | runs | time |\n");
        text.Append(string.Concat(Enumerable.Repeat("| ---: ", outcomes.Length + 3))).Append("|\n");
        text.Append(Culture, $"| {verification.Cases.Length} | {string.Join(" | ", outcomes.Select(o => verification.Count(o).ToString(Culture)))} | {verification.Repeats} | {BuildConsole.Time(report.Total)} |\n");

        var apart = verification.Cases.Where(static c => c.Outcome == CaseOutcome.Differs).ToList();
        if (apart.Count > 0) text.Append("\n### Differences\n");
        foreach (var c in apart.Take(MostShown))
        {
            text.Append(Culture, $"\n**{c.Name}** at `{paths.Of(c.Location)}`{(c.RunsApart < c.Runs ? $", in {c.RunsApart} of {c.Runs} runs" : "")}\n\n");
            AppendVerbatim(text, [.. c.Differences.Take(MostDifferences).Select(static d => d.ToString()), .. More(c.Differences.Length - MostDifferences, "difference")]);
        }

        foreach (var more in More(apart.Count - MostShown, "snippet")) text.Append(Culture, $"\n{more}\n");
        AppendSpreads(text, verification);
        var slow = verification.Cases.Where(static c => c.Runs > 0).OrderByDescending(static c => c.Milliseconds).ThenBy(static c => c.Name, StringComparer.Ordinal).Take(Slowest).ToList();
        if (slow.Count == 0) return;
        text.Append("\n| slowest | time | memory |\n| --- | ---: | ---: |\n");
        foreach (var c in slow) text.Append(Culture, $"| {c.Name} | {BuildConsole.Time(TimeSpan.FromMilliseconds(c.Milliseconds))} | {c.PeakMegabytes} MB |\n");
    }

    private static void AppendSpreads(StringBuilder text, VerificationReport verification)
    {
        if (verification.Spreads.IsEmpty) return;
        text.Append(Culture, $"\n### Seeds {string.Join(", ", verification.Seeds)}\n\n| snippet | tolerance | widest spread | proposed |\n| --- | ---: | ---: | --- |\n");
        foreach (var s in verification.Spreads)
        {
            text.Append(Culture, $"| {s.Lesson}/{s.Snippet} | {s.Declared?.ToString("R", Culture) ?? "–"} | {SpreadWords.Widest(s)} | {Cell(SpreadWords.Proposal(s))} |\n");
        }
    }

    private static void AppendDiagnostics(StringBuilder text, BuildReport report, ShownPaths paths)
    {
        var shown = report.Diagnostics.Where(d => d.Severity != Severity.Info && !d.IsOfCase(report))
            .OrderByDescending(static d => d.Severity).ToList();
        if (shown.Count == 0) return;
        text.Append("\n### Diagnostics\n\n");
        AppendVerbatim(text, [
            .. shown.Take(MostShown).Select(d => $"{d.Severity.ToString().ToLowerInvariant()} {d.Id} {paths.Of(d.Location)}\n  {d.Message}\n  → {d.Remedy}"),
            .. More(shown.Count - MostShown, "diagnostic")]);
    }

    /// <summary>Words in a table's cell, none of which means anything to markdown.</summary>
    private static string Cell(string text) => string.Concat(text.Select(static c => c switch
    {
        '|' or '`' or '\\' or '*' or '_' or '[' or ']' or '<' or '&' or '~' or '$' => $"\\{c}",
        '\u2028' or '\u2029' => " ",
        _ when char.IsControl(c) => " ",
        _ => c.ToString(),
    }));

    /// <summary>Lines in a fence that nothing in them can close.</summary>
    private static void AppendVerbatim(StringBuilder text, ImmutableArray<string> lines)
    {
        var inside = string.Join('\n', lines);
        var fence = new string('`', Math.Max(3, LongestRun(inside) + 1));
        text.Append(Culture, $"{fence}text\n{inside}\n{fence}\n");
    }

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text) longest = Math.Max(longest, run = c == '`' ? run + 1 : 0);
        return longest;
    }

    private static string[] More(int count, string noun) => count <= 0 ? [] : [string.Create(Culture, $"… and {count} more {noun}{(count == 1 ? "" : "s")}")];
}
