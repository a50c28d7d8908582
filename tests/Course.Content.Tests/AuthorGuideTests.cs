using Course.Content.Files;
using Course.Content.Parsing;
using Markdig;
using Markdig.Syntax;

namespace Course.Content.Tests;

/// <summary>What docs/markdown.md shows is right, and it names every attribute.</summary>
public sealed class AuthorGuideTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "markdown.md"));

    private static IEnumerable<string> ExampleTexts() =>
        Markdown.Parse(Guide).OfType<FencedCodeBlock>().Where(static b => b.Info == "markdown").Select(static b => b.Lines.ToString());

    public static TheoryData<string> Examples() => [.. ExampleTexts()];

    [Theory]
    [MemberData(nameof(Examples))]
    public void ExamplesParseWithoutDiagnostics(string example)
    {
        var code = LessonFiles.Empty.Code.Add("exercise/starter.cs", SpecTests.Source("exercise/starter.cs", "var x = 1;\n"));
        Assert.Empty(LessonParser.Parse(SpecTests.Source("en.md", example), "en", code).Diagnostics);
    }

    [Fact]
    public void EveryDirectiveAndAttributeIsExplained()
    {
        Assert.True(ExampleTexts().Count() >= 8);
        string[] names = ["tip", "principle", "note", "warning", "pitfall", "figure", "tabs", "tab", "exercise", "hint", "solution", "value", "term"];
        Assert.All(names, static n => Assert.Matches($@":::{n}\b|`{n}`|\{{{n}:", Guide));

        // The parser's own list of known attributes is in the remedy for an unknown one.
        var remedy = LessonParser.Parse(SpecTests.Source("en.md", "# T\n\n```csharp id=a zzzzzzzz\nx\n```\n"), "en").Diagnostics.Single().Remedy;
        var known = remedy["Use one of: ".Length..remedy.IndexOf(';', StringComparison.Ordinal)].Split(", ");
        Assert.True(known.Length >= 16);
        Assert.All(known, static k => Assert.Matches($"`{k}[`= ]", Guide));
    }
}
