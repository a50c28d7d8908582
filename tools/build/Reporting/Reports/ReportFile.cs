using System.Collections.Immutable;
using System.Text;
using Course.Build.CommandLine;
using Course.Diagnostics;

namespace Course.Build.Reporting.Reports;

/// <summary>The forms in which a report can be written to a file.</summary>
internal enum ReportFormat
{
    /// <summary>JUnit XML: a case a snippet.</summary>
    Junit,

    /// <summary>SARIF 2.1.0: the diagnostics.</summary>
    Sarif,

    /// <summary>Markdown for people.</summary>
    Markdown,

    /// <summary>What <c>--json</c> prints.</summary>
    Json,
}

/// <summary>A report that is to be written.</summary>
/// <param name="Format">Its form.</param>
/// <param name="Path">The file, absolute.</param>
internal sealed record ReportFile(ReportFormat Format, string Path)
{
    /// <summary>Reads <c>junit=FILE</c>; null where it is not of that form.</summary>
    public static ReportFile? Parse(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at > 0 && at < text.Length - 1 && Enum.GetNames<ReportFormat>().Contains(text[..at], StringComparer.OrdinalIgnoreCase)
            ? new(Enum.Parse<ReportFormat>(text[..at], ignoreCase: true), System.IO.Path.GetFullPath(text[(at + 1)..]))
            : null;
    }

    /// <summary>Writes a report, replacing the file as a whole; what hinders it is a diagnostic.</summary>
    public static ImmutableArray<Diagnostic> WriteAll(BuildReport report, BuildSettings settings)
    {
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var file in settings.Reports)
        {
            try
            {
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file.Path)!);
                var draft = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{file.Path}.{Environment.ProcessId}.tmp");
                File.WriteAllText(draft, file.Text(report, settings), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
                File.Move(draft, file.Path, overwrite: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                var name = System.IO.Path.GetRelativePath(Directory.GetCurrentDirectory(), file.Path).Replace('\\', '/');
                found.Add(BuildFaults.UnwritableReport.At(
                    SourceLocation.WholeFile(name), $"The report cannot be written: {e.Message}", "Name a file in a folder that can be written to."));
            }
        }

        return found.ToImmutable();
    }

    private string Text(BuildReport report, BuildSettings settings)
    {
        var paths = ShownPaths.ForReports(settings.Root);
        return Format switch
        {
            ReportFormat.Junit => JunitReport.Of(report, paths),
            ReportFormat.Sarif => SarifReport.Of(report, paths),
            ReportFormat.Markdown => MarkdownReport.Of(report, paths),
            _ => JsonReport.Of(report) + "\n",
        };
    }
}
