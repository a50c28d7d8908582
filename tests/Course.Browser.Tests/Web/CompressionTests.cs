using System.IO.Compression;
using Course.Browser.Tests.Serving;
using Course.Build.Tests;
using Course.Site;
using Course.Site.Publishing;

namespace Course.Browser.Tests.Web;

/// <summary>The compressed twins that hosts send as they are.</summary>
public sealed class CompressionTests(PublishedCourse course)
{
    [Fact]
    public void Every_text_has_twins_that_hold_the_same_and_are_smaller()
    {
        foreach (var path in course.Files.Where(static p => Path.GetExtension(p) is ".html" or ".css" or ".js" or ".json" or ".xml" or ".svg" or ".csv" or ".md"))
        {
            var plain = File.ReadAllBytes(Path.Combine(course.Site, path));
            foreach (var (ending, open) in new (string, Func<Stream, Stream>)[] { (".gz", static s => new GZipStream(s, CompressionMode.Decompress)), (".br", static s => new BrotliStream(s, CompressionMode.Decompress)) })
            {
                var twin = new FileInfo(Path.Combine(course.Site, path + ending));
                Assert.True(twin.Exists || plain.Length < 600, path + ending);
                if (!twin.Exists) continue;
                Assert.True(twin.Length < plain.Length, path);
                using var buffer = new MemoryStream();
                using (var stream = open(twin.OpenRead())) stream.CopyTo(buffer);
                Assert.Equal(plain, buffer.ToArray());
            }
        }

        Assert.DoesNotContain(course.Files, static path => path.EndsWith(".png.gz", StringComparison.Ordinal) || path.EndsWith(".gz.br", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unchanged_file_is_not_compressed_again_and_what_no_file_needs_goes()
    {
        using var folder = new TempFolder();
        var site = folder["site"];
        var page = SiteFile.FromText("a.html", string.Concat(Enumerable.Repeat("<p>words</p>", 100)));
        var other = SiteFile.FromText("b.html", string.Concat(Enumerable.Repeat("<p>others</p>", 100)));
        var first = CompressedTwins.Add([page, other, new("c.png", new byte[2000]), SiteFile.FromText("d.txt", "short")], site);
        Assert.Equal(["a.html", "a.html.br", "a.html.gz", "b.html", "b.html.br", "b.html.gz", "c.png", "d.txt"], first.Value.Select(static f => f.Path).Order(StringComparer.Ordinal));

        // What is kept is marked, to see that it is what comes back.
        var kept = Directory.GetFiles(folder["site.state/compressed"]);
        Assert.Equal(4, kept.Length);
        foreach (var file in kept) File.WriteAllText(file, "kept");
        var second = CompressedTwins.Add([page with { Path = "moved.html" }], site);
        Assert.Equal("kept", System.Text.Encoding.UTF8.GetString(second.Value.Single(static f => f.Path == "moved.html.br").Bytes.Span));
        Assert.Equal(2, Directory.GetFiles(folder["site.state/compressed"]).Length);
    }

    [Fact]
    public async Task A_second_build_writes_nothing_and_one_without_twins_leaves_none()
    {
        using var folder = new TempFolder();
        await PublishedCourse.BuildAsync(folder, "site", "mailto:course@example.org");
        Assert.Equal(0, (await PublishedCourse.BuildAsync(folder, "site", "")).Written);

        // Elsewhere, from nothing, and in another process, whose hash tables have another order, it comes out the same.
        var other = await Build.Tests.CommandLine.CourseBuild.RunAsync(
            folder.Root, "--root", "content", "--site", Path.Combine(Checkout.Root, "site"), "--output", "other", "--frozen", "--drafts", "--compress");
        Assert.True(other.Code == 0, other.ToString());
        Assert.Equal(folder.Files("site"), folder.Files("other"));
        await PublishedCourse.BuildAsync(folder, "site", "", compress: false);
        Assert.DoesNotContain(folder.Files("site").Keys, static path => path.EndsWith(".gz", StringComparison.Ordinal) || path.EndsWith(".br", StringComparison.Ordinal));
    }
}
