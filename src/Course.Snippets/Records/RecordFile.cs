using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Course.Figures.Data;

namespace Course.Snippets.Records;

/// <summary>A record as its file lays it out: the order of the properties is the order in the file.</summary>
internal sealed record RecordFile(
    int Version, string Snippet, string Session, RecordKey Key, CodeStamp? Code, RunFacts? Run, Ending Ending,
    ImmutableArray<OutputPart> Outputs, ImmutableSortedDictionary<string, string> Values,
    ImmutableArray<Finding> Compiler, ImmutableSortedDictionary<string, Listing> Listings)
{
    public static RecordFile Of(SnippetRecord record, int version) => new(
        version, record.Snippet, record.Session, record.Key with { Data = Ordered(record.Key.Data) }, record.Code, record.Run, record.Ending,
        Whole(record.Outputs), Ordered(record.Values),
        [.. Whole(record.Compiler).Select(static f => f with { Message = Ordered(f.Message) })], Ordered(record.Listings));

    public SnippetRecord ToRecord() => new(
        Snippet, Session, Key with { Data = Ordered(Key.Data) }, Run, Ending, Outputs, Ordered(Values),
        [.. Compiler.Select(static f => f with { Message = Ordered(f.Message) })], Ordered(Listings)) { Code = Code };

    // The order of keys in a file must not depend on the culture of whoever made the dictionary.
    private static ImmutableSortedDictionary<string, T> Ordered<T>(ImmutableSortedDictionary<string, T> dictionary) =>
        dictionary.WithComparers(StringComparer.Ordinal);

    private static ImmutableArray<T> Whole<T>(ImmutableArray<T> array) => array.IsDefault ? [] : array;
}

[JsonSerializable(typeof(RecordFile))]
[JsonSerializable(typeof(TableData))]
[JsonSerializable(typeof(FigureData))]
[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    Converters = [typeof(NumberListConverter), typeof(TextListConverter), typeof(RowsConverter), typeof(OutputPartConverter), typeof(ListingConverter)])]
internal sealed partial class RecordJson : JsonSerializerContext;
