using Course.Content.Snippets;
using Course.Diagnostics;
using Course.Snippets.Compilation;
using Course.Snippets.Sessions;

namespace Course.Snippets.Tests.Compilation;

public sealed class SessionCompilerTests
{
    // The lesson's code talks to the test through the sink: SessionEvents.Sink is public.
    private const string Say = "static void Say(string text) => Course.Figures.Hosting.SessionEvents.Sink!.Value(\"said\", text);\n";

    [Theory]
    // code of the snippets in order, separated by a line of dashes; what they say.
    [InlineData("var x = 1;\n---\nSay($\"{x + 1}\");", "2")]
    [InlineData("int x = 3 // no newline at the end\n;---\nSay($\"{x}\"); // here neither", "3")]
    [InlineData("using System.Text;\nSay(new StringBuilder(\"a\").ToString());\n---\nusing System.Text;\nSay(new StringBuilder(\"b\").ToString());", "a b")]
    [InlineData("class A { public int V => 5; }\nSay($\"{new A().V} {new B(2).V}\");\n---\nrecord B(int V);", "5 2")]
    [InlineData("namespace N { class A { public static string S => \"n\"; } }\nSay(N.A.S);", "n")]
    [InlineData("await Task.Delay(1);\nSay(\"after\");\n---\nSay(await Task.FromResult(\"awaited\"));", "after awaited")]
    [InlineData("var n = 0;\nvoid Up() => n++;\n---\nUp(); Up();\nSay($\"{n}\");", "2")]
    [InlineData("var i = 0;\nagain:\ni++;\nif (i < 3) goto again;\nSay($\"{i}\");", "3")]
    [InlineData("Say(\"\"\"\"\n    ```\n    #line 3 \"x\"\n    \"\"\" }\n    \"\"\"\");", "```\n#line 3 \"x\"\n\"\"\" }")]
    [InlineData("Say(@\"a\n  b\");", "a\n  b")]
    [InlineData("var 기울기 = 1.5; // 기울기를 자른다\nSay($\"{기울기}\");", "1.5")]
    [InlineData("\tvar x = 1;\r\n\tSay($\"{x}\");\r\n", "1")]
    [InlineData("#region first\nclass C;\n#endregion\nSay(nameof(C));", "C")]
    [InlineData("#region wide\nclass C;\nSay(\"in\");\n#endregion", "in")]
    [InlineData("using Text = System.Text.StringBuilder;\n---\nSay(new Text(\"alias\").ToString());", "alias")]
    [InlineData("int F(int x) { if (x > 0) return 1; return 0; }\nFunc<int> g = () => { return 7; };\nSay($\"{F(1)} {g()}\");", "1 7")]
    [InlineData("try { throw new Exception(\"caught\"); } catch (Exception e) { Say(e.Message); }", "caught")]
    [InlineData("class A { } Say(\"same line\"); struct B { }", "same line")]
    [InlineData("", "")]
    [InlineData("// only a comment", "")]
    public void A_session_runs_its_statements_in_order_whatever_their_form(string snippets, string said)
    {
        var session = Session(Say + "---\n" + snippets);

        var compiled = Compile(session);
        var (events, thrown) = Run.Session(compiled);

        Assert.Null(thrown);
        Assert.Equal(session.Snippets.Select(static s => $"begin {s.Id}"), events.Where(static e => e.StartsWith("begin", StringComparison.Ordinal)));
        Assert.Equal(said, string.Join(' ', events.Where(static e => e.StartsWith("value", StringComparison.Ordinal)).Select(static e => e[11..])));
    }

    [Theory]
    // code; expected place relative to the code's first line (1) and column; text that the message holds
    [InlineData("var x = 1;\nvar y = x +;\n", 2, 12, "CS1525")]
    [InlineData("var x = 1", 1, 10, "CS1002")]
    [InlineData("if (true)\n{\n    Console.WriteLine();\n", 3, 25, "CS1513")]
    [InlineData("Console.WriteLine();\n}\n", 2, 1, "CS1022")]
    [InlineData("/* never closed\nvar x = 1;", 1, 1, "CS1035")]
    [InlineData("var s = \"open;\nvar t = 1;", 1, 9, "CS1010")]
    [InlineData("var x = 1;\nusing System.Text;\n", 2, 1, "CS1529")]
    [InlineData("return;\n", 1, 1, "ends the whole session")]
    [InlineData("if (DateTime.Now.Year > 1)\n    return;\n", 2, 5, "ends the whole session")]
    [InlineData("goto elsewhere;\n", 1, 1, "not in this snippet")]
    [InlineData("var a = 1;\n  #line 7 \"lie.cs\"\n", 2, 3, "#line")]
    [InlineData("#line (1, 1) - (2, 2) \"lie.cs\"\n", 1, 1, "#line")]
    [InlineData("#r \"System.Data\"\n", 1, 1, "#r")]
    [InlineData("#load \"other.csx\"\n", 1, 1, "#load")]
    [InlineData("#:package Evil@1.0.0\n", 1, 1, "not allowed")]
    [InlineData("#if DEBUG\nbroken(\n#endif\n", 1, 1, "#if")]
    [InlineData("#define X\n", 1, 1, "#define")]
    [InlineData("#pragma checksum \"a.cs\" \"{406EA660-64CF-4C82-B6F0-42D48172A799}\" \"ab\"\n", 1, 1, "#pragma")]
    [InlineData("namespace N;\nclass A;", 1, 1, "without braces")]
    [InlineData("[assembly: System.CLSCompliant(true)]\n", 1, 1, "attribute of the assembly")]
    [InlineData("global using System.Text;\n", 1, 1, "`global`")]
    [InlineData("extern alias other;\n", 1, 1, "extern alias")]
    [InlineData("Console.WriteLine(nowhere);\n", 1, 19, "CS0103")]
    [InlineData("using Nowhere.At.All;\n", 1, 7, "CS0246")]
    [InlineData("class Twice; class Twice;\n", 1, 20, "CS0101")]
    [InlineData("class A\n{\n    int F() => \"text\";\n}\n", 3, 16, "CS0029")]
    [InlineData("int x; Console.WriteLine(x);", 1, 26, "CS0165")]
    [InlineData("\tConsole.WriteLine(nowhere);", 1, 20, "CS0103")]
    [InlineData("var 한글 = 한굴;", 1, 10, "CS0103")]
    [InlineData("#error Not this way\n", 1, 8, "Not this way")]
    [InlineData("unsafe { }", 1, 1, "CS0227")]
    public void A_fault_is_reported_once_at_its_place_and_its_neighbours_are_silent(string code, int line, int column, string text)
    {
        var session = Make.Session(
            Make.Snippet("before", "var before = 1;", line: 10),
            Make.Snippet("faulty", code, line: 100, column: 4),
            Make.Snippet("after", "var after = before;\nclass After;", line: 200));

        var outcome = SessionCompiler.Compile(session, SnippetHost.References);

        Assert.Null(outcome.Value);
        var errors = outcome.Diagnostics.Where(static d => d.Severity == Severity.Error).ToArray();
        Assert.All(errors, static e => Assert.InRange(e.Location.StartLine, 100, 103));
        var error = Assert.Single(errors, e => e.Message.Contains(text, StringComparison.Ordinal));
        Assert.Equal(100 + line - 1, error.Location.StartLine);
        Assert.Equal(column + 4, error.Location.StartColumn);
        Assert.NotEmpty(error.Remedy);
    }

    [Fact]
    public void All_faults_of_a_session_are_reported_in_one_run()
    {
        var outcome = SessionCompiler.Compile(
            Make.Session(
                Make.Snippet("a", "var x = ;", line: 10),
                Make.Snippet("b", "var y = x; var unrelated = nothing;", line: 20),
                Make.Snippet("c", "}", line: 30),
                Make.Snippet("d", "var y = \"again\";\nclass Twice;", line: 40),
                Make.Snippet("e", "class Twice;\nvar text = (string)1;", line: 50)),
            SnippetHost.References);

        // Snippet b's use of x is no fault of its own: a declares it.
        Assert.Equal(
            ["10 CS1525", "20 CS0103", "30 CS1022", "40 CS0128", "50 CS0101", "51 CS0030"],
            outcome.Diagnostics.Where(static d => d.Severity == Severity.Error).Select(static d => $"{d.Location.StartLine} {d.Message.Split(':')[0]}").Distinct());
    }

    [Fact]
    public void Usings_of_a_snippet_that_is_left_out_still_serve_the_others()
    {
        var outcome = SessionCompiler.Compile(
            Make.Session(
                Make.Snippet("a", "using System.Text;\nusing static TorchSharp.torch;\nvar x = ones(3;", line: 10),
                Make.Snippet("b", "var b = new StringBuilder(); var y = zeros(2) + x;", line: 20)),
            SnippetHost.References);

        Assert.Equal(12, Assert.Single(outcome.Diagnostics).Location.StartLine);
    }

    [Fact]
    public void Later_snippets_that_clash_with_earlier_ones_are_the_ones_reported()
    {
        var outcome = SessionCompiler.Compile(
            Make.Session(
                Make.Snippet("a", "using T = System.Int32;\nclass Same;\n", line: 10),
                Make.Snippet("b", "using T = System.Int64;\nclass Same;\n", line: 20)),
            SnippetHost.References);

        Assert.Equal(
            ["20 CS1537", "21 CS0101"],
            outcome.Diagnostics.Select(static d => $"{d.Location.StartLine} {d.Message.Split(':')[0]}"));
    }

    [Fact]
    public void Included_code_is_reported_in_the_included_file()
    {
        var outcome = SessionCompiler.Compile(
            Make.Session(Make.Snippet("a", "var x = 1;\nnothing();", line: 1, file: "content/exercise/starter.cs")),
            SnippetHost.References);

        Assert.Equal(
            SourceLocation.OnLine("content/exercise/starter.cs", 2, 1, 7),
            outcome.Diagnostics.Single(static d => d.Severity == Severity.Error).Location);
    }

    [Fact]
    public void A_snippet_that_silences_a_warning_does_not_silence_it_for_its_neighbours()
    {
        var outcome = SessionCompiler.Compile(
            Make.Session(
                Make.Snippet("a", "#pragma warning disable CS0219\nvar a = 1;\n#nullable disable\nclass A { string s = null; public override string ToString() => s; }", line: 10),
                Make.Snippet("b", "var b = 1;\nstring n = null;\nclass B { public string S = null; }", line: 20)),
            SnippetHost.References);

        Assert.NotNull(outcome.Value);
        Assert.Equal(
            ["20 CS0219", "21 CS0219", "21 CS8600", "22 CS8625"],
            outcome.Diagnostics.Select(static d => $"{d.Location.StartLine} {d.Message.Split(':')[0]}"));
    }

    [Theory]
    [InlineData("throw new InvalidOperationException();", "threw t InvalidOperationException")]
    [InlineData("await Task.Yield(); int.Parse(\"x\");", "threw t FormatException")]
    [InlineData("var fine = 1; Console.Write(fine > 2 ? \"\" : \"\");", "did not throw t")]
    public void A_snippet_that_shall_throw_is_caught_and_the_session_goes_on(string code, string expected)
    {
        var compiled = Compile(Make.Session(
            Make.Snippet("t", code, throws: "Exception"), Make.Snippet("after", "var other = 2; Console.Write(other > 2 ? \"\" : \"\");")));

        var (events, thrown) = Run.Session(compiled);

        Assert.Null(thrown);
        Assert.Equal(["begin t", expected, "begin after"], events);
    }

    [Theory]
    [InlineData("Console.WriteLine(missing);", "CS0103", "")]
    [InlineData("Console.WriteLine(missing)", "CS1002", "")]
    [InlineData("_ = earlier + 1;", "CS0103", "CO3003")]
    [InlineData("int wrong = \"text\"; Console.WriteLine(missing);", "CS0103", "CO3004")]
    [InlineData("int wrong = \"text\";", "CS0103", "CO3003 CO3004")]
    [InlineData("int wrong = \"text\"; Console.WriteLine(missing);", "CS0103 CS0029", "")]
    [InlineData("#line 5\nConsole.WriteLine(missing);", "CS0103", "CO3005")]
    public void A_snippet_that_must_not_compile_draws_just_the_errors_that_it_declares(string code, string fails, string faults)
    {
        var outcome = SessionCompiler.Compile(
            Make.Session(
                Make.Snippet("first", "var earlier = 1; _ = earlier + 1;"),
                Make.Snippet("f", code, line: 50, fails: fails.Split(' ')),
                Make.Snippet("last", "_ = earlier + 1;")),
            SnippetHost.References);

        Assert.Equal(faults, string.Join(' ', outcome.Diagnostics.Select(static d => d.Id).Order(StringComparer.Ordinal)));
        Assert.All(outcome.Diagnostics, static d => Assert.InRange(d.Location.StartLine, 49, 50));
        if (faults.Length > 0) return;
        Assert.Equal(fails.Split(' ').Order(StringComparer.Ordinal), outcome.Value!.Findings["f"].Select(static f => f.Id).Order(StringComparer.Ordinal));
        Assert.Equal(["begin first", "begin last"], Run.Session(outcome.Value).Events);
    }

    [Fact]
    public void A_declared_error_is_recorded_at_its_place_in_the_code_in_both_languages()
    {
        var compiled = Compile(Make.Session(Make.Snippet("f", "var x = 1;\n  Console.WriteLine(missing);", fails: ["CS0103"])));

        var finding = Assert.Single(compiled.Findings["f"]);
        Assert.Equal((2, 21, 2, 28), (finding.Line, finding.Column, finding.EndLine, finding.EndColumn));
        Assert.Equal("The name 'missing' does not exist in the current context", finding.Message["en"]);
        Assert.Matches("\\p{IsHangulSyllables}", finding.Message["ko"]);
        Assert.False(compiled.HasRun);
    }

    [Fact]
    public void A_snippet_that_is_only_compiled_sees_what_came_before_and_leaves_nothing_behind()
    {
        var fine = Make.Session(
            Make.Snippet("a", "var a = 1;"),
            Make.Snippet("n", "using System.Text;\nvar n = a; _ = new StringBuilder(n); class OnlyHere;", mode: SnippetMode.NoRun),
            Make.Snippet("b", "var n = a + 1; _ = n;"));
        Assert.Equal(["begin a", "begin b"], Run.Session(Compile(fine)).Events);

        var depends = Make.Session(
            Make.Snippet("n", "var n = 1;", mode: SnippetMode.NoRun), Make.Snippet("b", "Console.WriteLine(n);", line: 20));
        var outcome = SessionCompiler.Compile(depends, SnippetHost.References);
        var error = Assert.Single(outcome.Diagnostics, static d => d.Severity == Severity.Error);
        Assert.Equal(20, error.Location.StartLine);
        Assert.Contains("snippet `n` declares it", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void An_ignored_snippet_is_not_even_parsed_for_errors()
    {
        var outcome = SessionCompiler.Compile(
            Make.Session(Make.Snippet("i", "this is } no C#", mode: SnippetMode.Ignore)), SnippetHost.References);

        Assert.Empty(outcome.Diagnostics);
        Assert.False(outcome.Value!.HasRun);
    }

    [Theory]
    [InlineData("Console.WriteLine(1);", false)]
    [InlineData("class Show { public static void Value() { } }\nShow.Value();", false)]
    [InlineData("Course.Figures.Data.AxisData axis = new(\"x\", false); Console.WriteLine(axis);", true)]
    public void Use_of_figures_is_known_from_symbols(string code, bool uses) =>
        Assert.Equal(uses, Compile(Make.Session(Make.Snippet("a", code))).UsesFigures);

    [Fact]
    public void The_same_session_gives_the_same_bytes_whatever_else_is_compiled_at_the_same_time()
    {
        var session = Session(Say + "---\nusing static TorchSharp.torch;\nvar x = randn(3, 4);\n---\nvar y = x.matmul(x.T);\nrecord Point(double X);");

        var all = Enumerable.Range(0, 24).AsParallel().Select(_ => Compile(session)).ToArray();

        Assert.All(all, one => Assert.True(one.Assembly.AsSpan().SequenceEqual(all[0].Assembly.AsSpan()) && one.Symbols.AsSpan().SequenceEqual(all[0].Symbols.AsSpan())));
    }

    private static CompiledSession Compile(SessionSource session)
    {
        var outcome = SessionCompiler.Compile(session, SnippetHost.References);
        Assert.Empty(outcome.Diagnostics.Where(static d => d.Severity == Severity.Error));
        return outcome.Value!;
    }

    private static SessionSource Session(string text) => Make.Session(
        [.. text.Split("---\n").Select(static (code, i) => Make.Snippet($"s{i}", code, line: 10 + (100 * i)))]);
}
