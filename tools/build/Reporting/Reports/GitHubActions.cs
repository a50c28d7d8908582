using System.Globalization;
using System.Text;
using Course.Diagnostics;

namespace Course.Build.Reporting.Reports;

/// <summary>What a job of GitHub Actions shows: a diagnostic at its line of the change, and a summary of the step.</summary>
internal static class GitHubActions
{
    /// <summary>Whether this process runs in one.</summary>
    public static bool IsPresent => Environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true";

    /// <summary>Writes annotations and the summary.</summary>
    /// <param name="report">What to show.</param>
    /// <param name="root">The course root.</param>
    /// <param name="output">Where the runner reads commands.</param>
    public static void Show(BuildReport report, string root, TextWriter output)
    {
        var paths = ShownPaths.ForReports(root);
        // The runner shows only the first few of each weight.
        foreach (var diagnostic in report.Diagnostics.OrderByDescending(static d => d.Severity)) output.Write(Annotation(diagnostic, paths) + "\n");
        if (Environment.GetEnvironmentVariable("GITHUB_STEP_SUMMARY") is not { Length: > 0 } summary) return;
        try
        {
            File.AppendAllText(summary, MarkdownReport.Of(report, paths), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The summary of the step cannot be written: {e.Message}");
        }
    }

    /// <summary>A diagnostic as a workflow command.</summary>
    public static string Annotation(Diagnostic diagnostic, ShownPaths paths)
    {
        var at = diagnostic.Location;
        var properties = new List<string>();
        if (!string.IsNullOrEmpty(at.File)) properties.Add($"file={Property(paths.Of(at.File))}");
        if (at.StartLine > 0) properties.Add(string.Create(CultureInfo.InvariantCulture, $"line={at.StartLine},endLine={Math.Max(at.StartLine, at.EndLine)}"));
        // The runner takes columns only of a single line.
        if (at.StartColumn > 0 && at.EndLine <= at.StartLine) properties.Add(string.Create(CultureInfo.InvariantCulture, $"col={at.StartColumn},endColumn={Math.Max(at.StartColumn, at.EndColumn)}"));
        properties.Add($"title={Property(diagnostic.Id)}");
        var command = diagnostic.Severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "notice",
        };
        return $"::{command} {string.Join(',', properties)}::{Data($"{diagnostic.Message}\n→ {diagnostic.Remedy}")}";
    }

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
