using System.Text.Encodings.Web;
using System.Text.Json;

namespace Course.Snippets.Records;

/// <summary>Records as bytes: UTF-8, indented, <c>\n</c>, letters of all scripts as they are; the same record gives the same bytes.</summary>
internal static class RecordFormat
{
    /// <summary>Version of the format. A record of another version is stale.</summary>
    public const int Version = 1;

    // The encoder escapes what JSON must escape and leaves Korean readable; records are never put into HTML as they are.
    private static readonly RecordJson Json = new(new JsonSerializerOptions(RecordJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Writes a record.</summary>
    public static byte[] Write(SnippetRecord record) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(RecordFile.Of(record, Version), Json.RecordFile), (byte)'\n'];

    /// <summary>Reads a record.</summary>
    /// <returns>The record; or what is wrong with the bytes, at which line (0: unknown), and which version they claim where that is the matter.</returns>
    public static (SnippetRecord? Record, string? Problem, long Line, int? Version) Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var file = JsonSerializer.Deserialize(bytes, Json.RecordFile);
            if (file is null) return (null, "The file holds nothing.", 0, null);
            if (file.Version != Version) return (null, null, 0, file.Version);
            return Gap(file) is { } gap ? (null, gap, 0, null) : (file.ToRecord(), null, 0, null);
        }
        catch (JsonException problem)
        {
            // A later version may well have other properties: then that is the news, not the first unknown name.
            return VersionOf(bytes) is { } version && version != Version
                ? (null, null, 0, version)
                : (null, problem.Message.Split(" Path:")[0], (problem.LineNumber ?? -1) + 1, null);
        }
    }

    // Nullable annotations stop at the elements of collections, and enums take any number.
    private static string? Gap(RecordFile file) =>
        file.Outputs.Any(static o => o is null) || file.Compiler.Any(static f => f is null) ? "A list holds null."
        : file.Values.Any(static v => v.Value is null) || file.Key.Data.Any(static v => v.Value is null) ? "A value is null."
        : file.Listings.Any(static v => v.Value is null) || file.Compiler.Any(static f => f.Message.Any(static m => m.Value is null)) ? "A value is null."
        : !Enum.IsDefined(file.Ending.Kind) ? "The ending is unknown."
        : null;

    private static int? VersionOf(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes);
            return JsonElement.TryParseValue(ref reader, out var element) && element.Value.ValueKind == JsonValueKind.Object &&
                element.Value.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number &&
                version.TryGetInt32(out var number) ? number : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
