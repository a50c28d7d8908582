using Course.Figures.Data;

namespace Course.Figures.Tests;

/// <summary>The calls that lessons make. The sink is one for the process, hence one collection.</summary>
[Collection("sink")]
public sealed class ShowTests
{
    private static readonly int[] Depths = [1, 2, 3];
    private static readonly float[] Norms = [0.1f, 1e-8f, 3.4028235e38f];

    [Fact]
    public void Floats_keep_the_digits_that_they_print_with()
    {
        using var sink = new RecordingSink();
        Show.Lines("a", "depth", Axis.Log("norm"), ("sigmoid", Depths, Norms), ("long", new[] { 1L << 52, 2L, 3L }, Norms.Select(static v => (double)v)));
        Assert.Equal([0.1, 1e-8, 3.4028235e38], sink.Figure.Series[0].Y);
        Assert.Equal([1, 2, 3], sink.Figure.Series[0].X);
        Assert.Equal(4503599627370496, sink.Figure.Series[1].X[0]);
        Assert.Equal((double)0.1f, sink.Figure.Series[1].Y[0]);
        Assert.Equal((new AxisData("depth", false), new AxisData("norm", true)), (sink.Figure.X, sink.Figure.Y));
    }

    [Fact]
    public void Infinities_are_gaps_and_values_alone_count_from_zero()
    {
        using var sink = new RecordingSink();
        Show.Scatter("a", "i", "v", ("v", new[] { 1, double.PositiveInfinity, double.NaN, float.NegativeInfinity, 5 }));
        Assert.Equal([0, 1, 2, 3, 4], sink.Figure.Series[0].X);
        Assert.Equal([1, double.NaN, double.NaN, double.NaN, 5], sink.Figure.Series[0].Y);
    }

    [Fact]
    public void Histograms_count_every_value_once()
    {
        Gen.Double[-1e9, 1e9].Array[1, 300].Select(Gen.Int[1, 60]).Sample(static (values, bins) =>
        {
            using var sink = new RecordingSink();
            Show.Histogram("a", "x", values, bins);
            var series = sink.Figure.Series.Single();
            Assert.Equal(bins + 1, series.X.Length);
            Assert.Equal(values.Length, series.Y.Sum());
            Assert.Equal(0, series.Y[^1]);
            Assert.True(series.X[0] <= values.Min() && series.X[^1] >= values.Max());
            Assert.Equal(series.X.Order(), series.X);
        }, threads: 1);
    }

    [Fact]
    public void Histograms_of_several_series_share_their_bins()
    {
        using var sink = new RecordingSink();
        Show.Histogram("a", "x", "count", 4, ("low", new[] { 0.0, 1 }), ("high", new[] { 3.0, 4, 4 }));
        Assert.Equal([0, 1, 2, 3, 4], sink.Figure.Series[1].X);
        Assert.Equal([1, 1, 0, 0, 0], sink.Figure.Series[0].Y);
        Assert.Equal([0, 0, 0, 3, 0], sink.Figure.Series[1].Y);
    }

    [Fact]
    public void Rows_of_tables_may_be_tuples_or_arrays_of_anything()
    {
        using var sink = new RecordingSink();
        Show.Table("a", ["n", "v", "w"], Depths.Select(static d => (d, d / 4.0, (string?)null)));
        Show.Table("b", ["n", "v"], [["x\ny", 1.5f], [true, 10_000_000]]);
        Show.Table("c", ["n"], new[] { new[] { "가" } });
        Assert.Equal(["1", "0.25", ""], ((TableData)sink.Shown[0]).Rows[0]);
        Assert.Equal(["x y", "1.5"], ((TableData)sink.Shown[1]).Rows[0]);
        Assert.Equal(["True", "10000000"], ((TableData)sink.Shown[1]).Rows[1]);
        Assert.Equal(["가"], ((TableData)sink.Shown[2]).Rows[0]);
    }

    [Fact]
    public void Values_are_formatted_in_the_invariant_culture()
    {
        using var sink = new RecordingSink();
        Show.Value("loss", 1234.5678f, "N2");
        Show.Value("count", 3);
        Show.Value("words", "a\nb");
        Assert.Equal([("loss", "1,234.57"), ("count", "3"), ("words", "a b")], sink.Shown);
    }

    public static TheoryData<string, Action> Mistakes => new()
    {
        { "needs an id", static () => Show.Lines("", "x", "y", ("s", Depths)) },
        { "not kebab-case", static () => Show.Lines("Loss by step", "x", "y", ("s", Depths)) },
        { "not kebab-case", static () => Show.Lines("../../etc/passwd", "x", "y", ("s", Depths)) },
        { "not kebab-case", static () => Show.Value("a--b", 1) },
        { "has no series", static () => Show.Lines("a", "x", "y") },
        { "3 x values and 2 y values in series 's'", static () => Show.Lines("a", "x", "y", ("s", Depths, new[] { 1, 2 })) },
        { "no points in series 's'", static () => Show.Lines("a", "x", "y", ("s", Array.Empty<int>())) },
        { "2 series named 's'", static () => Show.Lines("a", "x", "y", ("s", Depths), ("s", Depths)) },
        { "one without a name", static () => Show.Lines("a", "x", "y", ("s", Depths), (" ", Depths)) },
        { "more than 20000 points", static () => Show.Lines("a", "x", "y", ("s", Endless())) },
        { "30000 points in all", static () => Show.Lines("a", "x", "y", ("s", Endless().Take(15_000)), ("t", Endless().Take(15_000))) },
        { "negative y value -1", static () => Show.Lines("a", "x", Axis.Log("y"), ("s", new[] { 1, -1 })) },
        { "negative x value -1", static () => Show.Lines("a", Axis.Log("x"), "y", ("s", new[] { 1, -1 }, Depths.Take(2))) },
        { "no point that can be drawn", static () => Show.Lines("a", "x", "y", ("s", new[] { double.NaN })) },
        { "no point that can be drawn", static () => Show.Lines("a", "x", Axis.Log("y"), ("s", new[] { 0, 0 })) },
        { "no values (null)", static () => Show.Lines("a", "x", "y", ("s", (int[])null!)) },
        { "2 categories and 3 values", static () => Show.Bars("a", "x", "y", ["p", "q"], ("s", Depths)) },
        { "with x values", static () => Show.Bars("a", "x", "y", ["p", "q", "r"], ("s", Depths, Depths)) },
        { "log x axis", static () => Show.Bars("a", Axis.Log("x"), "y", ["p", "q", "r"], ("s", Depths)) },
        { "0 bins", static () => Show.Histogram("a", "x", [1.0], bins: 0) },
        { "1 values that are NaN", static () => Show.Histogram("a", "x", [1.0, double.NaN]) },
        { "no values", static () => Show.Histogram("a", "x", Array.Empty<double>()) },
        { "too far apart", static () => Show.Histogram("a", "x", [double.MinValue, double.MaxValue]) },
        { "empty matrix", static () => Show.Heatmap("a", "x", "y", new double[0, 3]) },
        { "rows have 2 and 1 values", static () => Show.Heatmap("a", "x", "y", [[1.0, 2], [3.0]]) },
        { "1 row names", static () => Show.Heatmap("a", "x", "y", new double[2, 2], rows: ["p"]) },
        { "row 2 has 1 cells", static () => Show.Table("a", ["p", "q"], [[1, 2], [3]]) },
        { "a string as a row", static () => Show.Table("a", ["p"], ["text"]) },
        { "row of type Int32", static () => Show.Table("a", ["p"], Depths) },
        { "no columns", static () => Show.Table("a", [], [[1]]) },
        { "more than 2000 rows", static () => Show.Table("a", ["p"], Endless().Select(static i => ValueTuple.Create(i))) },
        { "keep it under 200", static () => Show.Value("a", new string('x', 201)) },
    };

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public void Mistakes_are_told_in_words_and_show_nothing(string words, Action call)
    {
        using var sink = new RecordingSink();
        var e = Assert.Throws<ArgumentException>(call);
        Assert.Contains(words, e.Message);
        Assert.DoesNotContain("Parameter", e.Message);
        Assert.Empty(sink.Shown);
    }

    private static IEnumerable<int> Endless()
    {
        for (var i = 0; ; i++) yield return i;
    }
}
