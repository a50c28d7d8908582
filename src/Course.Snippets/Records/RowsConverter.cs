using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Course.Snippets.Records;

/// <summary>A table's rows, one on each line of the file.</summary>
internal sealed class RowsConverter : JsonConverter<ImmutableArray<ImmutableArray<string>>>
{
    public override ImmutableArray<ImmutableArray<string>> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("A list of rows was expected.");
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) rows.Add(TextListConverter.ReadList(ref reader));
        return rows.ToImmutable();
    }

    public override void Write(Utf8JsonWriter writer, ImmutableArray<ImmutableArray<string>> value, JsonSerializerOptions options)
    {
        var rows = value.IsDefault ? [] : value;
        var indent = "\n" + new string(' ', 2 * writer.CurrentDepth);
        var text = new StringBuilder("[");
        for (var i = 0; i < rows.Length; i++)
        {
            text.Append(i > 0 ? "," : "").Append(indent).Append("  ").Append(TextListConverter.OnOneLine(rows[i], options));
        }

        writer.WriteRawValue(text.Append(rows.IsEmpty ? "" : indent).Append(']').ToString(), skipInputValidation: true);
    }
}
