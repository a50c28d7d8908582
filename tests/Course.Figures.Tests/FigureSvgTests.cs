using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Course.Figures.Data;
using Course.Figures.Rendering;

namespace Course.Figures.Tests;

public sealed partial class FigureSvgTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly FigureData Lines = new(
        "gradient", FigureKind.Lines, new AxisData("depth", false), new AxisData("norm <&>", true),
        [
            new SeriesData("sigmoid", [1, 2, 3, 4], [1, 1e-3, double.NaN, 1e-9]),
            new SeriesData("ReLU", [1, 2, 3, 4], [1, 1, 0, 1]),
        ], []);

    private static readonly Gen<double> Number = Gen.Frequency(
        (10, Gen.Double[-1000, 1000]), (3, Gen.Double[0, 1e-9]), (1, Gen.Const(0.0)), (1, Gen.Const(double.NaN)),
        (1, Gen.Const(1e300)), (1, Gen.Const(-1e300)), (1, Gen.Const(double.Epsilon)), (1, Gen.Const(double.MaxValue)));

    private static readonly Gen<string> Label = Gen.OneOf(
        Gen.OneOf([.. new[] { "", "norm", "기울기 norm", "a<b & \"c\"", "\u0001bell", "\ud83d\ude00", "\ud83d", "x\ny", new string('가', 200) }.Select(Gen.Const)]),
        Gen.String[0, 30]);

    private static readonly Gen<FigureData> Figures =
        Gen.Select(Gen.Enum<FigureKind>(), Gen.Int[1, 9], Gen.Int[1, 50], Gen.Bool, Label, Label).SelectMany(static t =>
            Number.Array[t.Item3 * t.Item2].Select(Label.Array[t.Item2], (values, names) => Figure(t.Item1, t.Item2, t.Item3, t.Item4, t.Item5, t.Item6, values, names)));

    [Fact]
    public void Anything_that_may_be_recorded_is_drawn_well_formed_and_without_styles_ids_or_impossible_numbers()
    {
        Figures.Sample(static figure =>
        {
            var svg = FigureSvg.Render(figure, FigureLabels.Own);
            var root = XDocument.Parse(svg).Root!;
            Assert.Equal("0 0 520 340", root.Attribute("viewBox")!.Value);
            Assert.Null(root.Attribute("width"));
            foreach (var element in root.Descendants())
            {
                Assert.True(element.Name.Namespace == Svg && element.Name.LocalName is "g" or "svg" or "path" or "rect" or "ellipse" or "text", element.Name.ToString());
                foreach (var attribute in element.Attributes())
                {
                    Assert.DoesNotContain(attribute.Name.LocalName, (string[])["style", "id", "class", "font-family"]);
                    Assert.False(Impossible().IsMatch(attribute.Value), $"{element}");
                    if (attribute.Name.LocalName is "width" or "height") Assert.True(double.Parse(attribute.Value, CultureInfo.InvariantCulture) >= 0);
                }
            }

            Assert.Equal(svg, FigureSvg.Render(figure, FigureLabels.Own));
            XDocument.Parse(FigureSvg.RenderStandalone(figure, FigureLabels.Own));
            Assert.Equal(FigureCsv.Write(figure, FigureLabels.Own), FigureCsv.Write(figure, FigureLabels.Own));
        }, iter: 400);
    }

    [Fact]
    public void The_thread_culture_changes_no_byte()
    {
        var expected = FigureSvg.Render(Lines, FigureLabels.Own) + FigureCsv.Write(Lines, FigureLabels.Own);
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NegativeSign = "~";
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(expected, FigureSvg.Render(Lines, FigureLabels.Own) + FigureCsv.Write(Lines, FigureLabels.Own));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Log_axes_are_labelled_with_powers_of_ten_and_words_are_escaped()
    {
        var texts = Texts(FigureSvg.Render(Lines, FigureLabels.Own));
        Assert.Contains("10⁻⁹", texts);
        Assert.Contains("norm <&>", texts);
        Assert.Contains("sigmoid", texts);
        Assert.Contains("depth", texts);
    }

    [Fact]
    public void Labels_replace_the_snippets_words_and_leave_the_geometry_of_the_data()
    {
        var svg = FigureSvg.Render(Lines, new FigureLabels("깊이", "기울기", ["시그모이드"], []));
        var texts = Texts(svg);
        Assert.Superset(new HashSet<string> { "깊이", "기울기", "시그모이드", "ReLU" }, texts);
        Assert.DoesNotContain("depth", texts);
        Assert.Equal(DataPaths(FigureSvg.Render(Lines, FigureLabels.Own)), DataPaths(svg));
    }

    [Fact]
    public void Series_differ_in_more_than_colour()
    {
        var many = Lines with { Y = new AxisData("y", false), Series = [.. Enumerable.Range(0, 5).Select(static i => new SeriesData($"s{i}", Steps(60), [.. Steps(60).Select(x => x + i)]))] };
        var strokes = XDocument.Parse(FigureSvg.Render(many, FigureLabels.Own)).Descendants(Svg + "g")
            .Where(static g => (g.Attribute("stroke")?.Value ?? "").StartsWith("var(--figure-", StringComparison.Ordinal) && !g.Attribute("stroke")!.Value.Contains("grid") && !g.Attribute("stroke")!.Value.Contains("text"))
            .Select(static g => (g.Attribute("stroke")!.Value, Dash: g.Attribute("stroke-dasharray")?.Value ?? "")).Distinct().ToArray();
        Assert.Equal(5, strokes.Length);
        Assert.Equal(5, strokes.Select(static s => s.Dash).Distinct().Count());
    }

    [Fact]
    public void Tables_hold_every_number_exactly_and_csv_quotes_what_needs_it()
    {
        Assert.Equal(
            "\"깊이, 층\",sigmoid,ReLU\n1,1,1\n2,0.001,1\n3,,0\n4,1E-09,1\n",
            FigureCsv.Write(Lines, new FigureLabels("깊이, 층", null, [], [])));
        var apart = Lines with { Series = [Lines.Series[0], Lines.Series[1] with { X = [1, 2, 3, 5] }] };
        Assert.Equal(["", "depth", "norm <&>"], FigureTables.Of(apart, FigureLabels.Own).Columns);
        Assert.Equal(8, FigureTables.Of(apart, FigureLabels.Own).Rows.Length);
        var map = new FigureData("m", FigureKind.Heatmap, new("x", false), new("y", false), [new("r", [0, 1], [0.1, double.NaN])], ["a\"b", "c"]);
        Assert.Equal("y,\"a\"\"b\",c\nr,0.1,\n", FigureCsv.Write(map, FigureLabels.Own));
        var bins = new FigureData("h", FigureKind.Histogram, new("x", false), new("count", false), [new("", [0, 0.5, 1], [3, 4, 0])], []);
        Assert.Equal("x,count\n0 – 0.5,3\n0.5 – 1,4\n", FigureCsv.Write(bins, FigureLabels.Own));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.5, "−0.5")]
    [InlineData(1e-5, "10⁻⁵")]
    [InlineData(-1e-5, "−10⁻⁵")]
    [InlineData(2.5e7, "2.5·10⁷")]
    [InlineData(150000, "150000")]
    public void Ticks_are_written_for_readers(double value, string text) => Assert.Equal(text, AxisBuilder.Number(value));

    private static FigureData Figure(FigureKind kind, int series, int points, bool log, string x, string y, double[] values, string[] names)
    {
        var canLogX = kind is FigureKind.Lines or FigureKind.Scatter;
        var canLogY = kind != FigureKind.Heatmap;
        double Y(double v) => log && canLogY && v < 0 ? -v : v;
        var all = Enumerable.Range(0, series).Select(s =>
        {
            ImmutableArray<double> xs = kind == FigureKind.Histogram ? [.. Steps(points), points] : Steps(points);
            var ys = values.Skip(s * points).Take(points).Select(Y).ToImmutableArray();
            if (kind == FigureKind.Histogram) ys = [.. ys.Select(static v => double.IsNaN(v) ? 0 : Math.Floor(Math.Min(Math.Abs(v), 1e6))), 0];
            return new SeriesData(names[s], xs, ys);
        }).ToImmutableArray();
        // As the rules for recording want it: at least one point that can be drawn.
        all = all.SetItem(0, all[0] with { Y = all[0].Y.SetItem(0, 1), X = canLogX ? all[0].X.SetItem(0, 0.5) : all[0].X });
        ImmutableArray<string> categories = kind is FigureKind.Bars or FigureKind.Heatmap ? [.. Enumerable.Range(0, points).Select(i => names[i % series])] : [];
        return new FigureData("f", kind, new AxisData(x, log && canLogX), new AxisData(y, log && canLogY), all, categories);
    }

    private static ImmutableArray<double> Steps(int count) => [.. Enumerable.Range(0, count)];

    private static HashSet<string> Texts(string svg) => [.. XDocument.Parse(svg).Descendants(Svg + "text").Select(static t => t.Value)];

    private static string[] DataPaths(string svg) =>
        [.. XDocument.Parse(svg).Descendants(Svg + "svg").Last().Descendants(Svg + "path").Select(static p => p.Attribute("d")!.Value)];

    [GeneratedRegex("NaN|Infinity|∞|E[+-]?[0-9]")]
    private static partial Regex Impossible();
}
