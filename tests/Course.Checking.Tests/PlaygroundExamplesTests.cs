using Course.Analyzers;
using Course.Site.Pages;
using Course.Site.Rules;

namespace Course.Checking.Tests;

/// <summary>What the playground opens is what it says: bad examples are reported, good ones are not, and all of them compile as they stand.</summary>
public sealed class PlaygroundExamplesTests
{
    internal static readonly Dictionary<string, RuleSheet> Sheets = RuleSheet.Read(
        string.Join('\n', Analyzers("AnalyzerReleases.*.md").Select(File.ReadAllText)),
        Analyzers("DL*.md").Select(static file => KeyValuePair.Create(Path.GetFileName(file), File.ReadAllText(file)))).ToDictionary(static sheet => sheet.Id, StringComparer.Ordinal);

    public static TheoryData<string> Ids => [.. Rules.All.Select(static rule => rule.SupportedDiagnostics[0].Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task An_example_does_what_its_name_says(string id)
    {
        var examples = RuleExamples.Of(Sheets[id]).ToList();
        Assert.Equal([$"{id}-bad", $"{id}-good"], examples.Select(static example => example.Name));
        foreach (var course in new[] { false, true })
        {
            foreach (var (name, code) in examples)
            {
                var report = await Check.Run(code, Check.English with { CourseProfile = course });
                Assert.Null(report.Refusal);
                Assert.DoesNotContain(report.Shown, static finding => finding.Id.StartsWith("CS", StringComparison.Ordinal) && finding.Weight == Weight.MustFix);
                var reported = report.Shown.Any(finding => finding.Id == id);
                Assert.True(reported == name.EndsWith("-bad", StringComparison.Ordinal), $"{name}, course profile {course}: {string.Join(", ", report.Shown.Select(static f => $"{f.Id} {f.Place.Line}"))}\n{code}");
            }
        }
    }

    /// <summary>The program that the page begins with is an example to follow.</summary>
    [Fact]
    public async Task The_first_program_has_nothing_to_mend()
    {
        Assert.Contains("clip_grad_norm_", Downloads.PlaygroundStart, StringComparison.Ordinal);
        var report = await Check.Run(Downloads.PlaygroundStart, Check.English with { CourseProfile = true });
        Assert.Null(report.Refusal);
        Assert.DoesNotContain(report.Shown, static finding => finding.Weight != Weight.WellDone);
        Assert.NotEmpty(report.Shown);
    }

    private static IEnumerable<string> Analyzers(string pattern) => Directory.EnumerateFiles(Path.Combine(Check.Root, "src", "Course.Analyzers"), pattern, SearchOption.AllDirectories);
}
