using System.Text.Json;
using System.Text.Json.Serialization;
using Course.Diagnostics;

namespace Course.Build.Reporting.Reports;

/// <summary>The diagnostics as SARIF 2.1.0, which code hosts and editors read.</summary>
internal static class SarifReport
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json", Base = "SRCROOT";

    public static string Of(BuildReport report, ShownPaths paths)
    {
        var faults = FaultCatalogue.All.ToDictionary(static f => f.Id, StringComparer.Ordinal);
        var ids = report.Diagnostics.Select(static d => d.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var rules = ids.Select(id => faults.TryGetValue(id, out var fault)
            ? new Rule(id, new(fault.Title), new(Level(fault.Severity)))
            : new Rule(id, new(id), new("warning"))).ToArray();
        var results = report.Diagnostics.Select(d => new Result(
            d.Id, ids.IndexOf(d.Id), Level(d.Severity), new($"{d.Message} {d.Remedy}"), Locations(d.Location, paths),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["diagnostic/v1"] = ContentHash.OfParts(d.Id, d.Location.File ?? "", d.Message) })).ToArray();
        var driver = new Driver("course-build", typeof(SarifReport).Assembly.GetName().Version?.ToString(3) ?? "0.0.0", rules);
        var run = new Run(
            new(driver), new Dictionary<string, BaseId>(StringComparer.Ordinal) { [Base] = new(new("The repository that holds the course.")) },
            "utf16CodeUnits", [new(report.Succeeded)], results);
        return JsonSerializer.Serialize(new Log(Schema, "2.1.0", [run]), SarifJson.Default.Log) + "\n";
    }

    private static string Level(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };

    private static Location[] Locations(SourceLocation at, ShownPaths paths)
    {
        if (string.IsNullOrEmpty(at.File)) return [];
        // A path may hold anything; what stands in a URI may not.
        var uri = string.Join('/', paths.Of(at.File).Split('/').Select(Uri.EscapeDataString));
        var region = at.StartLine < 1 ? null : at.StartColumn < 1
            ? new Region(at.StartLine, null, Math.Max(at.EndLine, at.StartLine), null)
            : new Region(at.StartLine, at.StartColumn, Math.Max(at.EndLine, at.StartLine), at.EndLine > at.StartLine ? Math.Max(at.EndColumn, 1) : Math.Max(at.EndColumn, at.StartColumn));
        return [new(new(new(uri, Base), region))];
    }

    internal sealed record Log([property: JsonPropertyName("$schema")] string Schema, string Version, Run[] Runs);

    internal sealed record Run(Tool Tool, Dictionary<string, BaseId> OriginalUriBaseIds, string ColumnKind, Invocation[] Invocations, Result[] Results);

    internal sealed record Tool(Driver Driver);

    internal sealed record Driver(string Name, string Version, Rule[] Rules);

    internal sealed record Rule(string Id, Message ShortDescription, Configuration DefaultConfiguration);

    internal sealed record Configuration(string Level);

    internal sealed record BaseId(Message Description);

    internal sealed record Invocation(bool ExecutionSuccessful);

    internal sealed record Message(string Text);

    internal sealed record Result(
        string RuleId, int RuleIndex, string Level, Message Message, Location[] Locations, Dictionary<string, string> PartialFingerprints);

    internal sealed record Location(PhysicalLocation PhysicalLocation);

    internal sealed record PhysicalLocation(ArtifactLocation ArtifactLocation, Region? Region);

    internal sealed record ArtifactLocation(string Uri, string UriBaseId);

    internal sealed record Region(int StartLine, int? StartColumn, int EndLine, int? EndColumn);
}

/// <summary>Serialisers made at compile time.</summary>
[JsonSerializable(typeof(SarifReport.Log))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true, NewLine = "\n")]
internal sealed partial class SarifJson : JsonSerializerContext;
