using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Course.Content.Translation;

namespace Course.Build.Syncing;

/// <summary>The answer of <c>sync</c> as JSON, for programs: one object on standard output.</summary>
internal static class SyncJson
{
    private static readonly SyncJsonContext Context = new(new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Of(ImmutableArray<SyncResult> results) =>
        JsonSerializer.Serialize(new Document([.. results.Select(TranslationOf)]), Context.Document);

    private static Translation TranslationOf(SyncResult result) => new(
        result.Sync.Lesson.Facts.Id, result.Sync.Language, result.Sync.HasLock || result.Accepted.Count > 0 && result.Failure is null,
        result.Sync.LockPath, result.Sync.State.Pairs.Length,
        [.. result.Accepted.Select(static p => p.Address).Order(StringComparer.Ordinal)],
        [.. result.Left.Select(p => BlockOf(result.Sync, p))]);

    private static Block BlockOf(LessonSync sync, BlockPair pair)
    {
        var (file, line) = sync.PlaceOf(pair);
        return new(
            pair.Address, JsonNamingPolicy.CamelCase.ConvertName(pair.Kind.ToString()), JsonNamingPolicy.CamelCase.ConvertName(pair.State.ToString()),
            [.. Enum.GetValues<ChangeKinds>().Where(k => k != ChangeKinds.None && pair.Changes.HasFlag(k)).Select(static k => JsonNamingPolicy.CamelCase.ConvertName(k.ToString()))],
            file, line, new(pair.Agreed?.Source, pair.Source?.Text), new(pair.Agreed?.Translation, pair.Translation?.Text));
    }

    internal sealed record Document(Translation[] Translations);

    internal sealed record Translation(
        string Lesson, string Language, bool HasLock, string Lock, int Blocks, string[] Accepted, Block[] Open);

    internal sealed record Block(
        string Address, string Kind, string State, string[] Changes, string File, int Line, Side Source, Side Translation);

    internal sealed record Side(string? Agreed, string? Now);
}

/// <summary>Serialisers made at compile time, as for the report of a build.</summary>
[JsonSerializable(typeof(SyncJson.Document))]
internal sealed partial class SyncJsonContext : JsonSerializerContext;
