using System.Runtime.CompilerServices;
using System.Text;
using Course.Content.Files;
using Course.Content.Parsing;
using Course.Content.Yaml;
using Course.Diagnostics;

namespace Course.Content.Tests;

/// <summary>
/// Runs specs/*.md. A case holds either one `markdown` block, or one yaml block (`course`, `glossary`, `track`,
/// `lesson`), or `file PATH` blocks that are laid over a small valid course. `tree` and `diagnostics` are what must
/// come out; where they are absent, no diagnostics may. With ACCEPT_SPECS=1 results are written back instead.
/// </summary>
public sealed class SpecTests
{
    private static readonly string[] Inputs = ["markdown", "course", "glossary", "track", "lesson", "file"];
    private static readonly string[] Outputs = ["tree", "diagnostics"];

    public static IEnumerable<SpecCase> AllCases() =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "specs"), "*.md").Order(StringComparer.Ordinal).SelectMany(SpecCase.Read);

    public static IEnumerable<TheoryDataRow<string, string>> Names() => AllCases().Select(static c => new TheoryDataRow<string, string>(c.File, c.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Holds(string file, string name)
    {
        var spec = AllCases().Single(c => c.File == file && c.Name == name);
        foreach (var block in spec.Blocks)
        {
            Assert.True(Inputs.Contains(block.Kind) || Outputs.Contains(block.Kind), $"{spec.File}.md:{block.Line}: unknown block `{block.Kind}`");
        }

        var (tree, diagnostics) = Run(spec);
        var told = Tell(diagnostics, withPath: spec.Blocks.Any(static b => b.Kind == "file"));
        if (Environment.GetEnvironmentVariable("ACCEPT_SPECS") == "1")
        {
            var path = Path.Combine(SourceFolder(), "specs", file + ".md");
            if (spec.Text("tree") is not null) spec.Accept(path, "tree", tree!);
            spec.Accept(path, "diagnostics", told);
            return;
        }

        if (spec.Text("tree") is { } expected) Assert.Equal(expected, tree);
        Assert.Equal(spec.Text("diagnostics") ?? "", told);
        foreach (var diagnostic in diagnostics) Complete(diagnostic);
    }

    [Fact]
    public void EveryNameIsUsedOnce() => Assert.Equal(AllCases().Count(), AllCases().DistinctBy(static c => (c.File, c.Name)).Count());

    /// <summary>Runs a case and returns what it found.</summary>
    internal static (string? Tree, IReadOnlyList<Diagnostic> Diagnostics) Run(SpecCase spec)
    {
        if (spec.Blocks.Any(static b => b.Kind == "file"))
        {
            using var course = SampleCourse.Create(spec.Blocks.Where(static b => b.Kind == "file").Select(static b => (b.Argument, b.Text)));
            return (null, new ContentReader().Read(course.Root).Diagnostics);
        }

        var input = spec.Blocks.Single(static b => Inputs.Contains(b.Kind));
        var facts = CourseYaml.Unknown with { Languages = ["ko", "en"] };
        if (input.Kind == "markdown")
        {
            var code = LessonFiles.Empty.Code.Add("exercise/starter.cs", Source("exercise/starter.cs", "// start\nvar x = 1;\n"));
            var text = LessonParser.Parse(Source("en.md", input.Text), "en", code);
            return (TreeDump.Of(text.Value), text.Diagnostics);
        }

        var file = Source(input.Kind + ".yaml", input.Text);
        return (null, input.Kind switch
        {
            "course" => CourseYaml.Read(file).Diagnostics,
            "glossary" => GlossaryYaml.Read(file, facts).Diagnostics,
            "track" => TrackYaml.Read(file, facts).Diagnostics,
            _ => LessonYaml.Read(file, facts).Diagnostics,
        });
    }

    internal static SourceFile Source(string path, string text) => new(path, text, ContentHash.Of(text));

    private static string Tell(IEnumerable<Diagnostic> diagnostics, bool withPath)
    {
        var told = new StringBuilder();
        foreach (var d in diagnostics.Order(Diagnostic.ByPlace))
        {
            if (withPath) told.Append(d.Location.File).Append(':');
            told.Append(d.Location.StartLine).Append(':').Append(d.Location.StartColumn).Append(' ').Append(d.Id).Append(' ').Append(d.Message).Append('\n');
        }

        return told.ToString();
    }

    /// <summary>Every message is a sentence that stands by itself, and every remedy tells what to do.</summary>
    private static void Complete(Diagnostic diagnostic)
    {
        Assert.Matches(@"[.?]$", diagnostic.Message);
        Assert.Matches(@"[.]$", diagnostic.Remedy);
        Assert.DoesNotContain("  ", diagnostic.Message);
        Assert.False(string.IsNullOrEmpty(diagnostic.Location.File));
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
