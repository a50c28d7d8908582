using System.Text.Json;

namespace Course.Build.Tests.CommandLine;

/// <summary>What the process says to the shell and to people, and what it leaves on the disk.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--frozne", "--frozne")]
    [InlineData("--verbosity=loud", "loud")]
    [InlineData("--root", "--root")]
    [InlineData("lesson.md", "lesson.md")]
    public async Task What_cannot_be_understood_is_named_and_ends_with_2(string argument, string named)
    {
        using var course = new TinyCourse();
        var ended = await CourseBuild.RunAsync(course.Folder.Root, argument);
        Assert.True(ended.Code == 2, ended.ToString());
        Assert.Contains(named, ended.Error);
        Assert.Contains("--help", ended.Error);
        Assert.Empty(ended.Output);
        Assert.Empty(course.Site);
    }

    [Fact]
    public async Task A_folder_without_a_course_ends_with_2_and_says_how_to_name_one()
    {
        using var folder = new TempFolder();
        var ended = await CourseBuild.RunAsync(folder.Root);
        Assert.True(ended.Code == 2, ended.ToString());
        Assert.Contains("--root", ended.Error);
        var missing = await CourseBuild.RunAsync(folder.Root, "--root", "nowhere");
        Assert.True(missing.Code == 2, missing.ToString());
        Assert.Contains("nowhere", missing.Error);
    }

    [Fact]
    public async Task Help_lists_what_README_documents()
    {
        var ended = await CourseBuild.RunAsync(Checkout.Root, "--help");
        Assert.Equal(0, ended.Code);
        var readme = await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "README.md"), TestContext.Current.CancellationToken);
        var documented = System.Text.RegularExpressions.Regex.Matches(readme, "^  (--[a-z]+)", System.Text.RegularExpressions.RegexOptions.Multiline).Select(static m => m.Groups[1].Value).ToList();
        Assert.True(documented.Count >= 6);
        Assert.All(documented, option => Assert.Contains(option, ended.Output));
    }

    [Fact]
    public async Task A_build_runs_what_is_stale_once_and_a_second_one_writes_and_runs_nothing()
    {
        using var course = new TinyCourse();
        var first = await course.BuildWellAsync("--json");
        using (var report = JsonDocument.Parse(first.Output))
        {
            var root = report.RootElement;
            Assert.True(root.GetProperty("succeeded").GetBoolean());
            Assert.Equal(course.Folder["site"], root.GetProperty("site").GetString());
            Assert.Equal(2, root.GetProperty("lessons").GetInt32());
            Assert.Equal(course.Site.Count(static f => f.Key.EndsWith(".html", StringComparison.Ordinal)), root.GetProperty("pages").GetInt32());
            Assert.Equal((2, 2, 0), Snippets(root));
            Assert.Equal(course.Site.Count, root.GetProperty("files").GetProperty("written").GetInt32());
            Assert.Equal(["compile", "execute", "load", "publish", "render"], root.GetProperty("stageMilliseconds").EnumerateObject().Select(static p => p.Name).Order(StringComparer.Ordinal));
            Assert.InRange(root.GetProperty("totalMilliseconds").GetDouble(), 1, 120_000);
            Assert.InRange(root.GetProperty("peakMegabytes").GetInt64(), 1, 4096);
            Assert.Empty(root.GetProperty("diagnostics").EnumerateArray());
            Assert.Equal(2, root.GetProperty("reasons").GetArrayLength());
        }

        var (site, records) = (course.Site, course.Records);
        Assert.Equal(2, records.Count);
        var stamps = Stamps(course);
        using (var report = JsonDocument.Parse((await course.BuildWellAsync("--json")).Output))
        {
            Assert.Equal((2, 0, 2), Snippets(report.RootElement));
            Assert.Equal(0, report.RootElement.GetProperty("files").GetProperty("written").GetInt32());
        }

        Assert.Equal(stamps, Stamps(course));

        // Prose: the page and its markdown twin change, nothing runs.
        course.Folder.Edit($"{TinyCourse.Lesson}/en.md", "Some prose.", "Other prose.");
        using (var report = JsonDocument.Parse((await course.BuildWellAsync("--json")).Output))
        {
            Assert.Equal((2, 0, 2), Snippets(report.RootElement));
            Assert.Equal(2, report.RootElement.GetProperty("files").GetProperty("written").GetInt32());
        }

        Assert.Equal(records, course.Records);

        // A comment: the listing is coloured again, nothing runs.
        course.Folder.Edit($"{TinyCourse.Lesson}/en.md", "Console.Write", "// greets\nConsole.Write");
        using (var report = JsonDocument.Parse((await course.BuildWellAsync("--json")).Output))
        {
            Assert.Equal((2, 0, 2), Snippets(report.RootElement));
            Assert.DoesNotContain(report.RootElement.GetProperty("stageMilliseconds").EnumerateObject(), static p => p.Name == "execute");
        }

        Assert.Contains("<span class=\"c\">// greets</span>", course.Folder.Read("site/en/one/first/index.html"));
        Assert.Single(course.Records, r => !records.ContainsKey(r.Key) || records[r.Key] != r.Value);
    }

    [Fact]
    public async Task Quiet_says_nothing_when_all_is_well_and_strict_turns_warnings_into_faults()
    {
        using var course = new TinyCourse();
        Assert.Equal("", (await course.BuildWellAsync("--quiet")).Output);
        File.Delete(course.Folder[$"{TinyCourse.Lesson}/ko.md"]);
        var warned = await course.BuildWellAsync("--quiet");
        Assert.Contains("warning CO1204 content/tracks/00-one/00-first/ko.md", warned.Output);
        var site = course.Site;
        var strict = await course.BuildAsync("--quiet", "--strict");
        Assert.Equal(1, strict.Code);
        Assert.Contains("error CO1204", strict.Output);
        Assert.Equal(site, course.Site);
    }

    [Fact]
    public async Task Broken_content_ends_with_1_names_the_place_and_leaves_the_last_good_site_and_the_records()
    {
        using var course = new TinyCourse();
        await course.BuildWellAsync();
        var (site, records) = (course.Site, course.Records);
        course.Folder.Edit($"{TinyCourse.Lesson}/en.md", "```csharp id=first-1 session=first-1", "```csharp idd=first-1");
        course.Folder.Edit("content/tracks/00-one/01-second/en.md", "Console.WriteLine(\"second\")", "Console.WriteLin(second)");
        var ended = await course.BuildAsync();
        Assert.True(ended.Code == 1, ended.ToString());
        Assert.Contains("error CO2201 content/tracks/00-one/00-first/en.md:5:1", ended.Output);
        Assert.Contains("    5 | ```csharp idd=first-1\n      | ^^^", ended.Output);
        // Code is compiled although nothing can be published, so that all faults are told at once.
        Assert.Contains("error CO3001 content/tracks/00-one/01-second/en.md:6:9", ended.Output);
        Assert.Contains("Not published", ended.Output);
        Assert.Equal(site, course.Site);
        Assert.Equal(records, course.Records);

        using var report = JsonDocument.Parse((await course.BuildAsync("--json")).Output);
        Assert.False(report.RootElement.GetProperty("succeeded").GetBoolean());
        Assert.Equal(JsonValueKind.Null, report.RootElement.GetProperty("site").ValueKind);
        var fault = report.RootElement.GetProperty("diagnostics").EnumerateArray().Single(static d => d.GetProperty("id").GetString() == "CO2201");
        Assert.Equal("error", fault.GetProperty("severity").GetString());
        Assert.Equal("tracks/00-one/00-first/en.md", fault.GetProperty("file").GetString());
        Assert.Equal((5, 1), (fault.GetProperty("line").GetInt32(), fault.GetProperty("column").GetInt32()));
        Assert.All(["message", "remedy"], name => Assert.NotEqual("", fault.GetProperty(name).GetString()));
    }

    [Fact]
    public async Task A_deleted_lesson_takes_its_pages_along_also_when_the_site_was_deleted_by_hand()
    {
        using var course = new TinyCourse();
        await course.BuildWellAsync();
        Directory.Delete(course.Folder["content/tracks/00-one/01-second"], recursive: true);
        await course.BuildWellAsync();
        Assert.DoesNotContain(course.Site.Keys, static f => f.Contains("second", StringComparison.Ordinal));
        Assert.False(Directory.Exists(course.Folder["site/en/one/second"]));
        var site = course.Site;

        // What the state beside the site remembers is not there any more.
        course.AddLesson("02-third", "third", "Console.WriteLine(3);");
        await course.BuildWellAsync();
        Directory.Delete(course.Folder["site"], recursive: true);
        Directory.Delete(course.Folder["content/tracks/00-one/02-third"], recursive: true);
        await course.BuildWellAsync();
        Assert.Equal(site, course.Site);
    }

    [Fact]
    public async Task A_folder_that_no_publish_made_is_left_alone()
    {
        using var course = new TinyCourse();
        course.Folder.Write("site/thesis.txt", "years of work");
        var ended = await course.BuildAsync();
        Assert.True(ended.Code == 1, ended.ToString());
        Assert.Contains("error CO6001", ended.Output);
        Assert.Equal("years of work", course.Folder.Read("site/thesis.txt"));
        Assert.Single(course.Site);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Records_that_cannot_be_written_are_a_fault_that_names_them(bool byPermission)
    {
        if (byPermission && (OperatingSystem.IsWindows() || Environment.UserName == "root")) Assert.Skip("Permissions do not bind root.");
        using var course = new TinyCourse();
        await course.BuildWellAsync();
        course.Folder.Edit($"{TinyCourse.Lesson}/en.md", "\"first\"", "\"changed\"");
        if (byPermission && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(course.Folder[$"{TinyCourse.Lesson}/recorded"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
        else
        {
            File.Delete(course.Folder[$"{TinyCourse.Lesson}/recorded/first-1.json"]);
            Directory.CreateDirectory(course.Folder[$"{TinyCourse.Lesson}/recorded/first-1.json"]);
        }

        var site = course.Site;
        var ended = await course.BuildAsync();
        Assert.True(ended.Code == 1, ended.ToString());
        Assert.Contains("error CO5004 content/tracks/00-one/00-first/recorded/first-1.json", ended.Output);
        Assert.Equal(site, course.Site);
    }

    [Fact]
    public async Task Verify_runs_everything_again_finds_what_differs_and_writes_nothing()
    {
        using var course = new TinyCourse("Console.WriteLine($\"about {1.0 / 3:F4}\");", "Console.WriteLine(System.Diagnostics.Stopwatch.GetTimestamp());");
        await course.BuildWellAsync();
        var record = $"{TinyCourse.Lesson}/recorded/first-1.json";
        var second = "content/tracks/00-one/01-second/recorded/second-1.json";

        // Within the precision of its digits, and beyond it: neither is seen by a build, whose keys are the same.
        course.Folder.Edit(record, "about 0.3333", "about 0.3334");
        course.Folder.Edit(second, "\"second\"", "\"zweitens\"");
        using (var build = JsonDocument.Parse((await course.BuildWellAsync("--json")).Output))
        {
            Assert.Equal((3, 0, 3), Snippets(build.RootElement));
        }

        var stamps = Stamps(course);
        var ended = await CourseBuild.RunAsync(course.Folder.Root, "verify", "--root", "content", "--json");
        Assert.True(ended.Code == 1, ended.ToString());
        using var report = JsonDocument.Parse(ended.Output);
        Assert.Equal((3, 3, 0), Snippets(report.RootElement));
        var found = report.RootElement.GetProperty("diagnostics").EnumerateArray().Select(static d => $"{d.GetProperty("id").GetString()} {d.GetProperty("file").GetString()}:{d.GetProperty("line").GetInt32()}");
        Assert.Equal(["CO5092 tracks/00-one/00-first/en.md:9", "CO5092 tracks/00-one/01-second/en.md:5"], found);
        Assert.Equal(stamps, Stamps(course));

        course.Folder.Edit(second, "\"zweitens\"", "\"second\"");
        course.Folder.Edit($"{TinyCourse.Lesson}/en.md", "System.Diagnostics.Stopwatch.GetTimestamp()", "2");
        await course.BuildWellAsync();
        ended = await CourseBuild.RunAsync(course.Folder.Root, "verify", "--root", "content");
        Assert.True(ended.Code == 0, ended.ToString());
    }

    [Fact]
    public async Task Drafts_are_proven_but_published_only_when_asked_for()
    {
        using var course = new TinyCourse();
        course.Folder.Edit($"{TinyCourse.Lesson}/lesson.yaml", "status: published", "status: draft");
        await course.BuildWellAsync();
        Assert.Equal(2, course.Records.Count);
        Assert.DoesNotContain(course.Site.Keys, static f => f.Contains("first", StringComparison.Ordinal));
        var site = course.Site;
        await course.BuildWellAsync("--drafts");
        Assert.Contains("Draft", course.Folder.Read("site/en/one/first/index.html"));
        await course.BuildWellAsync();
        Assert.Equal(site, course.Site);
    }

    [Fact]
    public async Task Faults_of_the_theme_are_told_before_any_page_shows_them()
    {
        using var course = new TinyCourse();
        await course.BuildWellAsync();
        var site = course.Site;
        foreach (var language in new[] { "en", "ko" })
        {
            var table = $"theme/strings.{language}.yaml";
            course.Folder.Write(table, System.Text.RegularExpressions.Regex.Replace(course.Folder.Read(table), "^minutes: .*\n", "", System.Text.RegularExpressions.RegexOptions.Multiline));
        }

        course.Folder.Write("theme/layouts/track.sbn", "{{ nonsense }}");
        File.Delete(course.Folder["theme/layouts/glossary.sbn"]);
        var ended = await course.BuildAsync("--frozen", "--quiet");
        Assert.True(ended.Code == 1, ended.ToString());
        Assert.Contains("error CO6005 site/strings.ko.yaml\n  Words are missing that pages need: minutes.", ended.Output);
        Assert.Contains("error CO6012 site/layouts/track.sbn:1", ended.Output);
        Assert.Contains("error CO6005 site/layouts/glossary.sbn", ended.Output);
        Assert.Equal(site, course.Site);
    }

    [Fact]
    public async Task Pages_that_would_have_one_address_are_a_fault()
    {
        using var course = new TinyCourse();
        course.Folder.Edit("content/tracks/00-one/track.yaml", "id: one", "id: glossary");
        course.Folder.Write($"{TinyCourse.Lesson}/index.html", "x");
        course.Folder.Edit($"{TinyCourse.Lesson}/en.md", "Some prose.", "A [file](index.html).");
        var ended = await course.BuildAsync("--quiet");
        Assert.True(ended.Code == 1, ended.ToString());
        Assert.Contains("error CO6004 en/glossary/index.html", ended.Output);
        Assert.Contains("error CO6004 en/glossary/first/index.html", ended.Output);
        Assert.Empty(course.Site);
    }

    private static (int, int, int) Snippets(JsonElement report)
    {
        var snippets = report.GetProperty("snippets");
        return (snippets.GetProperty("total").GetInt32(), snippets.GetProperty("run").GetInt32(), snippets.GetProperty("fresh").GetInt32());
    }

    private static List<(string, DateTime)> Stamps(TinyCourse course) => [.. Directory.EnumerateFiles(course.Folder.Root, "*", SearchOption.AllDirectories)
        .Where(static f => !f.EndsWith("lock", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(static f => (f, File.GetLastWriteTimeUtc(f)))];
}
