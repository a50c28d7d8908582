using System.Collections.Immutable;
using Course.Figures.Data;
using Course.Snippets.Records;
using CsCheck;

namespace Course.Snippets.Tests.Records;

/// <summary>Records of all shapes.</summary>
internal static class SomeRecord
{
    // Text as programs print it, hostile parts included; no lone surrogates, which no decoded output can hold.
    private static readonly Gen<string> Text = Gen.Int[0, 17].Select(static i => new[]
    {
        "", "a", "기울기", "\"quoted\"", "back\\slash", "\n", "\r\n", "\t", "<b>&amp;'", "😀", "\u2028", "\0", "\u001b[31m", "0.25", "NaN", "\u00a0", "//", "{}",
    }[i]).Array[0, 5].Select(static parts => string.Concat(parts));

    private static readonly Gen<double> Number = Gen.Frequency(
        (8, Gen.Double), (1, Gen.Int[0, 6].Select(static i => new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, double.Epsilon, double.MaxValue, 0.1 + 0.2 }[i])));

    private static readonly Gen<ImmutableArray<double>> Numbers = Number.Array[0, 25].Select(static n => n.ToImmutableArray());

    private static readonly Gen<ImmutableArray<string>> Texts = Text.Array[0, 4].Select(static t => t.ToImmutableArray());

    private static readonly Gen<ImmutableSortedDictionary<string, string>> Map = Gen.Select(Text, Text).Array[0, 4]
        .Select(static pairs => pairs.DistinctBy(static p => p.Item1).ToImmutableSortedDictionary(static p => p.Item1, static p => p.Item2, StringComparer.Ordinal));

    private static readonly Gen<OutputPart> Part = Gen.OneOf(
        Gen.Select(Text, Gen.Bool).Select(static (text, error) => (OutputPart)new TextOutput(text, error)),
        Gen.Select(Text.Null(), Texts, Texts.Array[0, 3]).Select(static (id, columns, rows) => (OutputPart)new TableOutput(new(id, columns, [.. rows]))),
        Gen.Select(Text, Gen.Enum<FigureKind>(), Gen.Select(Text, Numbers, Numbers).Array[0, 3], Texts, Gen.Bool).Select(
            static (id, kind, series, categories, log) => (OutputPart)new FigureOutput(new(
                id, kind, new("x", log), new("y", !log), [.. series.Select(static s => new SeriesData(s.Item1, s.Item2, s.Item3))], categories))));

    private static readonly Gen<Listing> Listing = Gen.Select(Gen.Int[0, 9], Gen.Int[1, 30], Gen.Int[0, 9], Gen.Int[-1, 2]).Array[0, 20].Select(static parts =>
    {
        var spans = ImmutableArray.CreateBuilder<ListingSpan>();
        var end = 0;
        foreach (var (gap, length, kind, hover) in parts)
        {
            spans.Add(new(end + gap, length, "kcsntmplvo"[kind].ToString(), hover));
            end += gap + length;
        }

        return new Listing("hash", spans.ToImmutable(), ["Tensor torch.zeros(int size)", "class A<T>", "한글 x"]);
    });

    /// <summary>Any record.</summary>
    public static readonly Gen<SnippetRecord> Any =
        from outputs in Part.Array[0, 4]
        from values in Map
        from data in Map
        from message in Map
        from listing in Listing
        from ending in Gen.Enum<EndingKind>()
        from text in Text.Null()
        from ran in Gen.Bool
        select new SnippetRecord(
            "clip-it", "main", new("code", data, "packages", "net10.0", "host", text),
            ran ? new(new DateOnly(2026, 11, 22), text, "10.0.12", "0.107.0", "2.10.0", 6, 1234, 567) : null,
            new(ending, text, text), [.. outputs], values, [new("CS0103", message, 1, 2, 3, 4)],
            ImmutableSortedDictionary.Create<string, Listing>(StringComparer.Ordinal).Add("en", listing).Add("ko", listing))
        {
            Code = ran ? new("text", "tokens") : null,
        };
}
