using System.Text.Json;
using Course.Build.CommandLine;
using Course.Build.Pipeline;
using Course.Build.Reporting;
using Course.Build.Tests.CommandLine;
using Course.Content;
using Course.Content.Tests.Translation;
using Course.Site.Theming;
using Course.Snippets.Keys;

namespace Course.Build.Tests.Pipeline;

/// <summary>
/// Many lessons on all cores: two threads meet in the same lesson only when there are many, and the pages of both its languages are made from the same trees.
/// </summary>
public sealed class ManyLessonsTests : IDisposable
{
    private const int Lessons = 48, Rounds = 2;
    private static readonly string Theme = Path.Combine(Checkout.Root, "site");
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Every_build_on_all_cores_gives_the_bytes_of_a_build_on_one_core_and_a_second_build_writes_nothing()
    {
        CrowdedCourse.Write(_folder["content"], Lessons);
        await BuildAsProcessAsync("alone", mayWrite: true, new Dictionary<string, string> { ["DOTNET_PROCESSOR_COUNT"] = "1" });
        var expected = _folder.Files("alone");
        Assert.Equal(2 * Lessons, expected.Keys.Count(static path => path.EndsWith("/index.md", StringComparison.Ordinal)));

        await BuildAsProcessAsync("process", mayWrite: true);
        Assert.Equal(expected, _folder.Files("process"));
        await BuildAsProcessAsync("process", mayWrite: false);

        for (var round = 0; round < Rounds; round++)
        {
            var (site, cold) = ($"site-{round}", Pipeline($"site-{round}"));
            await BuildAsync(cold, mayWrite: true);
            Assert.Equal(expected, _folder.Files(site));
            await BuildAsync(cold, mayWrite: false);
            await BuildAsync(Pipeline(site), mayWrite: false);
        }
    }

    /// <summary>What no number of builds shows for sure: that threads which read a tree at once cannot disturb each other, since none of them writes.</summary>
    [Fact]
    public async Task Making_all_pages_changes_no_node_of_the_texts()
    {
        CrowdedCourse.Write(_folder["content"], lessons: 6);
        var (cancellation, pages) = (TestContext.Current.CancellationToken, new PageMaker(Theme));
        var book = new ContentReader().Read(_folder["content"]).Value;
        var runs = new SnippetProver(_folder["content"], static () => EngineVersions.Read(Checkout.Root), TimeProvider.System).Read(book).Runs;
        var (math, scripts) = (await pages.TypesetAsync(book, cancellation), await pages.BundleAsync(cancellation));
        var before = Nodes();

        var site = pages.Render(book, runs, math.Value, scripts.Value, SitePictures.None, CheckerFiles.None, hasErrors: false);
        Assert.Empty(site.Diagnostics);
        Assert.Equal(before, Nodes());

        List<string> Nodes() => [.. book.Lessons.SelectMany(static lesson => lesson.Texts.Values).SelectMany(static text => TreeFields.Of(text.Document))];
    }

    public void Dispose() => _folder.Dispose();

    private BuildPipeline Pipeline(string site) =>
        new(new(_folder["content"], _folder[site], Theme, Frozen: true, Strict: true, Drafts: false, Json: false, Verbosity.Quiet));

    private static async Task BuildAsync(BuildPipeline pipeline, bool mayWrite)
    {
        var report = await pipeline.RunAsync(new SilentProgress(), TestContext.Current.CancellationToken);
        Assert.Empty(report.Diagnostics.Select(static d => $"{d.Location} {d.Id} {d.Message}"));
        Assert.Equal(mayWrite, report.Written > 0);
    }

    private async Task BuildAsProcessAsync(string site, bool mayWrite, IReadOnlyDictionary<string, string>? environment = null)
    {
        var ended = await CourseBuild.RunAsync(
            environment ?? new Dictionary<string, string>(), _folder.Root, "--root", "content", "--site", Theme, "--output", site, "--frozen", "--strict", "--json");
        Assert.True(ended.Code == 0, ended.ToString());
        using var report = JsonDocument.Parse(ended.Output);
        Assert.Empty(report.RootElement.GetProperty("diagnostics").EnumerateArray().Select(static d => d.ToString()));
        Assert.Equal(mayWrite, report.RootElement.GetProperty("files").GetProperty("written").GetInt32() > 0);
    }
}
