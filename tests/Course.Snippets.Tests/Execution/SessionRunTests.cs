using Course.Figures.Data;
using Course.Snippets.Records;
using static Course.Snippets.Tests.Execution.TestSessions;

namespace Course.Snippets.Tests.Execution;

/// <summary>Sessions that do what they should, in real processes.</summary>
[Collection(ProcessTests.Name)]
public sealed class SessionRunTests
{
    [Fact]
    public async Task Outputs_of_all_kinds_come_in_the_order_in_which_they_were_made()
    {
        var run = await RunAsync(Session(
            S("first", """
                Console.Write("a"); Console.Write('b'); Console.WriteLine(1.5);
                Show.Table("t", ["n", "한글"], [(1, "가"), (2, "나")]);
                Console.Error.WriteLine("bad");
                var raw = Console.OpenStandardOutput();
                raw.Write("past Console\n"u8); raw.Flush();
                Console.WriteLine("after");
                Show.Lines("f", "x", Axis.Log("y"), ("s", new[] { 1, 2, 3 }, new[] { 0.1f, float.NaN, float.PositiveInfinity }));
                Show.Value("v", 0.12345, "F3");
                """),
            S("second", """Console.WriteLine("😀\r\n" + Console.In.ReadToEnd().Length);""")));

        Assert.Empty(run.Diagnostics);
        var first = run.Value.Snippets[0];
        Assert.Collection(
            first.Outputs,
            o => Assert.Equal(new TextOutput("ab1.5\n", false), o),
            o => Assert.Equal(["가", "나"], Assert.IsType<TableOutput>(o).Table.Rows.Select(static r => r[1])),
            o => Assert.Equal(new TextOutput("bad\n", true), o),
            o => Assert.Equal(new TextOutput("past Console\nafter\n", false), o),
            o => Assert.Equal([0.1, double.NaN, double.NaN], Assert.IsType<FigureOutput>(o).Figure.Series[0].Y));
        Assert.Equal("0.123", first.Values["v"]);
        Assert.Equal(new Ending(EndingKind.Completed), first.Ending);
        Assert.Equal([new TextOutput("😀\n0\n", false)], run.Value.Snippets[1].Outputs);
        Assert.Empty(run.Value.Snippets[1].Values);
        Assert.InRange(first.PeakMegabytes, 50, 2000);
        Assert.NotNull(run.Value.Versions);
        Assert.StartsWith("10.", run.Value.Versions.Framework);
        Assert.StartsWith("0.107", run.Value.Versions.TorchSharp);
        Assert.StartsWith("2.10", run.Value.Versions.LibTorch);
    }

    [Fact]
    public async Task The_same_session_gives_the_same_outputs_one_after_another_and_two_at_once()
    {
        var session = Session(
            S("train", """
                var model = nn.Sequential(nn.Linear(8, 32), nn.Tanh(), nn.Linear(32, 1));
                var optimizer = torch.optim.Adam(model.parameters(), 1e-2);
                var x = randn(64, 8); var y = x.sum(1, keepdim: true) + 0.1 * randn(64, 1);
                var losses = new List<float>();
                for (var i = 0; i < 30; i++)
                {
                    optimizer.zero_grad();
                    var loss = nn.functional.mse_loss(model.forward(x), y);
                    loss.backward(); optimizer.step(); losses.Add(loss.item<float>());
                }
                Console.WriteLine(string.Join(' ', losses));
                Show.Lines("loss", "step", "loss", ("loss", Enumerable.Range(0, losses.Count), losses));
                """),
            S("lstm", "var (h, _, _) = nn.LSTM(4, 8, 2).forward(rand(5, 3, 4)); Console.WriteLine(h.sum().item<float>().ToString(\"R\") + \" \" + torch.get_num_threads());"));
        await using var runner = new Course.Snippets.Execution.SessionRunner(Options);
        var runs = await runner.RunAllAsync([session, session, session], null, TestContext.Current.CancellationToken);

        Assert.All(runs, static r => Assert.Empty(r.Diagnostics));
        var prints = runs.Select(static r => string.Concat(r.Value.Snippets.SelectMany(static s => s.Outputs).OfType<TextOutput>().Select(static t => t.Text))).ToArray();
        Assert.All(prints, p => Assert.Equal(prints[0], p));
        Assert.EndsWith(" 1\n", prints[0]);
        var figures = runs.Select(static r => r.Value.Snippets[0].Outputs.OfType<FigureOutput>().Single().Figure.Series[0].Y).ToArray();
        Assert.All(figures, f => Assert.Equal(figures[0], f));
    }

    [Fact]
    public async Task The_seed_decides_what_random_numbers_come()
    {
        const string code = "Console.WriteLine(rand(1).item<float>());";
        var same = await Task.WhenAll(RunAsync(Session(1, [], S("a", code))), RunAsync(Session(1, [], S("a", code))), RunAsync(Session(2, [], S("a", code))));
        var texts = same.Select(static r => ((TextOutput)r.Value.Snippets[0].Outputs.Single()).Text).ToArray();
        Assert.Equal(texts[0], texts[1]);
        Assert.NotEqual(texts[0], texts[2]);
    }

    [Fact]
    public async Task Asynchronous_sessions_are_waited_for_and_an_exception_names_its_line()
    {
        var run = await RunAsync(Session(
            S("good", "await Task.Delay(20); Console.WriteLine(\"waited\");"),
            S("bad", "await Task.Yield();\nawait Inner();\nstatic async Task Inner()\n{\n    await Task.Yield();\n    throw new InvalidOperationException(\"no shape\");\n}")));
        var fault = Assert.Single(run.Diagnostics);
        Assert.Equal("CO4003", fault.Id);
        Assert.Equal(("content/en.md", Line(1) + 5), (fault.Location.File, fault.Location.StartLine));
        Assert.Contains("'bad'", fault.Message);
        Assert.Contains("InvalidOperationException: no shape", fault.Message);
        Assert.Equal(["good"], run.Value.Snippets.Select(static s => s.Snippet));
    }

    [Fact]
    public async Task Exceptions_inside_TorchSharp_are_located_at_the_line_that_called_it()
    {
        var run = await RunAsync(Session(S("shapes", "var a = ones(2, 3);\nvar b = ones(4, 5);\nConsole.WriteLine(\"before\");\nvar c = a.mm(b);")));
        var fault = Assert.Single(run.Diagnostics);
        Assert.Equal(("CO4003", Line(0) + 3), (fault.Id, fault.Location.StartLine));
        Assert.Contains("cannot be multiplied", fault.Message);
        Assert.Equal(new TextOutput("before\n", false), run.Value.Interrupted!.Outputs.Single());
    }

    [Fact]
    public async Task Declared_exceptions_are_endings_and_wrong_or_missing_ones_are_faults()
    {
        var run = await RunAsync(Session(
            S("right", "throw new InvalidOperationException(\"as said\");", throws: "InvalidOperationException"),
            S("other", "int.Parse(\"x\");", throws: "InvalidOperationException"),
            S("none", "Console.WriteLine(1);", throws: "InvalidOperationException"),
            S("after", "Console.WriteLine(2);")));
        Assert.Equal(["CO4005", "CO4006"], run.Diagnostics.Select(static d => d.Id));
        Assert.Equal(Line(1), run.Diagnostics[0].Location.StartLine);
        Assert.Equal(new Ending(EndingKind.Threw, "InvalidOperationException", "as said"), run.Value.Snippets[0].Ending);
        Assert.Equal(4, run.Value.Snippets.Length);
    }

    [Fact]
    public async Task A_return_that_skips_the_rest_is_reported_at_what_it_skips()
    {
        var run = await RunAsync(Session(S("early", "if (DateTime.UtcNow.Year > 2000) return;"), S("skipped", "Console.WriteLine(1);")));
        var fault = Assert.Single(run.Diagnostics);
        Assert.Equal(("CO4015", Line(1) - 1), (fault.Id, fault.Location.StartLine));
    }

    [Fact]
    public async Task Data_files_lie_under_their_names_and_the_originals_cannot_be_changed()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "1,2", TestContext.Current.CancellationToken);
            var session = Session(7, [("data/x.csv", file)], S("read", "Console.Write(File.ReadAllText(\"data/x.csv\")); File.WriteAllText(\"data/x.csv\", \"changed\"); File.WriteAllText(\"new.txt\", \"\");"));
            for (var i = 0; i < 2; i++)
            {
                var run = await RunAsync(session);
                Assert.Empty(run.Diagnostics);
                Assert.Equal([new TextOutput("1,2", false)], run.Value.Snippets[0].Outputs);
            }

            Assert.Equal("1,2", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        }
        finally
        {
            File.Delete(file);
        }

        var missing = await RunAsync(Session(7, [("data/x.csv", file)], S("read", "")));
        Assert.Equal("CO4002", Assert.Single(missing.Diagnostics).Id);
        var escaping = await RunAsync(Session(7, [("../../x.csv", HostPath)], S("read", "")));
        Assert.Equal("CO4002", Assert.Single(escaping.Diagnostics).Id);
    }

    [Fact]
    public async Task Culture_time_zone_and_environment_do_not_depend_on_the_machine()
    {
        Environment.SetEnvironmentVariable("COURSE_TEST_SECRET", "token");
        var run = await RunAsync(Session(S("env", """
            Console.WriteLine($"{1234.5:N1} {TimeZoneInfo.Local.BaseUtcOffset} {Environment.GetEnvironmentVariable("COURSE_TEST_SECRET")}|");
            var t = new Thread(() => Console.WriteLine(1.5.ToString())); t.Start(); t.Join();
            Console.WriteLine(Path.GetFileName(Environment.CurrentDirectory));
            """)));
        Assert.Equal([new TextOutput("1,234.5 00:00:00 |\n1.5\nwork\n", false)], run.Value.Snippets.Single().Outputs);
    }

    [Fact]
    public async Task An_id_shown_twice_is_an_exception_at_the_second_call()
    {
        var run = await RunAsync(Session(S("a", "Show.Table(\"t\", [\"x\"], [[1]]);"), S("b", "\nShow.Table(\"t\", [\"x\"], [[1]]);")));
        var fault = Assert.Single(run.Diagnostics);
        Assert.Equal(("CO4003", Line(1) + 1), (fault.Id, fault.Location.StartLine));
        Assert.Contains("'t' before", fault.Message);
    }

    [Fact]
    public async Task Figures_cross_the_process_border_unchanged()
    {
        var run = await RunAsync(Session(S("all", """
            Show.Bars("bars", "층", "값", new[] { 1, 2 }, ("가", new[] { 0.1, -2 }), ("나", new[] { 1e-300, double.MaxValue }));
            Show.Heatmap("map", "x", "y", new float[,] { { 1, 0.1f }, { 3, float.NaN } });
            """)));
        var figures = run.Value.Snippets.Single().Outputs.Cast<FigureOutput>().Select(static o => o.Figure).ToArray();
        Assert.Equal([FigureKind.Bars, FigureKind.Heatmap], figures.Select(static f => f.Kind));
        Assert.Equal(["1", "2"], figures[0].Categories);
        Assert.Equal([1e-300, double.MaxValue], figures[0].Series[1].Y);
        Assert.Equal([1, 0.1], figures[1].Series[0].Y);
        Assert.Equal("층", figures[0].X.Label);
    }
}
