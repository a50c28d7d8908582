using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Course.Checking;

namespace Course.Check.Output;

/// <summary>Findings for programs.</summary>
internal static class JsonReport
{
    private static readonly ReportJson Json = new(new JsonSerializerOptions(ReportJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The report as JSON.</summary>
    public static string Of(CheckResult result) => JsonSerializer.Serialize(
        new Document(
            [.. result.Findings.Select(static f => new Entry(
                f.Id, f.Weight.Name, f.Place, f.Message, f.Why.Length > 0 ? f.Why : null, f.HelpLink, f.Fix))],
            [.. result.Unread.Select(static u => new Refused(u.File, u.Reason))],
            result.LeftOut),
        Json.Document);

    internal sealed record Document(IReadOnlyList<Entry> Findings, IReadOnlyList<Refused> Refused, int LeftOut);

    internal sealed record Entry(string Id, string Weight, Place Place, string Message, string? Why, string? Help, SuggestedFix? Fix);

    internal sealed record Refused(string File, string Reason);
}

/// <summary>Serialisers made at compile time: reflection would cost a good part of a cold start.</summary>
[JsonSerializable(typeof(JsonReport.Document))]
[JsonSerializable(typeof(SarifReport.Log))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class ReportJson : JsonSerializerContext;
