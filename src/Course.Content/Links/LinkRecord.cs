using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Course.Content.Files;
using Course.Diagnostics;

namespace Course.Content.Links;

/// <summary>links.json as a file: indented, in order of address, so that a check is a small difference in git.</summary>
public static class LinkRecord
{
    /// <summary>Its name in the course root.</summary>
    public const string FileName = "links.json";

    private static readonly LinkRecordJson Json = new(new JsonSerializerOptions(LinkRecordJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Reads the file; where it is damaged, nothing is known.</summary>
    public static Outcome<LinkChecks> Read(SourceFile file)
    {
        try
        {
            var links = JsonSerializer.Deserialize(file.Text, Json.ImmutableSortedDictionaryStringLinkCheck) ?? throw new JsonException("The file holds nothing.");
            return new(new(links.WithComparers(StringComparer.Ordinal)), []);
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is { } line ? SourceLocation.WholeLine(file.Path, (int)line + 1) : SourceLocation.WholeFile(file.Path);
            return new(LinkChecks.None, [ContentFaults.BadLinkRecord.At(place,
                "The file is damaged, so no page can say when its links were last checked.", "Restore it from the repository, or delete it and run `links --external`.")]);
        }
    }

    /// <summary>The file's text.</summary>
    public static string Write(LinkChecks checks) => JsonSerializer.Serialize(checks.ByAddress, Json.ImmutableSortedDictionaryStringLinkCheck) + "\n";
}

/// <summary>Serialisers made at compile time.</summary>
[JsonSerializable(typeof(ImmutableSortedDictionary<string, LinkCheck>))]
[JsonSourceGenerationOptions(
    WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
internal sealed partial class LinkRecordJson : JsonSerializerContext;
