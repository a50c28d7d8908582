using System.Text.Json;
using Course.Build.Status;

namespace Course.Build.Tests.CommandLine;

/// <summary><c>status</c> as a process, on a course in which something is wrong with each lesson.</summary>
public sealed class StatusCommandTests
{
    [Fact]
    public async Task Each_lesson_stands_in_the_table_as_it_is()
    {
        using var course = new TinyCourse("Console.WriteLine(1);", "Console.WriteLine(2);");
        File.AppendAllText(course.Folder["content/course.yaml"], """
            plan:
              - id: one
                title: { en: One, ko: 하나 }
                lessons:
                  - { id: first, title: { en: First, ko: 첫째 } }
                  - { id: second, title: { en: Second, ko: 둘째 } }
                  - { id: open, title: { en: Open, ko: 열린 } }
              - id: later
                title: { en: Later, ko: 나중 }
                lessons:
                  - { id: far, title: { en: Far, ko: 먼 } }

            """);
        await course.BuildWellAsync();
        course.Folder.Edit($"{TinyCourse.Lesson}/en.md", "Console.WriteLine(2);", "Console.WriteLine(3);");
        course.Folder.Edit($"{TinyCourse.Lesson}/en.md", "Some prose.", string.Concat(Enumerable.Repeat("word ", 230 * 7)) + "\n\n:::figure f alt=\"\"\n:::\n\n## More {#more}\n\nProse.");
        File.Delete(course.Folder["content/tracks/00-one/01-second/ko.md"]);
        course.Folder.Edit("content/tracks/00-one/01-second/lesson.yaml", "status: published", "status: draft");
        var records = course.Records;

        var ended = await CourseBuild.RunAsync(course.Folder.Root, "status", "--root", "content");
        Assert.True(ended.Code == 0, ended.ToString());
        var lines = ended.Output.Split('\n');
        Assert.Matches(@"^ 00 first +published( \(broken\))? +ko 2 behind +1 of 2 stale +1 missing +1 ~1-7!$", Line("first"));
        Assert.Matches(@"^ 01 second +draft +ko missing +1 fresh +- +1 ~1$", Line("second"));
        Assert.Contains("    planned: 03 open", lines);
        Assert.Contains("-- later", lines);
        Assert.Contains("    planned: 01 far", lines);
        Assert.Matches(@"^1 published · 1 draft · 2 planned · 1 snippet stale · 1 translation missing · 2 places behind", Line("published ·"));
        Assert.Equal(records, course.Records);

        var json = await CourseBuild.RunAsync(course.Folder.Root, "status", "--root", "content", "--json");
        using var document = JsonDocument.Parse(json.Output);
        var first = document.RootElement.GetProperty("tracks")[0].GetProperty("lessons")[0];
        Assert.Equal(["first-2"], first.GetProperty("snippets").GetProperty("stale").EnumerateArray().Select(static s => s.GetString()));
        Assert.Equal(["code changed in first-2"], first.GetProperty("snippets").GetProperty("reasons").EnumerateArray().Select(static s => s.GetString()));
        Assert.Equal(["tracks/00-one/00-first/en.md:5"], first.GetProperty("figures").GetProperty("withoutAlt").EnumerateArray().Select(static s => s.GetString()));
        Assert.Equal((1, 7), (first.GetProperty("minutes").GetProperty("stated").GetInt32(), first.GetProperty("minutes").GetProperty("estimated").GetProperty("en").GetInt32()));
        Assert.Equal("missing", document.RootElement.GetProperty("tracks")[0].GetProperty("lessons")[1].GetProperty("translations")[1].GetProperty("state").GetString());

        string Line(string words) => lines.First(l => l.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Accepted_translations_are_known_by_the_block()
    {
        using var course = new TinyCourse();
        await course.BuildWellAsync();
        Assert.Equal(("unaccepted", 0), await KoreanAsync(course));
        var accepted = await CourseBuild.RunAsync(course.Folder.Root, "sync", "--accept", "first", "--root", "content");
        Assert.True(accepted.Code == 0, accepted.ToString());
        Assert.Equal(("current", 0), await KoreanAsync(course));
        course.Folder.Edit($"{TinyCourse.Lesson}/en.md", "Some prose.", "Some other prose.");
        Assert.Equal(("behind", 1), await KoreanAsync(course));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    public void Lines_fit_a_terminal_and_lose_nothing_but_the_ends_of_ids(int width)
    {
        var status = CourseStatus.Of(Path.Combine(Checkout.Root, "content")).Value!;
        var lines = StatusTable.Lines(status, width).ToList();
        var whole = StatusTable.Lines(status, null).ToList();
        if (width >= 60) Assert.All(lines.SkipLast(1), line => Assert.InRange(line.Length, 1, width));
        Assert.Equal(Tails(whole), Tails(lines));
        Assert.Contains(whole, static l => l.Contains("06 vanishing-and-exploding-gradients ", StringComparison.Ordinal));

        // What stands behind a lesson's id.
        static List<string> Tails(List<string> lines) => [.. lines.Where(static l => l.StartsWith(" 06 ", StringComparison.Ordinal)).Select(static l => System.Text.RegularExpressions.Regex.Replace(l.Trim()[3..], @"^\S+\s+", ""))];
    }

    [Fact]
    public async Task A_course_that_cannot_be_read_is_a_fault()
    {
        using var course = new TinyCourse();
        course.Folder.Write("content/course.yaml", "title: [");
        var ended = await CourseBuild.RunAsync(course.Folder.Root, "status", "--root", "content");
        Assert.True(ended.Code == 1, ended.ToString());
        Assert.Contains("error CO1101 content/course.yaml:", ended.Output);
    }

    private static async Task<(string?, int)> KoreanAsync(TinyCourse course)
    {
        var ended = await CourseBuild.RunAsync(course.Folder.Root, "status", "--root", "content", "--json");
        using var document = JsonDocument.Parse(ended.Output);
        var korean = document.RootElement.GetProperty("tracks")[0].GetProperty("lessons")[0].GetProperty("translations")[1];
        return (korean.GetProperty("state").GetString(), korean.GetProperty("behind").GetInt32());
    }
}
