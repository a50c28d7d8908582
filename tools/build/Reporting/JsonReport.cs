using System.Text.Json;
using System.Text.Json.Serialization;

namespace Course.Build.Reporting;

/// <summary>The report as JSON, for programs: one object on standard output.</summary>
internal static class JsonReport
{
    public static string Of(BuildReport report) => JsonSerializer.Serialize(
        new Document(
            report.Succeeded, report.Site, report.Lessons, report.Pages,
            new(report.Snippets, report.SnippetsRun, report.SnippetsFresh), report.Figures,
            new(report.Written, report.Unchanged, report.Deleted),
            report.Times.ToDictionary(static t => t.Stage.ToString().ToLowerInvariant(), static t => Math.Round(t.Time.TotalMilliseconds, 1)),
            Math.Round(report.Total.TotalMilliseconds, 1), report.PeakMegabytes,
            [.. report.Changes], [.. report.Reasons],
            [.. report.Diagnostics.Select(static d => new Entry(
                d.Id, d.Severity.ToString().ToLowerInvariant(), d.Message, d.Remedy, d.Location.File,
                d.Location.StartLine, d.Location.StartColumn, d.Location.EndLine, d.Location.EndColumn))],
            VerificationJson.Of(report.Verification), report.Accepted is { } accepted ? [.. accepted] : null),
        ReportJson.Default.Document);

    internal sealed record Document(
        bool Succeeded, string? Site, int Lessons, int Pages, Snippets Snippets, int Figures, Files Files,
        Dictionary<string, double> StageMilliseconds, double TotalMilliseconds, long PeakMegabytes,
        string[] Changes, string[] Reasons, Entry[] Diagnostics, VerificationJson.Proof? Verification, string[]? Accepted);

    internal sealed record Snippets(int Total, int Run, int Fresh);

    internal sealed record Files(int Written, int Unchanged, int Deleted);

    internal sealed record Entry(
        string Id, string Severity, string Message, string Remedy, string File, int Line, int Column, int EndLine, int EndColumn);
}

/// <summary>Serialisers made at compile time: reflection would cost more than the build's own rendering of a small course.</summary>
[JsonSerializable(typeof(JsonReport.Document))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.Never, WriteIndented = true)]
internal sealed partial class ReportJson : JsonSerializerContext;
