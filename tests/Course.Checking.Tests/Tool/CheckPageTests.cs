using System.Text.RegularExpressions;

namespace Course.Checking.Tests.Tool;

/// <summary>What docs/check.md shows is what the tool prints: each listing of output follows the command that makes it.</summary>
public sealed partial class CheckPageTests
{
    private static readonly string Page = Path.Combine(Check.Root, "docs", "check.md");

    [Fact]
    public async Task Every_output_on_the_page_is_what_the_tool_prints()
    {
        using var tool = new CheckTool();
        var page = (await File.ReadAllTextAsync(Page)).ReplaceLineEndings("\n");
        tool.Write("lesson.cs", Listing().Match(page).Groups["code"].Value);
        var exercise = Path.Combine(Check.Root, "content/tracks/03-gradients/06-vanishing-and-exploding-gradients/exercise");
        foreach (var file in Directory.GetFiles(exercise)) File.Copy(file, Path.Combine(tool.Folder, Path.GetFileName(file)));

        var outputs = Output().Matches(page);
        Assert.True(outputs.Count >= 5);
        var shown = page;
        foreach (Match output in outputs)
        {
            var arguments = output.Groups["arguments"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var run = await tool.Run(arguments);
            Assert.Equal("", run.Error);
            var printed = string.Join('\n', run.Output.Split('\n').Select(static line => line.TrimEnd())).Trim('\n');
            shown = shown.Replace(output.Value, $"```sh\ncourse-check {output.Groups["arguments"].Value}\n```\n\n```text\n{printed}\n```", StringComparison.Ordinal);
        }

        if (Environment.GetEnvironmentVariable("COURSE_ACCEPT") == "1") await File.WriteAllTextAsync(Page, shown);
        Assert.Equal(shown, (await File.ReadAllTextAsync(Page)).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Every_practice_is_listed()
    {
        var page = File.ReadAllText(Page);
        Assert.All(Analyzers.Practices.All, practice => Assert.Contains($"| `{practice.Name}` | {practice.Id} |", page, StringComparison.Ordinal));
    }

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Listing();

    [GeneratedRegex("```sh\ncourse-check (?<arguments>[^\n]*)\n```\n\n```text\n(?<output>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Output();
}
