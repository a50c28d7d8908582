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
    [InlineData("0.13", "0.12", 1e-6, true)] // a tolerance finer than what is shown cannot be asked for
    [InlineData(".25", ".26", null, true)]
    [InlineData(".25", ".28", null, false)]
    // exponents
    [InlineData("1.50e-05", "1.51e-05", null, true)]
    [InlineData("1.50e-05", "1.50e-06", null, false)]
    [InlineData("1.5E-05", "1.5e-5", null, true)]
    [InlineData("1e-3", "0.001", null, true)]
    [InlineData("1e999", "1e998", null, true)] // beyond any double both are infinite
    [InlineData("0e999", "7", null, false)] // and a step that is beyond one excuses nothing
    [InlineData("2e99999999999999999999", "2e99999999999999999999 ", null, false)]
    // what is not finite
    [InlineData("NaN", "NaN", null, true)]
    [InlineData("nan", "NaN", null, true)]
    [InlineData("NaN", "0.1", 1.0, false)] // that it diverges is a behaviour
    [InlineData("0.1", "NaN", 1.0, false)]
    [InlineData("-Infinity", "Infinity", 1.0, false)]
    [InlineData("∞", "Infinity", null, true)]
    [InlineData("inf", "-inf", null, false)]
    [InlineData("Infinity", "1e308", 1.0, false)]
    [InlineData("NaN", "Infinity", null, false)]
    [InlineData("NaN", "Infinity", 0.1, true)] // diverged either way
    [InlineData("NaNs", "NaN", 0.1, false)]
    // signs
    [InlineData("-0.25", "0.25", 1e-3, false)]
    [InlineData("−0.25", "-0.26", null, true)]
    [InlineData("−0.25", "0.25", null, false)]
    [InlineData("+0.25", "0.25", null, true)]
    [InlineData("-0.00", "0.00", null, true)]
    [InlineData("2-1", "2-3", null, false)]
    // thousands separators
    [InlineData("1,234.5", "1,234.6", null, true)]
    [InlineData("1,234.5", "1,235.5", null, false)]
    [InlineData("1,234.5", "1234.5", null, true)]
    [InlineData("1,234,567 tokens", "1,234,568 tokens", null, false)]
    [InlineData("1,234,567 tokens", "1,234,568 tokens", 1e-6, true)]
    [InlineData("1,2,3", "1,2,4", null, false)]
    [InlineData("1,2345", "1,2346", null, false)]
    // units, glued or not
    [InlineData("took 12.5ms", "took 12.6ms", null, true)]
    [InlineData("took 12.5ms", "took 12.5s", null, false)]
    [InlineData("took 12ms", "took 13ms", null, false)]
    [InlineData("took 12ms", "took 13ms", 0.1, true)]
    [InlineData("3.41GB", "3.42GB", null, true)]
    [InlineData("64MiB", "65MiB", 0.1, true)]
    [InlineData("10k steps", "11k steps", 0.1, true)]
    [InlineData("1.5x faster", "1.6x faster", null, true)]
    [InlineData("12%", "13%", null, false)]
    [InlineData("12.0%", "12.1%", null, true)]
    [InlineData("$5.00", "$5.01", null, true)]
    [InlineData("0.30±0.01", "0.31±0.02", null, true)]
    [InlineData("20.5°C", "20.6°C", null, true)]
    [InlineData("약 3.2초", "약 3.3초", null, true)]
    [InlineData("3개", "4개", null, false)]
    [InlineData("100만 개", "101만 개", 0.05, true)]
    [InlineData("100만 개", "100억 개", 1.0, false)]
    [InlineData("기울기 0.31에서 멈췄다", "기울기 0.32에서 멈췄다", null, true)]
    [InlineData("기울기 0.31에서 멈췄다", "기울기 0.31까지 갔다", null, false)]
    // what only looks like a number
    [InlineData("layer1", "layer2", 1.0, false)]
    [InlineData("3D", "2D", 1.0, false)]
    [InlineData("the 2nd", "the 3rd", 1.0, false)]
    [InlineData("0x1F", "0x2F", 1.0, false)]
    [InlineData("version 1.2.3", "version 1.2.4", 1.0, false)]
    [InlineData("2026-11-22", "2026-11-23", 1.0, false)]
    [InlineData("at 10:30", "at 10:31", 1.0, false)]
    [InlineData("a1b2c3", "a1b2c4", 1.0, false)]
    [InlineData("٣", "٤", 1.0, false)]
    // shapes are exact under any tolerance
    [InlineData("shape [64, 10]", "shape [65, 10]", 1.0, false)]
    [InlineData("[2x3], type = Float32", "[2x4], type = Float32", 1.0, false)]
    [InlineData("torch.Size([64, 10])", "torch.Size([64, 11])", 1.0, false)]
    [InlineData("(3,)", "(4,)", 1.0, false)]
    [InlineData("(64, 10)", "(64, 11)", 1.0, false)]
    [InlineData("[100]", "[101]", 1.0, false)]
    [InlineData("[0.12, 0.98]", "[0.12, 0.97]", null, true)]
    [InlineData("[1.0, 2.0]", "[1.1, 2.1]", 0.1, true)]
    // blanks
    [InlineData("x  9.99|", "x 10.00|", null, true)] // padded to a width
    [InlineData("9.99  |", "10.00 |", null, true)]
    [InlineData("9.99  1.00", "10.00 1.00", null, true)]
    [InlineData("x 9.99", "x9.99", null, false)]
    [InlineData("9.99 ms", "9.99ms", null, false)]
    [InlineData("a  b", "a b", null, false)]
    [InlineData("0.1 0.2", "0.1", null, false)]
    [InlineData("", "0.1", null, false)]
    public void Texts_agree_when_only_digits_differ_that_mean_nothing(string recorded, string now, double? tolerance, bool agree)
    {
        Assert.Equal(agree, NumberAwareComparison.Compare(Printed(recorded), Printed(now), tolerance).IsEmpty);
        Assert.Equal(agree, NumberAwareComparison.Compare(Cell(recorded), Cell(now), tolerance).IsEmpty);
        Assert.Equal(agree, NumberAwareComparison.Compare(Value(recorded), Value(now), tolerance).IsEmpty);
    }

    [Fact]
    public void Every_record_agrees_with_itself() =>
        SomeRecord.Any.Sample(static record => Assert.Empty(NumberAwareComparison.Compare(record, record, null)), iter: 300);

    [Fact]
    public void No_two_records_are_beyond_comparing_and_each_difference_can_be_told() =>
        Gen.Select(SomeRecord.Any, SomeRecord.Any, Gen.Double[0, 1]).Sample(
            static (recorded, now, tolerance) =>
            {
                foreach (var difference in NumberAwareComparison.Compare(recorded, now, tolerance))
                {
                    Assert.StartsWith(difference.Where + ": ", difference.ToString());
                    Assert.True(!difference.Numbers.IsEmpty || difference.Expected != difference.Actual);
                }
            },
            iter: 500);

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
    public void A_number_is_the_same_number_however_it_is_written() =>
        Gen.Select(Gen.Double[-1e9, 1e9], Gen.Int[2, 6], OneOf("x = {0}", "{0}ms", "{0}개", "약 {0} %", "a {0}, b {0}")).Sample(
            static (value, digits, template) =>
            {
                var round = Math.Round(value, digits);
                string Write(string format) => string.Format(CultureInfo.InvariantCulture, template, round.ToString(format + (digits == 0 ? "" : digits.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture));
                Assert.Empty(NumberAwareComparison.Compare(Printed(Write("N")), Printed(Write("F")), null));
                Assert.Empty(NumberAwareComparison.Compare(Printed(Write("F")), Printed(Write("F").Replace("-", "−", StringComparison.Ordinal)), null));
            },
            iter: 1000);

    [Fact]
    public void Of_many_numbers_just_those_that_were_changed_are_told() =>
        Gen.Select(Gen.Double[1, 1000].Array[1, 12], Gen.Bool.Array[12], OneOf(" ", ", ", " | ", "개 ", "ms ")).Sample(
            (values, changed, between) =>
            {
                string Text(IEnumerable<double> numbers) => "x " + string.Concat(numbers.Select(n => n.ToString("F3", CultureInfo.InvariantCulture) + between));
                var expected = Enumerable.Range(0, values.Length).Where(i => changed[i]).Select(static i => i + 1).ToList();
                var found = NumberAwareComparison.Compare(Printed(Text(values)), Printed(Text(values.Select((v, i) => changed[i] ? v * 1.5 : v))), 0.1);
                Assert.Equal(expected, found.SelectMany(static d => d.Numbers).Select(static n => n.Index));
                Assert.All(found, d => Assert.Equal((DifferenceKind.Number, values.Length), (d.Kind, d.NumbersCompared)));
            },
            iter: 500);

    [Fact]
    public void Differences_are_told_where_they_are_and_by_how_much()
    {
        var before = Empty with
        {
            Outputs =
            [
                new TextOutput("first\nloss 0.5 after 1,000 steps\n", false),
                new TableOutput(new("norms", ["depth", "norm"], [["1", "0.50"], ["2", "0.25"]])),
                new FigureOutput(new("f", FigureKind.Lines, new("x", false), new("y", false), [new("ReLU", [1, 2, 3], [0, 1e-9, 100])], [])),
            ],
            Values = ImmutableSortedDictionary<string, string>.Empty.Add("loss", "0.5"),
        };
        var after = before with
        {
            Outputs =
            [
                new TextOutput("first\nloss 0.9 after 1,000 steps\n", false),
                new TableOutput(new("norms", ["depth", "norm"], [["1", "0.50"], ["2", "0.75"]])),
                new FigureOutput(new("f", FigureKind.Lines, new("x", false), new("y", false), [new("ReLU", [1, 2, 3], [0, 2e-9, double.NaN])], [])),
            ],
            Values = ImmutableSortedDictionary<string, string>.Empty,
        };

        Assert.Equal(
            [
                "line 2: expected \"loss 0.5 after 1,000 steps\", got \"loss 0.9 after 1,000 steps\" (1 of 2 numbers differs, number 1 is off by 0.4, 44.4 %; allowed 0.1)",
                "table norms, row 2, norm: expected \"0.25\", got \"0.75\" (number 1 is off by 0.5, 66.7 %; allowed 0.01)",
                "figure f, ReLU, y: 1 of 3 numbers differs, number 3: expected 100, got NaN, which is not finite any more: it diverged",
                "value loss: expected \"0.5\", got nothing",
            ],
            NumberAwareComparison.Compare(before, after, null).Select(static d => d.ToString()));
    }

    [Fact]
    public void Of_a_long_line_the_part_is_shown_that_differs()
    {
        var told = NumberAwareComparison.Compare(Printed(new string('a', 3000) + "b" + new string('c', 3000)), Printed(new string('a', 3000) + "d" + new string('c', 3000)), null)[0].ToString();

        Assert.InRange(told.Length, 100, 500);
        Assert.Contains("ab", told);
        Assert.Contains("ad", told);
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
    public void A_line_that_is_new_does_not_make_the_lines_after_it_differ()
    {
        var found = NumberAwareComparison.Compare(Printed("a\nb 1.00\nc\n"), Printed("a\nnew\nb 1.01\nc\n"), null);

        Assert.Equal(["the printed text: expected \"3 lines\", got \"4 lines\"", "line 2: expected nothing, got \"new\""], found.Select(static d => d.ToString()));
    }

    [Fact]
    public void An_output_that_is_missing_does_not_make_those_after_it_differ()
    {
        OutputPart table = new TableOutput(new("t", ["a"], [["1"]])), text = new TextOutput("words\n", false);
        var found = NumberAwareComparison.Compare(Empty with { Outputs = [table, text] }, Empty with { Outputs = [text] }, null);
        Assert.Equal(["the outputs: expected \"table t\", got nothing"], found.Select(static d => d.ToString()));

        found = NumberAwareComparison.Compare(Empty with { Outputs = [table, text] }, Empty with { Outputs = [text, table] }, null);
        Assert.Equal(["the order of the outputs: expected \"table t, text\", got \"text, table t\""], found.Select(static d => d.ToString()));
    }

    [Fact]
    public void Behaviours_are_compared_as_behaviours_under_any_tolerance()
    {
        var threw = Empty with { Ending = new(EndingKind.Threw, "InvalidOperationException", "loss 0.5") };
        Told(threw, threw with { Ending = new(EndingKind.Threw, "ArgumentException", "another") }, "how it ends: expected \"it throws InvalidOperationException\", got \"it throws ArgumentException\"");
        Told(Empty, threw, "how it ends: expected \"it runs to its end\", got \"it throws InvalidOperationException\"");
        Assert.Empty(NumberAwareComparison.Compare(threw, threw with { Ending = threw.Ending with { Message = "loss 0.6" } }, 0.5));
        Assert.NotEmpty(NumberAwareComparison.Compare(threw, threw with { Ending = threw.Ending with { Message = "other words" } }, 0.5));

        var message = ImmutableSortedDictionary<string, string>.Empty;
        var rejected = Empty with { Ending = new(EndingKind.Rejected), Compiler = [new("CS0103", message, 3, 1, 3, 2)] };
        Told(rejected, rejected with { Compiler = [new("CS0246", message, 3, 1, 3, 2)] }, "what the compiler and the analyzers report: expected \"CS0103 at line 3\", got \"CS0246 at line 3\"");
        Told(rejected, rejected with { Compiler = [new("CS0103", message, 4, 1, 4, 2)] }, "what the compiler and the analyzers report: expected \"CS0103 at line 3\", got \"CS0103 at line 4\"");
        Assert.Empty(NumberAwareComparison.Compare(rejected, rejected with { Compiler = [new("CS0103", message.Add("en", "worded anew"), 3, 1, 3, 2)] }, null));

        Assert.NotEmpty(NumberAwareComparison.Compare(Printed("a"), Empty with { Outputs = [new TextOutput("a", true)] }, 1));
        Assert.Equal(DifferenceKind.Behaviour, Assert.Single(NumberAwareComparison.Compare(Printed("loss 0.5"), Printed("loss NaN"), 1)).Kind);

        static void Told(SnippetRecord before, SnippetRecord after, string sentence)
        {
            var difference = Assert.Single(NumberAwareComparison.Compare(before, after, 1));
            Assert.Equal((DifferenceKind.Behaviour, sentence), (difference.Kind, difference.ToString()));
        }
    }

    [Fact]
    public void Shapes_of_tables_and_figures_are_exact_under_any_tolerance()
    {
        var table = new TableData("t", ["a", "b"], [["1", "2"], ["3", "4"]]);
        var figure = new FigureData("f", FigureKind.Lines, new("x", false), new("y", false), [new("s", [1, 2], [3, 4])], []);
        OutputPart[] others =
        [
            new TableOutput(table with { Rows = [["1", "2"]] }), new TableOutput(table with { Rows = [["1", "2"], ["3"]] }), new TableOutput(table with { Columns = ["a", "c"] }),
            new TableOutput(table with { Id = "u" }), new FigureOutput(figure with { Kind = FigureKind.Scatter }), new FigureOutput(figure with { X = new("x", true) }),
            new FigureOutput(figure with { Series = [new("s", [1], [3])] }), new FigureOutput(figure with { Series = [new("t", [1, 2], [3, 4])] }), new FigureOutput(figure with { Categories = ["c"] }),
        ];
        Assert.All(others, other => Assert.NotEmpty(NumberAwareComparison.Compare(
            Empty with { Outputs = [other is TableOutput ? new TableOutput(table) : new FigureOutput(figure)] }, Empty with { Outputs = [other] }, 1)));
    }

    [Fact]
    public void The_spread_of_runs_is_measured_and_a_tolerance_proposed_that_covers_it()
    {
        var recorded = Printed("loss 0.500, accuracy 0.900");
        Assert.Equal((null, 0.0, null), Parts(MeasuredSpread.Of(recorded, [recorded, Printed("loss 0.501, accuracy 0.900")])));

        var spread = MeasuredSpread.Of(recorded, [Printed("loss 0.510, accuracy 0.900"), Printed("loss 0.585, accuracy 0.901")]);
        Assert.Equal(0.2, spread.Tolerance);
        Assert.Equal("0.585", Assert.Single(spread.Widest!.Numbers).Actual);

        Assert.Equal((null, null, DifferenceKind.Text), Parts(MeasuredSpread.Of(recorded, [Printed("nothing was learnt")])));
        Assert.Equal(DifferenceKind.Behaviour, MeasuredSpread.Of(recorded, [Printed("loss NaN, accuracy 0.900")]).Otherwise?.Kind);

        static (double?, double?, DifferenceKind?) Parts(MeasuredSpread s) => (s.Widest?.Numbers.Max(static n => n.Relative), s.Tolerance, s.Otherwise?.Kind);
    }

    [Fact]
    public void A_proposed_tolerance_is_the_least_of_its_steps_under_which_all_runs_agree() =>
        Gen.Select(Gen.Double[0.1, 1000], Gen.Double[-0.5, 0.5].Array[1, 5]).Sample(
            (value, changes) =>
            {
                static SnippetRecord Run(double number) => Printed(number.ToString("F6", CultureInfo.InvariantCulture));
                var (recorded, runs) = (Run(value), changes.Select(c => Run(value * (1 + c))).ToList());
                var tolerance = Assert.NotNull(MeasuredSpread.Of(recorded, runs).Tolerance);
                Assert.All(runs, run => Assert.Empty(NumberAwareComparison.Compare(recorded, run, tolerance)));
                if (tolerance > 2e-6) Assert.Contains(runs, run => !NumberAwareComparison.Compare(recorded, run, tolerance / 2.6).IsEmpty);
            },
            iter: 500);

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static SnippetRecord Empty { get; } = new(
        "s", "main", new("", ImmutableSortedDictionary<string, string>.Empty, "", "", "", null), null, new(EndingKind.Completed), [],
        ImmutableSortedDictionary<string, string>.Empty, [], ImmutableSortedDictionary<string, Listing>.Empty);

    private static SnippetRecord Printed(string text) => Empty with { Outputs = [new TextOutput(text, false)] };

    private static SnippetRecord Cell(string text) => Empty with { Outputs = [new TableOutput(new("t", ["c"], [[text]]))] };

    private static SnippetRecord Value(string text) => Empty with { Values = Empty.Values.Add("v", text) };
}
