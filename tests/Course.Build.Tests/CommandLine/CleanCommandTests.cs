using Course.Diagnostics;

namespace Course.Build.Tests.CommandLine;

/// <summary><c>clean</c> as a process of an engine of its own, whose caches no other test needs.</summary>
public sealed class CleanCommandTests
{
    private static readonly string[] Course = ["--root", "content", "--output", "site"];

    [Fact]
    public async Task Only_what_the_build_made_goes_and_the_next_build_runs_nothing()
    {
        using var course = new TinyCourse();
        await course.BuildWellAsync();
        using var engine = BareEngine.Copy();
        Assert.Equal(0, (await RunAsync(engine, course, [.. course.Arguments, "--frozen"])).Code);
        var site = course.Site;
        engine.Write("artifacts/cache/math.0123456789abcdef.json", "[]");
        engine.Write("artifacts/cache/download.0123456789abcdef.0123456789abcdef0123456789abcdef.zip", "x");
        engine.Write("artifacts/cache/snippet-host.stamp", "x");

        // What others left, and what killed builds did.
        course.Folder.Write("site/notes.txt", "mine");
        File.AppendAllText(course.Folder["site/en/index.html"], "<!-- by hand -->");
        engine.Write("artifacts/cache/other.json", "not ours");
        course.Folder.Write($"{TinyCourse.Lesson}/recorded/first-1.json.4711.tmp", "{");
        course.Folder.Write("content/.new-abcd1234.xyz/tracks/x/lesson.yaml", "id: x");
        course.Folder.Write("content/.new-ideas/keep.md", "mine");
        var (before, cache) = (course.Folder.Files("."), engine.Files("artifacts/cache"));

        var dry = await RunAsync(engine, course, ["clean", "--dry-run", .. Course]);
        Assert.True(dry.Code == 0, dry.ToString());
        Assert.Matches($@"kB +{site.Count - 1} files  site: site\n", dry.Output);
        Assert.Contains("Left alone, since the build did not make it: site/notes.txt\n", dry.Output);
        Assert.Contains("Left alone, since the build did not make it: site/en/index.html\n", dry.Output);
        Assert.Contains("Would remove", dry.Output);
        Assert.Equal(before, course.Folder.Files("."));
        Assert.Equal(cache, engine.Files("artifacts/cache"));

        var ended = await RunAsync(engine, course, ["clean", .. Course]);
        Assert.True(ended.Code == 0, ended.ToString());
        Assert.Contains("Removed ", ended.Output);
        Assert.Equal(["en/index.html", "notes.txt"], course.Site.Keys);
        Assert.False(Directory.Exists(course.Folder["site.state"]));
        Assert.False(Directory.Exists(course.Folder["content/.new-abcd1234.xyz"]));
        Assert.False(Directory.Exists(course.Folder["site/ko"]));
        Assert.Equal(["other.json"], engine.Files("artifacts/cache").Keys);
        var gone = before.Keys.Except(course.Folder.Files(".").Keys).Where(static f => f.StartsWith("content/", StringComparison.Ordinal));
        Assert.Equal(["content/.new-abcd1234.xyz/tracks/x/lesson.yaml", $"{TinyCourse.Lesson}/recorded/first-1.json.4711.tmp"], gone.Order(StringComparer.Ordinal));

        Assert.Contains("There is nothing to remove.", (await RunAsync(engine, course, ["clean", .. Course])).Output);
        Directory.Delete(course.Folder["site"], recursive: true);
        Assert.Equal(0, (await RunAsync(engine, course, [.. course.Arguments, "--frozen", "--strict"])).Code);
        Assert.Equal(site, course.Site);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_is_removed_while_a_build_is_at_work(bool publishes)
    {
        using var course = new TinyCourse();
        await course.BuildWellAsync();
        using var engine = BareEngine.Copy();
        var turn = publishes ? course.Folder["site.state/lock"] : engine[$"artifacts/cache/build.{ContentHash.Of(course.Folder["content"])[..12]}.lock"];
        Directory.CreateDirectory(Path.GetDirectoryName(turn)!);
        var before = course.Site;
        using (new FileStream(turn, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            var ended = await RunAsync(engine, course, ["clean", .. Course]);
            Assert.True(ended.Code == 1, ended.ToString());
            Assert.Contains("a build is at work", ended.Error);
            Assert.Equal(before, course.Site);
        }

        Assert.Equal(0, (await RunAsync(engine, course, ["clean", .. Course])).Code);
        Assert.Empty(course.Site);
    }

    [Fact]
    public async Task A_site_that_a_killed_publish_left_half_moved_goes_whole()
    {
        using var course = new TinyCourse();
        await course.BuildWellAsync();
        using var engine = BareEngine.Copy();

        // As after a first publish that was killed amid its moves: no manifest yet but the next one, and files on both sides.
        File.Move(course.Folder["site.state/manifest"], course.Folder["site.state/manifest.next"]);
        course.Folder.Write("site.state/staging/en/index.html", "x");
        course.Folder.Write("site.state/journal", "+ en/index.html\n");
        var ended = await RunAsync(engine, course, ["clean", .. Course]);
        Assert.True(ended.Code == 0, ended.ToString());
        Assert.False(Directory.Exists(course.Folder["site"]));
        Assert.False(Directory.Exists(course.Folder["site.state"]));
    }

    private static async Task<Ended> RunAsync(TempFolder engine, TinyCourse course, string[] arguments)
    {
        using var build = CourseBuild.StartCopy(CourseBuild.Tool(engine.Root), course.Folder.Root, arguments);
        return await build.EndAsync(TimeSpan.FromSeconds(60));
    }
}
