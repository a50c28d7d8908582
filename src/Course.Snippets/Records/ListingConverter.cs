using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Course.Snippets.Records;

/// <summary>
/// A listing's colours as one string, since nobody reads them and a record is read by people: for each span the
/// gap since the span before, its kind, its length, and after a dot its hover (<c>0k3 1l4.0</c>).
/// </summary>
internal sealed class ListingConverter : JsonConverter<Listing>
{
    private static readonly string[] Kinds = [.. Enumerable.Range('a', 26).Select(static c => ((char)c).ToString())];

    public override Listing Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? hash = null;
        ImmutableArray<ListingSpan>? spans = null;
        ImmutableArray<string>? hovers = null;
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A listing was expected.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "hash" when reader.TokenType == JsonTokenType.String: hash = reader.GetString(); break;
                case "spans" when reader.TokenType == JsonTokenType.String: spans = Decode(reader.GetString()!); break;
                case "hovers": hovers = TextListConverter.ReadList(ref reader); break;
                default: throw new JsonException($"'{name}' is no part of a listing.");
            }
        }

        if (hash is null || spans is null || hovers is null) throw new JsonException("A listing needs hash, spans and hovers.");
        if (spans.Value.Any(s => s.Hover >= hovers.Value.Length)) throw new JsonException("A span refers to a hover that is not there.");
        return new(hash, spans.Value, hovers.Value);
    }

    public override void Write(Utf8JsonWriter writer, Listing value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("hash", value.Hash);
        writer.WriteStartArray("hovers");
        foreach (var hover in value.Hovers.IsDefault ? [] : value.Hovers) writer.WriteStringValue(hover);
        writer.WriteEndArray();
        writer.WriteString("spans", Encode(value.Spans.IsDefault ? [] : value.Spans));
        writer.WriteEndObject();
    }

    private static string Encode(ImmutableArray<ListingSpan> spans)
    {
        var text = new StringBuilder();
        var end = 0;
        foreach (var span in spans)
        {
            if (text.Length > 0) text.Append(' ');
            text.Append(CultureInfo.InvariantCulture, $"{span.Start - end}{span.Kind}{span.Length}");
            if (span.Hover >= 0) text.Append(CultureInfo.InvariantCulture, $".{span.Hover}");
            end = span.Start + span.Length;
        }

        return text.ToString();
    }

    private static ImmutableArray<ListingSpan> Decode(string text)
    {
        var spans = ImmutableArray.CreateBuilder<ListingSpan>();
        var end = 0;
        foreach (var range in text.AsSpan().Split(' '))
        {
            var part = text.AsSpan(range);
            if (part.IsEmpty) continue;
            var kind = part.IndexOfAnyInRange('a', 'z');
            var dot = part.IndexOf('.');
            var hover = -1;
            if (kind < 1 ||
                !int.TryParse(part[..kind], NumberStyles.None, CultureInfo.InvariantCulture, out var gap) ||
                !int.TryParse(part[(kind + 1)..(dot < 0 ? part.Length : dot)], NumberStyles.None, CultureInfo.InvariantCulture, out var length) ||
                (dot >= 0 && !int.TryParse(part[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out hover)))
            {
                throw new JsonException($"'{part}' is no span.");
            }

            spans.Add(new(end + gap, length, Kinds[part[kind] - 'a'], hover));
            end += gap + length;
        }

        return spans.ToImmutable();
    }
}
