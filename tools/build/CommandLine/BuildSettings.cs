using System.Collections.Immutable;
using Course.Build.Reporting;
using Course.Build.Reporting.Reports;
using Course.Diagnostics;

namespace Course.Build.CommandLine;

/// <summary>What the command line asks for.</summary>
/// <param name="Root">Course root (the folder with course.yaml), absolute.</param>
/// <param name="Site">Output folder, absolute.</param>
/// <param name="Theme">Folder with layouts, strings and styles, absolute.</param>
/// <param name="Frozen">Render from records alone; nothing is compiled or run.</param>
/// <param name="Strict">Warnings are errors.</param>
/// <param name="Drafts">Drafts are published too.</param>
/// <param name="Json">The report is JSON on standard output.</param>
/// <param name="Verbosity">How much is said.</param>
internal sealed record BuildSettings(
    string Root, string Site, string Theme, bool Frozen, bool Strict, bool Drafts, bool Json, Verbosity Verbosity)
{
    /// <summary>Make every page and publish none.</summary>
    public bool CheckOnly { get; init; }

    /// <summary>Publish what checks code in the page as well, which takes a minute when it changed.</summary>
    public bool Checker { get; init; }

    /// <summary>Publish a gzip and a brotli form beside each file that gets smaller by it.</summary>
    public bool Compress { get; init; }

    /// <summary>Files to write reports to, besides what is shown.</summary>
    public ImmutableArray<ReportFile> Reports { get; init; } = [];

    /// <summary>Diagnostics as they are reported: each once, in order of place. The one place where a severity changes.</summary>
    public ImmutableArray<Diagnostic> Promote(IEnumerable<Diagnostic> diagnostics) => [.. diagnostics
        .Select(d => Strict && d is { Severity: Severity.Warning, IsNeverPromoted: false } ? d with { Severity = Severity.Error } : d)
        .Distinct()
        .Order(Diagnostic.ByPlace)];
}
