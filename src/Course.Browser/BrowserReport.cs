using System.Text.Json.Serialization;
using Course.Analyzers;
using Course.Checking;
using Course.Checking.Exercises;

namespace Course.Browser;

/// <summary>What the page asks.</summary>
internal sealed record CheckRequest(string Text, string Language, ExerciseAsk? Exercise);

/// <summary>What the page is told: the names and shapes of site/client/check/protocol.ts.</summary>
internal sealed record BrowserReport(
    IReadOnlyList<BrowserReport.Entry> Findings, int LeftOut, BrowserReport.Refused? Refusal, IReadOnlyList<BrowserReport.Asked>? Demands)
{
    public static BrowserReport Of(CheckReport report, CheckRequest request, Language language) => new(
        [.. report.Shown.Select(EntryOf)],
        report.LeftOut,
        report.Refusal is { } refusal ? new(refusal.Line, refusal.Message(language)) : null,
        request.Exercise is { } ask && report.Refusal is null ? [.. ExerciseReview.Of(ask, report, language).Demands.Select(static d => new Asked(d.IsMet, d.Words, d.Finding is { } shown ? EntryOf(shown) : null))] : null);

    private static Entry EntryOf(Finding f) => new(
        f.Id, f.Weight.Name, f.Place, f.Message, f.Why.Length > 0 ? f.Why : null, f.HelpLink, f.Fix);

    internal sealed record Entry(string Id, string Weight, Place Place, string Message, string? Why, string? Help, SuggestedFix? Fix);

    internal sealed record Refused(int Line, string Message);

    internal sealed record Asked(bool IsMet, string Words, Entry? Finding);
}

/// <summary>Serialisers made at compile time: trimming leaves nothing to reflect on.</summary>
[JsonSerializable(typeof(CheckRequest))]
[JsonSerializable(typeof(BrowserReport))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class BrowserJson : JsonSerializerContext;
