using System.Diagnostics;
using System.Text;
using Course.Content.Files;
using Course.Content.Parsing;
using Course.Content.Yaml;
using Course.Diagnostics;
using CsCheck;
using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;

namespace Course.Content.Tests;

/// <summary>No text, however broken or hostile, may throw, hang, or give a tree that cannot be rendered.</summary>
public sealed class HostileTextTests
{
    /// <summary>Fragments that mean something to the parser, alone and against one another.</summary>
    private static readonly string[] Fragments =
    [
        "\n", "\n\n", " ", "    ", "\t", "# ", "## ", "{#id}", "{#", "}", ":::", "::::", ":::tip ", ":::figure f alt=\"", ":::tabs\n", ":::tab x\n",
        ":::exercise e\n", "```", "~~~", "```csharp id=", "```csharp", " include=exercise/starter.cs", " lines=1-", "$", "$$", "\\", "{value:", "{term:", "|",
        "[", "](", ")", "![", "](figure:", "](lesson:a#", "[^1]", "[^1]: ", "*", "**", "_", "`", "<", "<b>", "<!--", "-->", "> ", "- ", "- [ ] ", "1. ",
        "---\n", "===\n", "| a | b |\n|---|---|\n", "a", "가", "\"", "=", "\u0000", "\ud83d\ude00", "\ud800", "\r", "&amp;", "&", "http://x", "<http://x>", "[x]: lesson:y\n",
    ];

    private static readonly Gen<string> AnyText = Gen.OneOf(
        OneOf(Fragments).Array[0, 60].Select(static f => string.Concat(f)),
        Gen.String[0, 400],
        Gen.Byte.Array[0, 400].Select(static b => Encoding.Latin1.GetString(b)))
        .Select(static t => WellFormed(t.Replace("\r\n", "\n").Replace('\r', '\n')));

    /// <summary>Load reads strict UTF-8, which has no half of a surrogate pair.</summary>
    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static Gen<string> OneOf(string[] fragments) => Gen.Int[0, fragments.Length - 1].Select(i => fragments[i]);

    private static string BigLesson { get; } = string.Concat(
        SpecTests.AllCases().Where(static c => c.File is "dialect" or "snippets" or "directives").SelectMany(static c => c.Blocks).Where(static b => b.Kind == "markdown").Select(static b => b.Text));

    [Fact]
    public void AnyTextParsesTheSameTwice() => AnyText.Sample(static text =>
    {
        var (first, second) = (Parse(text), Parse(text));
        Assert.Equal(first.Diagnostics, second.Diagnostics);
        Assert.Equal(TreeDump.Of(first.Value), TreeDump.Of(second.Value));
        Renders(first.Value.Document);
        foreach (var diagnostic in first.Diagnostics) IsInside(diagnostic.Location, text);
    }, iter: 5_000, threads: 1);

    [Theory]
    [InlineData("[x](http://a.example/\U0001F600)")]
    [InlineData("[x](http://a.example/&#xD83D;)")]
    [InlineData("[x](http://a.example/&#x1F600;b)")]
    [InlineData("![\U0001F600](\U0001F600.svg)")]
    public void AddressesBeyondTheBasicPlaneRender(string text) => Renders(Parse("# T\n\n" + text + "\n").Value.Document);

    [Fact]
    public void ALessonCutAnywhereParses()
    {
        Assert.True(BigLesson.Length > 3000);
        for (var length = 0; length <= BigLesson.Length; length++) Renders(Parse(BigLesson[..length]).Value.Document);
    }

    [Fact]
    public void IdsAreUniqueWhateverIsWritten() => AnyText.Sample(static text =>
    {
        var lesson = Parse(text).Value;
        Assert.Distinct(lesson.Snippets.Select(static s => s.Id));
        Assert.Distinct(lesson.Headings.Select(static h => h.Id).Concat(lesson.Exercises.Select(static e => e.Id)));
        Assert.Distinct(lesson.Figures.Select(static f => f.Id));
        Assert.All(lesson.Snippets, static s => Assert.NotEmpty(s.Id));
    }, iter: 3_000, threads: 1);

    public static TheoryData<string, string> Monsters() => new()
    {
        { "quotes", new string('>', 10_000) + " x" },
        { "quotes on many lines", string.Concat(Enumerable.Range(0, 1_000).Select(static i => new string('>', i) + "\n")) },
        { "directives", string.Concat(Enumerable.Repeat(":::tip\n", 10_000)) },
        { "directives of growing length", string.Concat(Enumerable.Range(3, 1_000).Select(static i => new string(':', i) + "tip\n")) },
        { "colons", new string(':', 1_000_000) },
        { "lists", string.Concat(Enumerable.Repeat("- ", 10_000)) + "x" },
        { "lists by indent", string.Concat(Enumerable.Range(0, 1_000).Select(static i => new string(' ', 2 * i) + "- x\n")) },
        { "brackets", new string('[', 50_000) },
        { "links", string.Concat(Enumerable.Repeat("[a](", 50_000)) },
        { "images", string.Concat(Enumerable.Repeat("![", 20_000)) + string.Concat(Enumerable.Repeat("](a)", 20_000)) },
        { "emphasis", string.Concat(Enumerable.Repeat("*a **a ", 10_000)) + string.Concat(Enumerable.Repeat("b** b*", 10_000)) },
        { "stars", new string('*', 100_000) + "a" + new string('*', 100_000) },
        { "ticks", string.Concat(Enumerable.Range(1, 1_000).Select(static i => new string('`', i) + " ")) },
        { "dollars that close nothing", string.Concat(Enumerable.Repeat("$a ", 300_000)) },
        { "double dollars", string.Concat(Enumerable.Repeat("$$a ", 100_001)) },
        { "braces", string.Concat(Enumerable.Repeat("{value:", 100_000)) },
        { "open braces", new string('{', 500_000) },
        { "angles", new string('<', 100_000) },
        { "comments", string.Concat(Enumerable.Repeat("<!--", 20_000)) },
        { "a line of a million letters", new string('가', 1_000_000) },
        { "a million lines", new string('\n', 1_000_000) },
        { "table", string.Concat(Enumerable.Repeat("|a", 2_000)) + "|\n" + string.Concat(Enumerable.Repeat("|-", 2_000)) + "|\n" },
        { "attributes", "```csharp " + string.Concat(Enumerable.Range(0, 2_000).Select(static i => $"a{i}=\"")) + "\n```" },
        { "backslashes", new string('\\', 500_000) },
        { "footnotes", string.Concat(Enumerable.Range(0, 2_000).Select(static i => $"[^{i}]: [^{i + 1}]\n")) + "[^0]" },
        { "entities", string.Concat(Enumerable.Repeat("&#x", 100_000)) },
        { "headings of one name", string.Concat(Enumerable.Repeat("## a\n", 2_000)) },
    };

    [Theory]
    [MemberData(nameof(Monsters))]
    public void MonstersEndSoon(string name, string text)
    {
        var clock = Stopwatch.StartNew();
        var lesson = Parse("# " + name + "\n\n" + text);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{name} took {clock.Elapsed}");
        Renders(lesson.Value.Document);

        // Single lines of that length are refused; broken into lines that are not, the text is as hostile.
        clock.Restart();
        lesson = Parse("# " + name + "\n\n" + string.Join('\n', text.Chunk(9_999).Select(static c => new string(c))));
        Assert.DoesNotContain(lesson.Diagnostics, static d => d.Id == ContentFaults.LineTooLong.Id);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{name} took {clock.Elapsed}");
        Renders(lesson.Value.Document);
    }

    [Theory]
    [InlineData("quotes")]
    [InlineData("directives")]
    [InlineData("lists by indent")]
    [InlineData("emphasis")]
    public void DepthIsRefusedAndTold(string monster)
    {
        var text = (string)Monsters().Single(row => row.Data.Item1 == monster).Data.Item2;
        Assert.Single(Parse("# T\n\n" + string.Join('\n', text.Chunk(9_999).Select(static c => new string(c)))).Diagnostics, static d => d.Id == ContentFaults.TooDeep.Id);
    }

    [Fact]
    public void LongLinesAreRefusedAndTold()
    {
        var found = Assert.Single(Parse("# T\n" + new string('x', 10_001)).Diagnostics, static d => d.Id == ContentFaults.LineTooLong.Id);
        Assert.Equal(2, found.Location.StartLine);
        Assert.Empty(Parse("# T\n" + new string('x', 10_000)).Diagnostics);
    }

    [Fact]
    public void AnyYamlIsReadOrReported()
    {
        string[] fragments = ["\n", "  ", "- ", "id: ", "title: ", "{", "}", "[", "]", ", ", ": ", "en", "&a ", "*a", "!", "|\n", ">\n", "\"", "'", "#", "---\n", "...\n", "? ", "%", "@", "\t", "\u0000", "가", "\ud800", "plan:\n", "lessons:\n"];
        Gen.OneOf(OneOf(fragments).Array[0, 40].Select(static f => string.Concat(f)), Gen.String[0, 200]).Sample(text =>
        {
            var file = SpecTests.Source("x.yaml", text);
            var course = CourseYaml.Read(file);
            Assert.NotEmpty(course.Diagnostics);
            foreach (var diagnostic in course.Diagnostics) Assert.DoesNotContain("Exception", diagnostic.Message);
            GlossaryYaml.Read(file, course.Value);
            LessonYaml.Read(file, course.Value);
        }, iter: 5_000, threads: 1);
    }

    [Theory]
    [InlineData("[", 100_000)]
    [InlineData("{a: ", 50_000)]
    [InlineData("- ", 50_000)]
    [InlineData("? ", 20_000)]
    [InlineData("&a ", 20_000)]
    [InlineData("\"", 99_999)]
    public void YamlMonstersEndSoon(string unit, int count)
    {
        var clock = Stopwatch.StartNew();
        var read = CourseYaml.Read(SpecTests.Source("x.yaml", "a: " + string.Concat(Enumerable.Repeat(unit, count))));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"took {clock.Elapsed}");
        Assert.True(read.HasErrors);
    }

    private static Outcome<Book.LessonText> Parse(string text) =>
        LessonParser.Parse(SpecTests.Source("en.md", text), "en", LessonFiles.Empty.Code.Add("exercise/starter.cs", SpecTests.Source("exercise/starter.cs", "x\n")));

    /// <summary>Renderers recurse and refuse deep trees by throwing; a tree that Parse gives out must not be one.</summary>
    private static void Renders(MarkdownDocument document)
    {
        var renderer = new HtmlRenderer(new StringWriter());
        new MarkdownPipelineBuilder().UsePipeTables().UseFootnotes().UseTaskLists().UseMathematics().Build().Setup(renderer);
        renderer.Render(document);
    }

    private static void IsInside(SourceLocation at, string text)
    {
        var lines = text.Split('\n');
        Assert.InRange(at.StartLine, 1, lines.Length);
        Assert.InRange(at.StartColumn, 0, lines[at.StartLine - 1].Length + 1);
        Assert.True(at.EndLine >= at.StartLine);
    }
}
