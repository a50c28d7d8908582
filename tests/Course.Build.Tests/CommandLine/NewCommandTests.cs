using System.Text.Json;
using System.Text.RegularExpressions;

namespace Course.Build.Tests.CommandLine;

/// <summary><c>new</c> as a process: what it makes builds clean, and it never touches what is there.</summary>
public sealed class NewCommandTests
{
    private const string Plan = """
        plan:
          - id: zero
            title: { en: Zero, ko: 영 }
            lessons:
              - { id: hello, title: { en: Hello, ko: 안녕 } }
          - id: one
            title: { en: One, ko: 하나 }
            lessons:
              - { id: first, title: { en: First, ko: 첫째 } }
              - { id: second, title: { en: Second, ko: 둘째 } }
              - { id: third, title: { en: 'Is *it* [a] {trap}?', ko: '셋째: 함정 <b>' } }
          - id: two
            title: { en: Two, ko: 둘 }
            lessons:
              - { id: fourth, title: { en: Fourth, ko: 넷째 } }
              - { id: fifth, title: { en: Fifth, ko: 다섯째 } }

        """;

    [Fact]
    public async Task Planned_lessons_take_their_place_from_the_plan_and_build_clean_under_strict_as_they_are()
    {
        using var course = new TinyCourse();
        File.AppendAllText(course.Folder["content/course.yaml"], Plan);
        Renumber(course);
        foreach (var id in new[] { "third", "fifth" })
        {
            var made = await NewAsync(course, "lesson", id);
            Assert.True(made.Code == 0, made.ToString());
        }

        // The number is the place in the plan; the track that had no folder got one beside its neighbour's number.
        Assert.Equal(
            ["content/tracks/02-two/02-fifth/en.md", "content/tracks/02-two/02-fifth/exercise/solution.cs", "content/tracks/02-two/02-fifth/exercise/starter.cs",
                "content/tracks/02-two/02-fifth/ko.md", "content/tracks/02-two/02-fifth/lesson.yaml", "content/tracks/02-two/track.yaml"],
            course.Folder.Files("content/tracks/02-two").Keys.Select(static f => "content/tracks/02-two/" + f));
        Assert.StartsWith("# Is \\*it\\* \\[a\\] \\{trap\\}?\n", course.Folder.Read("content/tracks/01-one/03-third/en.md"));
        Assert.DoesNotContain("torch.randn", course.Folder.Read("content/tracks/01-one/03-third/ko.md"));

        var built = await course.BuildWellAsync("--strict", "--drafts", "--json");
        using var report = JsonDocument.Parse(built.Output);
        Assert.Empty(report.RootElement.GetProperty("diagnostics").EnumerateArray());
        Assert.Equal(8, report.RootElement.GetProperty("snippets").GetProperty("run").GetInt32());
        var page = course.Folder.Read("site/ko/one/third/index.html");
        Assert.Contains("셋째: 함정 &lt;b&gt;", page);
        Assert.Contains("from the true mean", page);
        Assert.Contains("Is *it* [a] {trap}?", course.Folder.Read("site/en/one/third/index.html"));

        // Without --drafts nobody sees them.
        await course.BuildWellAsync("--strict");
        Assert.DoesNotContain(course.Site.Keys, static f => f.Contains("third", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_course_without_a_plan_gets_tracks_and_lessons_by_their_options()
    {
        using var course = new TinyCourse();
        course.Folder.Edit("content/course.yaml", "languages: [en, ko]", "languages: [en, ko, ja]");
        File.Copy(Path.Combine(Checkout.Golden, "theme", "strings.ja.yaml"), course.Folder["theme/strings.ja.yaml"], overwrite: true);
        var track = await NewAsync(course, "track", "more", "--title", "en=More", "--title", "ko=더: 'X'", "--title", "ja=もっと");
        Assert.True(track.Code == 0, track.ToString());
        Assert.Contains("ko: '더: ''X'''", course.Folder.Read("content/tracks/01-more/track.yaml"));
        var lesson = await NewAsync(course, "lesson", "warm-up", "--track", "more", "--source", "ko", "--title", "ko=몸풀기");
        Assert.True(lesson.Code == 0, lesson.ToString());
        const string folder = "content/tracks/01-more/01-warm-up";
        Assert.Contains("torch.randn", course.Folder.Read($"{folder}/ko.md"));
        Assert.StartsWith("# Warm up\n", course.Folder.Read($"{folder}/ja.md"));
        Assert.DoesNotContain("torch.randn", course.Folder.Read($"{folder}/ja.md"));

        // The other lessons have no Japanese text, which strict would take amiss.
        var built = await course.BuildWellAsync("--drafts", "--json");
        Assert.DoesNotContain("warm-up", string.Concat(JsonDocument.Parse(built.Output).RootElement.GetProperty("diagnostics").EnumerateArray().Select(static d => d.GetProperty("file").GetString())));
    }

    [Theory]
    [InlineData("CO1401", "Did you mean `third`?", "lesson", "thrid")]
    [InlineData("CO1401", "in the track `one`, not in `two`", "lesson", "third", "--track", "two")]
    [InlineData("CO1402", "The lesson `first` is there already", "lesson", "first")]
    [InlineData("CO1402", "has the number 01 already", "lesson", "third", "--number", "1")]
    [InlineData("CO1403", "Write it as `third-one`", "lesson", "Third One")]
    [InlineData("CO1403", "is not a language of this course. Did you mean `ko`?", "lesson", "third", "--source", "kr")]
    [InlineData("CO1403", "--title en=", "lesson", "third", "--title", "Third")]
    [InlineData("CO1401", "Did you mean `two`?", "track", "tow")]
    [InlineData("CO1402", "The track `one` is there already", "track", "one")]
    [InlineData("CO1403", "../x", "track", "../x")]
    public async Task What_cannot_be_made_is_a_fault_and_leaves_nothing(string fault, string words, params string[] arguments)
    {
        using var course = new TinyCourse();
        File.AppendAllText(course.Folder["content/course.yaml"], Plan);
        Renumber(course);
        var before = course.Folder.Files(".");
        var ended = await NewAsync(course, arguments);
        Assert.True(ended.Code == 1, ended.ToString());
        Assert.Contains($"error {fault} ", ended.Output);
        Assert.Contains(words, ended.Output);
        Assert.Equal(before, course.Folder.Files("."));
    }

    [Fact]
    public async Task Where_the_last_step_fails_nothing_is_left()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("A link that leads nowhere stands in the way.");
        using var course = new TinyCourse();
        File.AppendAllText(course.Folder["content/course.yaml"], Plan);
        Renumber(course);

        // It looks as if nothing were there, and no folder can be moved to its place.
        File.CreateSymbolicLink(course.Folder["content/tracks/01-one/03-third"], "nowhere");
        var before = course.Folder.Files("content/tracks/01-one/01-first");
        var ended = await NewAsync(course, "lesson", "third");
        Assert.True(ended.Code == 1, ended.ToString());
        Assert.Contains("error CO1404 ", ended.Output);
        Assert.Equal(before, course.Folder.Files("content/tracks/01-one/01-first"));
        Assert.Empty(Directory.EnumerateDirectories(course.Folder["content"], ".new-*"));
    }

    [Fact]
    public async Task Pages_of_a_rule_have_the_headings_and_blocks_that_all_rules_pages_have()
    {
        using var folder = new TempFolder();
        var ended = await CourseBuild.RunAsync(folder.Root, "new", "rule-page", "DL9901", "NormNotLogged", "--rules", "rules");
        Assert.True(ended.Code == 0, ended.ToString());
        var rules = Path.Combine(Checkout.Root, "src", "Course.Analyzers", "Rules");
        foreach (var language in new[] { "en", "ko" })
        {
            var (page, known) = (folder.Read($"rules/DL9901NormNotLogged.{language}.md"), File.ReadAllText(Path.Combine(rules, $"DL7003LossSummedWithGraph.{language}.md")));
            Assert.Equal(Parts(known, "^## .*"), Parts(page, "^## .*"));
            Assert.Equal(Parts(known, "^```csharp .*"), Parts(page, "^```csharp .*"));
            Assert.StartsWith("# DL9901: ", page);
        }

        Assert.Equal(Parts(folder.Read("rules/DL9901NormNotLogged.en.md"), "^(?:var|```).*"), Parts(folder.Read("rules/DL9901NormNotLogged.ko.md"), "^(?:var|```).*"));
        Assert.StartsWith("# DL9901: Norm not logged\n", folder.Read("rules/DL9901NormNotLogged.en.md"));

        // A rule that exists gives its own title; its id cannot be taken by another.
        Assert.Equal(0, (await CourseBuild.RunAsync(folder.Root, "new", "rule-page", "DL7003", "LossSummedWithGraph", "--rules", "rules")).Code);
        Assert.StartsWith("# DL7003: 손실 텐서를 반복마다 더합니다\n", folder.Read("rules/DL7003LossSummedWithGraph.ko.md"));
        var before = folder.Files(".");
        foreach (var (id, name, words) in new[] { ("DL7003", "Other", "LossSummedWithGraph"), ("DL9901", "NormNotLogged", "there already"), ("DL99", "x", "Write DL and four digits") })
        {
            var refused = await CourseBuild.RunAsync(folder.Root, "new", "rule-page", id, name, "--rules", "rules");
            Assert.True(refused.Code == 1, refused.ToString());
            Assert.Contains(words, refused.Output);
        }

        Assert.Equal(before, folder.Files("."));
    }

    private static List<string> Parts(string page, string pattern) => [.. Regex.Matches(page, pattern, RegexOptions.Multiline).Select(static m => m.Value)];

    private static Task<Ended> NewAsync(TinyCourse course, params string[] arguments) =>
        CourseBuild.RunAsync(course.Folder.Root, ["new", .. arguments, "--root", "content"]);

    /// <summary>The tiny course counts from 0; the plan's numbers begin with 1.</summary>
    private static void Renumber(TinyCourse course)
    {
        Directory.Move(course.Folder["content/tracks/00-one"], course.Folder["content/tracks/01-one"]);
        Directory.Move(course.Folder["content/tracks/01-one/01-second"], course.Folder["content/tracks/01-one/02-second"]);
        Directory.Move(course.Folder["content/tracks/01-one/00-first"], course.Folder["content/tracks/01-one/01-first"]);
    }
}
