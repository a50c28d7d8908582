using System.Text.RegularExpressions;

namespace Course.Build.Tests.CommandLine;

/// <summary>The line that says what a shared change feeds, before anything runs.</summary>
public sealed class BlastRadiusTests
{
    [Fact]
    public async Task What_a_shared_change_feeds_is_said_before_it_runs_and_a_change_of_ones_own_is_not()
    {
        using var course = new TinyCourse(
            "Console.WriteLine(File.ReadAllText(\"data/x.csv\"));",
            "Show.Lines(\"line\", x: \"a\", y: \"b\", (\"c\", new[] { 1, 2 }, new[] { 1.0, 2.0 }));");
        course.Folder.Write($"{TinyCourse.Lesson}/data/x.csv", "1\n");
        course.Folder.Edit($"{TinyCourse.Lesson}/lesson.yaml", "minutes: 1", "minutes: 1\ndata: [data/x.csv]");
        foreach (var language in new[] { "en", "ko" }) File.AppendAllText(course.Folder[$"{TinyCourse.Lesson}/{language}.md"], ":::figure line alt=\"a line\"\n:::\n");
        Assert.DoesNotContain("feeds", (await course.BuildWellAsync()).Output);

        // Code of one snippet is nobody else's concern.
        course.Folder.Edit("content/tracks/00-one/01-second/en.md", "\"second\"", "\"other\"");
        Assert.DoesNotContain("feeds", (await course.BuildWellAsync()).Output);

        // A data file feeds all sessions of its lesson; how long they took is in their records.
        Milliseconds(course, "first-1", 70_400);
        course.Folder.Write($"{TinyCourse.Lesson}/data/x.csv", "2\n");
        var data = await course.BuildWellAsync();
        Assert.Contains("tracks/00-one/00-first/data/x.csv changed: feeds 2 snippets, 1 figure, 2 pages, about 70 s\n", data.Output);
        Assert.True(data.Output.IndexOf("feeds", StringComparison.Ordinal) < data.Output.IndexOf("  ran ", StringComparison.Ordinal), data.Output);

        // Engine and packages at once reach the same sessions: one line.
        foreach (var record in course.Records.Keys) course.Folder.Write($"content/{record}", Regex.Replace(course.Folder.Read($"content/{record}"), "\"(host|packages)\": \"[0-9a-f]+\"", "\"$1\": \"00\""));
        var engine = await course.BuildWellAsync();
        Assert.Contains("the package lock and the snippet host changed: feeds 3 snippets, 1 figure, 4 pages, under a second\n", engine.Output);
        Assert.Single(Regex.Matches(engine.Output, "feeds"));

        // Layouts, words and the glossary run nothing.
        course.Folder.Write("content/glossary.yaml", "terms:\n  - id: loss\n    term: { en: loss, ko: 손실 }\n    meaning: { en: error, ko: 오차 }\n");
        course.Folder.Edit("content/tracks/00-one/01-second/en.md", "Some prose.", "Some {term:loss}.");
        await course.BuildWellAsync();
        File.AppendAllText(course.Folder["theme/layouts/track.sbn"], "\n");
        File.AppendAllText(course.Folder["theme/strings.ko.yaml"], "unused-word: x\n");
        course.Folder.Edit("content/glossary.yaml", "error", "what training lessens");
        var words = await course.BuildAsync();
        Assert.Contains("site/layouts/track.sbn changed: feeds 2 pages, under a second\n", words.Output);
        Assert.Contains("site/strings.ko.yaml changed: feeds 6 pages, under a second\n", words.Output);
        Assert.Contains("glossary.yaml (loss) changed: feeds 3 pages, under a second\n", words.Output);

        // A report for programs and a quiet one stay what they are.
        File.AppendAllText(course.Folder["theme/layouts/track.sbn"], "\n");
        Assert.DoesNotContain("feeds", (await course.BuildAsync("--json")).Output);
    }

    private static void Milliseconds(TinyCourse course, string snippet, int milliseconds)
    {
        var path = $"{TinyCourse.Lesson}/recorded/{snippet}.json";
        course.Folder.Write(path, Regex.Replace(course.Folder.Read(path), "\"milliseconds\": [0-9]+", $"\"milliseconds\": {milliseconds}"));
    }
}
