using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Course.Snippets.Records;

/// <summary>
/// Numbers ten a line: few enough that a changed one is found in a diff, many enough that a figure's data stays
/// short. What JSON has no number for is a string.
/// </summary>
internal sealed class NumberListConverter : JsonConverter<ImmutableArray<double>>
{
    private const int PerLine = 10;

    public override ImmutableArray<double> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("A list of numbers was expected.");
        var numbers = ImmutableArray.CreateBuilder<double>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            numbers.Add(reader.TokenType switch
            {
                JsonTokenType.Number => reader.GetDouble(),
                JsonTokenType.String => reader.GetString() switch
                {
                    "NaN" => double.NaN,
                    "Infinity" => double.PositiveInfinity,
                    "-Infinity" => double.NegativeInfinity,
                    var other => throw new JsonException($"'{other}' is no number."),
                },
                _ => throw new JsonException("A number was expected."),
            });
        }

        return numbers.ToImmutable();
    }

    public override void Write(Utf8JsonWriter writer, ImmutableArray<double> value, JsonSerializerOptions options)
    {
        var text = new StringBuilder("[");
        var indent = new string(' ', 2 * (writer.CurrentDepth + 1));
        var numbers = value.IsDefault ? [] : value;
        for (var i = 0; i < numbers.Length; i++)
        {
            if (i > 0) text.Append(',');
            if (numbers.Length > PerLine && i % PerLine == 0) text.Append('\n').Append(indent);
            else if (i > 0) text.Append(' ');
            text.Append(Shown(numbers[i]));
        }

        if (numbers.Length > PerLine) text.Append('\n').Append(indent, 2, indent.Length - 2);
        writer.WriteRawValue(text.Append(']').ToString(), skipInputValidation: true);
    }

    // "R" is the shortest text that reads back as the same number; its exponents ("1E-05") are JSON's as well.
    private static string Shown(double number) =>
        double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture)
        : double.IsNaN(number) ? "\"NaN\""
        : number > 0 ? "\"Infinity\"" : "\"-Infinity\"";
}
