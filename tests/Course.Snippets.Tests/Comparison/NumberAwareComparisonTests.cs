using System.Collections.Immutable;
using System.Globalization;
using Course.Figures.Data;
using Course.Snippets.Comparison;
using Course.Snippets.Records;
using Course.Snippets.Tests.Records;
using CsCheck;

namespace Course.Snippets.Tests.Comparison;

public sealed class NumberAwareComparisonTests
{
    [Theory]
    // recorded; now; tolerance; whether they agree
    [InlineData("loss 0.25", "loss 0.25", null, true)]
    [InlineData("loss 0.25", "loss 0.26", null, true)] // the last digit may round apart
    [InlineData("loss 0.25", "loss 0.27", null, false)]
    [InlineData("loss 0.25", "loss 0.2549", null, true)]
    [InlineData("loss 0.250", "loss 0.2549", null, false)]
    [InlineData("loss 0.25", "Loss 0.25", null, false)]
    [InlineData("3 epochs", "4 epochs", null, false)] // integers are exact
    [InlineData("1000 steps", "1001 steps", 1e-2, true)]
    [InlineData("1000 steps", "1001 steps", 1e-4, false)]
    [InlineData("1.50e-05", "1.51e-05", null, true)]
    [InlineData("1.50e-05", "1.50e-06", null, false)]
    [InlineData("1.5E-05", "1.5e-5", null, true)]
    [InlineData("NaN", "NaN", null, true)]
    [InlineData("NaN", "0.1", 1e9, false)]
    [InlineData("-Infinity", "Infinity", 1e9, false)]
    [InlineData("∞", "∞", null, true)]
    [InlineData("Infinity", "1e308", 1e9, false)]
    [InlineData("-0.25", "0.25", 1e-3, false)]
    [InlineData("-0.00", "0.00", null, true)]
    [InlineData("1,234.5", "1,234.6", null, true)]
    [InlineData("1,234.5", "1,235.5", null, false)]
    [InlineData("1,234.5", "1234.5", null, true)]
    [InlineData("1,2,3", "1,2,4", null, false)]
    [InlineData("layer1", "layer2", 1e9, false)]
    [InlineData("version 1.2.3", "version 1.2.4", 1e9, false)]
    [InlineData("2026-11-22", "2026-11-23", null, false)]
    [InlineData("x  9.99|", "x 10.00|", null, true)] // padded to a width
    [InlineData("x 9.99", "x9.99", null, false)]
    [InlineData("기울기 0.31에서 멈췄다", "기울기 0.32에서 멈췄다", null, true)]
    [InlineData("기울기 0.31에서 멈췄다", "기울기 0.31까지 갔다", null, false)]
    [InlineData("0.1 0.2", "0.1", null, false)]
    [InlineData("", "0.1", null, false)]
    [InlineData("1e999", "1e998", null, true)] // beyond any double both are infinite
    [InlineData("12%", "13%", null, false)]
    [InlineData("[0.12, 0.98]", "[0.12, 0.97]", null, true)]
    [InlineData("shape [3, 4]", "shape [4, 3]", null, false)]
    [InlineData("0.13", "0.12", 1e-6, true)] // a tolerance finer than what is shown cannot be asked for
    public void Texts_agree_when_only_digits_differ_that_mean_nothing(string recorded, string now, double? tolerance, bool agree)
    {
        var differences = NumberAwareComparison.Compare(Printed(recorded), Printed(now), tolerance);

        Assert.Equal(agree, differences.IsEmpty);
    }

    [Fact]
    public void Every_record_agrees_with_itself() =>
        SomeRecord.Any.Sample(static record => Assert.Empty(NumberAwareComparison.Compare(record, record, null)), iter: 300);

    [Fact]
    public void What_agrees_within_a_tolerance_agrees_within_a_wider_one() =>
        Gen.Select(Gen.Double[-1e6, 1e6], Gen.Double[-1e-1, 1e-1], Gen.Double[0, 0.2], Gen.Double[0, 0.2], Gen.Int[0, 8]).Sample(
            static (value, change, tolerance, wider, digits) =>
            {
                var before = Printed("x = " + value.ToString("F" + digits, CultureInfo.InvariantCulture));
                var after = Printed("x = " + (value * (1 + change)).ToString("F" + digits, CultureInfo.InvariantCulture));
                var (low, high) = (Math.Min(tolerance, wider), Math.Max(tolerance, wider));
                if (NumberAwareComparison.Compare(before, after, low).IsEmpty) Assert.Empty(NumberAwareComparison.Compare(before, after, high));
                // And what is far outside is never taken for the same.
                if (Math.Abs(change) > 3 * high && Math.Abs(value * change) > 3 * Math.Pow(10, -digits)) Assert.NotEmpty(NumberAwareComparison.Compare(before, after, high));
            },
            iter: 2000);

    [Fact]
    public void Differences_are_told_where_they_are()
    {
        var before = Empty with
        {
            Outputs =
            [
                new TextOutput("first\nloss 0.5\n", false),
                new TableOutput(new("norms", ["depth", "norm"], [["1", "0.50"], ["2", "0.25"]])),
                new FigureOutput(new("f", FigureKind.Lines, new("x", false), new("y", false), [new("ReLU", [1, 2, 3], [0, 1e-9, 100])], [])),
            ],
            Values = ImmutableSortedDictionary<string, string>.Empty.Add("loss", "0.5"),
        };
        var after = before with
        {
            Outputs =
            [
                new TextOutput("first\nloss 0.9\n", false),
                new TableOutput(new("norms", ["depth", "norm"], [["1", "0.50"], ["2", "0.75"]])),
                new FigureOutput(new("f", FigureKind.Lines, new("x", false), new("y", false), [new("ReLU", [1, 2, 3], [0, 2e-9, double.NaN])], [])),
            ],
            Values = ImmutableSortedDictionary<string, string>.Empty,
        };

        Assert.Equal(
            [
                "line 2 was \"loss 0.5\", now \"loss 0.9\"",
                "table norms, row 2, norm was \"0.25\", now \"0.75\"",
                "figure f, ReLU, y: 1 of 3 values differ, the first (number 3) was 100, now NaN",
                "value loss was \"0.5\", now nothing",
            ],
            NumberAwareComparison.Compare(before, after, null));
    }

    [Fact]
    public void Small_values_count_on_a_logarithmic_axis()
    {
        SnippetRecord Figure(double small) => Empty with
        {
            Outputs = [new FigureOutput(new("f", FigureKind.Lines, new("x", false), new("y", Log: true), [new("s", [1, 2], [small, 100])], []))],
        };

        Assert.NotEmpty(NumberAwareComparison.Compare(Figure(1e-9), Figure(2e-9), null));
        Assert.Empty(NumberAwareComparison.Compare(Figure(1e-9), Figure(1.0001e-9), null));
    }

    [Fact]
    public void An_ending_or_a_kind_of_output_that_changed_is_a_difference()
    {
        Assert.NotEmpty(NumberAwareComparison.Compare(Empty, Empty with { Ending = new(EndingKind.Threw, "InvalidOperationException", "x") }, null));
        Assert.NotEmpty(NumberAwareComparison.Compare(Printed("a"), Empty with { Outputs = [new TextOutput("a", true)] }, null));
        Assert.NotEmpty(NumberAwareComparison.Compare(Printed("a"), Empty, null));
        Assert.NotEmpty(NumberAwareComparison.Compare(Printed("a\nb"), Printed("a"), null));
    }

    private static SnippetRecord Empty { get; } = new(
        "s", "main", new("", ImmutableSortedDictionary<string, string>.Empty, "", "", "", null), null, new(EndingKind.Completed), [],
        ImmutableSortedDictionary<string, string>.Empty, [], ImmutableSortedDictionary<string, Listing>.Empty);

    private static SnippetRecord Printed(string text) => Empty with { Outputs = [new TextOutput(text, false)] };
}
