using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Course.Snippets.Records;

/// <summary>A table's headings or a figure's categories, on one line of the file.</summary>
internal sealed class TextListConverter : JsonConverter<ImmutableArray<string>>
{
    public override ImmutableArray<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ReadList(ref reader);

    public override void Write(Utf8JsonWriter writer, ImmutableArray<string> value, JsonSerializerOptions options) =>
        writer.WriteRawValue(OnOneLine(value, options), skipInputValidation: true);

    /// <summary>The texts as JSON on one line.</summary>
    public static string OnOneLine(ImmutableArray<string> texts, JsonSerializerOptions options) =>
        "[" + string.Join(", ", (texts.IsDefault ? [] : texts).Select(t => "\"" + JsonEncodedText.Encode(t, options.Encoder) + "\"")) + "]";

    /// <summary>Reads strings.</summary>
    public static ImmutableArray<string> ReadList(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("A list of texts was expected.");
        var texts = ImmutableArray.CreateBuilder<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.String) throw new JsonException("A text was expected.");
            texts.Add(reader.GetString()!);
        }

        return texts.ToImmutable();
    }
}
