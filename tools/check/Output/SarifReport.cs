using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Course.Analyzers;
using Course.Checking;

namespace Course.Check.Output;

/// <summary>Findings as SARIF 2.1.0, for editors and code scanning. Praise is left out: it is no result of a scan.</summary>
internal static class SarifReport
{
    private static readonly ReportJson Json = new(new JsonSerializerOptions(ReportJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The log.</summary>
    public static string Of(CheckResult result, Language language)
    {
        var problems = result.Findings.Where(static f => f.Weight != Weight.WellDone).ToList();
        var rules = problems.Select(static f => f.Id).Distinct().Order(StringComparer.Ordinal).Select(id => RuleOf(id, language)).ToList();
        var log = new Log(
            "https://json.schemastore.org/sarif-2.1.0.json",
            "2.1.0",
            [new(
                new(new("course-check", "0.1.0", rules)),
                "utf16CodeUnits",
                [.. problems.Select(static f => new Result(f.Id, Level(f.Weight), new(f.Message), [LocationOf(f.Place)], FixesOf(f)))])]);
        return JsonSerializer.Serialize(log, Json.Log);
    }

    private static Rule RuleOf(string id, Language language)
    {
        var descriptor = Analyzers.Rules.All.SelectMany(static rule => rule.SupportedDiagnostics).FirstOrDefault(each => each.Id == id);
        return descriptor is null ? new(id, null, null) : new(id, new(descriptor.Title.ToString(language)), new(descriptor.Description.ToString(language)));
    }

    private static string Level(Weight weight) => weight switch
    {
        Weight.MustFix => "error",
        Weight.ShouldFix => "warning",
        _ => "note",
    };

    private static Location LocationOf(Place place) => new(new(
        new(Uri.EscapeDataString(place.File).Replace("%2F", "/", StringComparison.Ordinal)),
        new(place.Line, place.Column, place.EndLine, place.EndColumn, null, null)));

    private static List<SarifFix>? FixesOf(Finding finding) => finding.Fix is not { } fix ? null :
    [
        new(new(fix.Title), [new(
            LocationOf(finding.Place).PhysicalLocation.ArtifactLocation,
            [.. fix.Edits.Select(static edit => new Replacement(new(null, null, null, null, edit.Start, edit.Length), new(edit.NewText)))])]),
    ];

    internal sealed record Log([property: JsonPropertyName("$schema")] string Schema, string Version, IReadOnlyList<Run> Runs);

    internal sealed record Run(Tool Tool, string ColumnKind, IReadOnlyList<Result> Results);

    internal sealed record Tool(Driver Driver);

    internal sealed record Driver(string Name, string Version, IReadOnlyList<Rule> Rules);

    internal sealed record Rule(string Id, Message? ShortDescription, Message? FullDescription);

    internal sealed record Result(string RuleId, string Level, Message Message, IReadOnlyList<Location> Locations, IReadOnlyList<SarifFix>? Fixes);

    internal sealed record Message(string Text);

    internal sealed record Location(PhysicalLocation PhysicalLocation);

    internal sealed record PhysicalLocation(Artifact ArtifactLocation, Region Region);

    internal sealed record Artifact(string Uri);

    internal sealed record Region(int? StartLine, int? StartColumn, int? EndLine, int? EndColumn, int? CharOffset, int? CharLength);

    internal sealed record SarifFix(Message Description, IReadOnlyList<Change> ArtifactChanges);

    internal sealed record Change(Artifact ArtifactLocation, IReadOnlyList<Replacement> Replacements);

    internal sealed record Replacement(Region DeletedRegion, Message InsertedContent);
}
