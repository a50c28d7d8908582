using Course.Build.Pipeline;
using Course.Build.Reporting;
using Course.Build.Tests.CommandLine;

namespace Course.Build.Tests.Syncing;

/// <summary>A build in a process that built before marks what one from nothing marks, and makes no page more than it must.</summary>
public sealed class RememberedMarksTests
{
    [Fact]
    public async Task An_edit_of_one_language_changes_the_page_of_the_other_and_accepting_it_changes_it_back()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var course = new TranslatedCourse();
        await course.SyncWellAsync("--accept", "--all");
        var pipeline = new BuildPipeline(new(
            course.Files["content"], course.Files["site"], course.Files["theme"],
            Frozen: true, Strict: false, Drafts: false, Json: false, Verbosity.Quiet));
        await BuildAsync();
        Assert.Equal(4, pipeline.PagesMade);
        Assert.DoesNotContain("behind-1", Page("ko"));
        Assert.Contains("최신 원문 반영", Page("ko"));

        // The original changes: both of its pages are made, and no other.
        course.Files.Edit(TranslatedCourse.English, "3 percent", "4 percent");
        await BuildAsync();
        Assert.Equal(2, pipeline.PagesMade);
        Assert.Contains("<ins>4</ins>", Page("ko"));
        Assert.DoesNotContain("behind-1", Page("en"));
        await SameAsFromNothingAsync();

        // The other paragraph changes in the translation: the original's page says so.
        course.Files.Edit(TranslatedCourse.Korean, "걸음이 작다.", "걸음이 아주 작다.");
        await BuildAsync();
        Assert.Equal(2, pipeline.PagesMade);
        Assert.Contains("<ins>아주</ins>", Page("en"));
        await SameAsFromNothingAsync();

        // Only the lock changes.
        await course.SyncWellAsync("--accept", "--all");
        await BuildAsync();
        Assert.Equal(2, pipeline.PagesMade);
        Assert.DoesNotContain("behind-1", Page("ko"));
        Assert.DoesNotContain("behind-1", Page("en"));
        await SameAsFromNothingAsync();

        // Another lesson changes: its marks cost this one nothing.
        course.Files.Edit("content/tracks/00-one/01-second/en.md", "3 percent", "4 percent");
        await BuildAsync();
        Assert.Equal(2, pipeline.PagesMade);

        // A lock is deleted: nothing is said any more.
        File.Delete(course.Files[TranslatedCourse.Lock]);
        await BuildAsync();
        Assert.DoesNotContain("최신 원문 반영", Page("ko"));
        await SameAsFromNothingAsync();

        async Task BuildAsync() => Assert.True((await pipeline.RunAsync(new SilentProgress(), cancellation)).Succeeded);

        string Page(string language) => course.Files.Read($"site/{language}/one/first/index.html");

        async Task SameAsFromNothingAsync()
        {
            var ended = await CourseBuild.RunAsync(course.Files.Root, "--root", "content", "--site", "theme", "--output", "fresh", "--frozen", "--quiet");
            Assert.Equal(0, ended.Code);
            var (remembered, fresh) = (course.Files.Files("site"), course.Files.Files("fresh"));
            Assert.Equal(fresh, remembered);
        }
    }
}
