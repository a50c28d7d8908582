using System.Diagnostics;
using Course.Content.Snippets;
using Course.Diagnostics;
using Course.Snippets.Compilation;
using CsCheck;

namespace Course.Snippets.Tests.Compilation;

/// <summary>Whatever the snippets look like, a fault in one of their lines is reported at that line.</summary>
public sealed class LineMappingTests
{
    // Whole pieces of code, one or several lines each; ¤ becomes a number that makes names unique.
    private static readonly string[] Pieces =
    [
        "var v¤ = ¤;", "// a comment, 주석", "", "    ", "\tvar v¤ = \"tab\\t\";", "class C¤\n{\n    public int P { get; set; }\n}",
        "record R¤(int X);", "int F¤(int x)\n{\n    return x + 1;\n}", "var s¤ = \"\"\"\n    raw ``` text\n    #line 9\n    \"\"\";",
        "var s¤ = @\"verbatim\n} text\";", "/* two\nlines */", "foreach (var i¤ in new[] { 1, 2 })\n{\n    _ = i¤ + 1;\n}",
        "await Task.CompletedTask;", "#region r\n#endregion", "enum E¤ { A, B }", "var 값¤ = $\"{1 + 1:F2}\";", "namespace N¤ { class Inner; }",
        "#pragma warning disable CS0219", "if (Environment.TickCount < 0) throw new InvalidOperationException();", "using (new StringReader(\"x\")) { }",
    ];

    private static readonly Gen<string[][]> Sessions = Gen.Int[0, Pieces.Length - 1].Select(static i => Pieces[i]).Array[1, 8].Array[1, 5];

    [Fact]
    public void An_error_in_any_line_is_reported_at_that_line()
    {
        Gen.Select(Sessions, Gen.Int[0, 999], Gen.Int[0, 999], Gen.Int[0, 8], Gen.Bool).Sample(
            (session, which, where, column, inType) =>
            {
                var (pieces, _) = Inject(session, which, where, inType ? "class Wrong\n{\n    unknownType field;\n}" : "unknownName.Call();");
                var snippets = Assemble(pieces, column);
                var expected = LineOf(snippets, inType ? "unknownType" : "unknownName");

                var errors = SessionCompiler.Compile(Make.Session(snippets), SnippetHost.References).Diagnostics
                    .Where(static d => d.Severity == Severity.Error).ToArray();

                var error = Assert.Single(errors);
                Assert.Equal((expected.File, expected.Line), (error.Location.File, error.Location.StartLine));
                Assert.Equal(expected.Column, error.Location.StartColumn);
            },
            iter: 150);
    }

    [Fact]
    public void A_syntax_error_in_any_line_is_reported_at_that_line_first()
    {
        Gen.Select(Sessions, Gen.Int[0, 999], Gen.Int[0, 999], Gen.Int[0, 2].Select(static i => new[] { "var unknownName = ;", "unknownName(;", "unknownName )" }[i])).Sample(
            (session, which, where, wrong) =>
            {
                var (pieces, _) = Inject(session, which, where, wrong);
                var snippets = Assemble(pieces, 2);
                var expected = LineOf(snippets, "unknownName");

                var errors = SessionCompiler.Compile(Make.Session(snippets), SnippetHost.References).Diagnostics
                    .Where(static d => d.Severity == Severity.Error).ToArray();

                // The parser may stumble again further on, but first at the fault, and never in another snippet.
                var first = errors.MinBy(static e => e.Location.StartLine)!;
                Assert.Equal((expected.File, expected.Line), (first.Location.File, first.Location.StartLine));
                Assert.All(errors, e => Assert.Equal((expected.File, expected.Line / 100), (e.Location.File, e.Location.StartLine / 100)));
            },
            iter: 150);
    }

    [Fact]
    public void An_exception_at_run_time_names_the_line()
    {
        // The runtime throws the last two by itself, out of checks that optimisation would move away from their line.
        string[] throwing =
        [
            "throw new NotSupportedException(\"here\"); // unknownName",
            "Thrower.Do();\nstatic class Thrower\n{\n    public static void Do()\n    {\n        throw new NotSupportedException(\"here\"); // unknownName\n    }\n}",
            "var cells = new int[3];\nvar last = 3;\nConsole.WriteLine(cells[last]); // unknownName",
            "string? nothing = null;\nfor (var round = 0; round < 3; round++)\n{\n    Console.WriteLine(nothing!.Length); // unknownName\n}",
        ];
        Gen.Select(Sessions, Gen.Int[0, 999], Gen.Int[0, 999], Gen.Int[0, 3]).Sample(
            (session, which, where, way) =>
            {
                var (pieces, _) = Inject(session, which, where, throwing[way]);
                var snippets = Assemble(pieces, 3);
                var expected = LineOf(snippets, "unknownName");
                var outcome = SessionCompiler.Compile(Make.Session(snippets), SnippetHost.References);
                Assert.DoesNotContain(outcome.Diagnostics, static d => d.Severity == Severity.Error);

                var (_, thrown) = Run.Session(outcome.Value!);

                var frame = new StackTrace(thrown!, fNeedFileInfo: true).GetFrames().First(static f => f.GetFileName() is not null);
                Assert.Equal((expected.File, expected.Line), (frame.GetFileName(), frame.GetFileLineNumber()));
            },
            iter: 100);
    }

    private static (List<List<string>> Pieces, int At) Inject(string[][] session, int which, int where, string wrong)
    {
        var pieces = session.Select(static s => s.ToList()).ToList();
        var target = pieces[which % pieces.Count];
        var at = where % (target.Count + 1);
        target.Insert(at, wrong);
        return (pieces, at);
    }

    // Snippets alternate between the markdown and an included file.
    private static Snippet[] Assemble(List<List<string>> pieces, int column)
    {
        var number = 0;
        return [.. pieces.Select((s, i) => Make.Snippet(
            $"s{i}",
            string.Join('\n', s.Select(p => p.Replace("¤", $"{number++}", StringComparison.Ordinal))),
            line: 7 + (i * 100),
            column: i % 2 == 0 ? column : 0,
            file: i % 2 == 0 ? Make.File : $"content/included{i}.cs"))];
    }

    private static (string File, int Line, int Column) LineOf(Snippet[] snippets, string marker)
    {
        var snippet = snippets.Single(s => s.Code.Contains(marker, StringComparison.Ordinal));
        var lines = snippet.Code.Split('\n');
        var line = Array.FindIndex(lines, l => l.Contains(marker, StringComparison.Ordinal));
        return (snippet.CodeFile, snippet.CodeLine + line, snippet.CodeColumn + lines[line].IndexOf(marker, StringComparison.Ordinal) + 1);
    }
}
