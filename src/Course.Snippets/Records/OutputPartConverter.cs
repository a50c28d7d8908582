using System.Text.Json;
using System.Text.Json.Serialization;

namespace Course.Snippets.Records;

/// <summary>
/// An output as an object with one property that says what it is: <c>text</c> or <c>error</c> with the lines,
/// <c>table</c>, <c>figure</c>. Text is kept by line, so that a diff shows the line that changed.
/// </summary>
internal sealed class OutputPartConverter : JsonConverter<OutputPart>
{
    public override OutputPart Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject || !reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
            throw new JsonException("An output was expected.");
        var kind = reader.GetString();
        reader.Read();
        OutputPart part = kind switch
        {
            "text" => new TextOutput(string.Join('\n', TextListConverter.ReadList(ref reader)), IsError: false),
            "error" => new TextOutput(string.Join('\n', TextListConverter.ReadList(ref reader)), IsError: true),
            "table" => new TableOutput(JsonSerializer.Deserialize(ref reader, Json(options).TableData) ?? throw new JsonException("A table was expected.")),
            "figure" => new FigureOutput(JsonSerializer.Deserialize(ref reader, Json(options).FigureData) ?? throw new JsonException("A figure was expected.")),
            _ => throw new JsonException($"'{kind}' is no kind of output."),
        };
        if (!reader.Read() || reader.TokenType != JsonTokenType.EndObject) throw new JsonException("An output is one thing only.");
        return part;
    }

    public override void Write(Utf8JsonWriter writer, OutputPart value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        switch (value)
        {
            case TextOutput text:
                writer.WriteStartArray(text.IsError ? "error" : "text");
                foreach (var line in text.Text.Split('\n')) writer.WriteStringValue(line);
                writer.WriteEndArray();
                break;
            case TableOutput table:
                writer.WritePropertyName("table");
                JsonSerializer.Serialize(writer, table.Table, Json(options).TableData);
                break;
            case FigureOutput figure:
                writer.WritePropertyName("figure");
                JsonSerializer.Serialize(writer, figure.Figure, Json(options).FigureData);
                break;
            default:
                throw new JsonException($"{value.GetType().Name} cannot be recorded.");
        }

        writer.WriteEndObject();
    }

    private static RecordJson Json(JsonSerializerOptions options) => (RecordJson)options.TypeInfoResolver!;
}
