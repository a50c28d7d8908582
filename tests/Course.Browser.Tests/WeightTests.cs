using System.IO.Compression;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Course.Browser.Tests.Reading;
using Course.Browser.Tests.Serving;

namespace Course.Browser.Tests;

/// <summary>What a reader downloads to read a page: its text, styles and scripts, as hosts compress them.</summary>
public sealed partial class WeightTests(BuiltSite site)
{
    private readonly SitePages _pages = new(site);

    [Theory]
    [InlineData("gzip", 60_000, 20_000)]
    [InlineData("brotli", 50_000, 20_000)]
    public void A_page_weighs_no_more_than_60_kB_and_its_scripts_no_more_than_20(string form, long most, long mostScripts)
    {
        var weights = site.Pages.Select(path => (Path: path, Page: Compressed(path, form), Styles: Sum(Styles(path), form), Scripts: Sum(Scripts(path), form))).ToList();
        foreach (var (path, page, styles, scripts) in weights.OrderByDescending(static w => w.Page).Take(3))
            TestContext.Current.TestOutputHelper?.WriteLine($"{form}: {path}: {page + styles + scripts} bytes = page {page} + styles {styles} + scripts {scripts}");
        Faults.AssertNone([.. weights.Where(w => w.Page + w.Styles + w.Scripts > most || w.Scripts > mostScripts)
            .Select(static w => $"{w.Path}: page {w.Page}, styles {w.Styles}, scripts {w.Scripts}")]);
        Assert.All(weights.Where(w => site.FramedPages.Contains(w.Path)), static w => Assert.True(w.Styles > 3000 && w.Scripts > 3000, $"{w.Path} should have styles and scripts"));
    }

    [Fact]
    public void Pictures_of_a_lesson_weigh_no_more_than_300_kB()
    {
        foreach (var path in site.LessonPages)
        {
            var drawn = _pages[path].QuerySelectorAll("svg").Where(static svg => svg.ParentElement!.Closest("svg") is null).Sum(static svg => (long)svg.OuterHtml.Length);
            var files = _pages[path].QuerySelectorAll("img").Sum(img => new FileInfo(Path.Combine(site.Folder, _pages.Follow(path, img.GetAttribute("src")!)!.Value.File!)).Length);
            Assert.InRange(drawn + files, 1, 300_000);
        }
    }

    private IEnumerable<string> Styles(string path) =>
        _pages[path].QuerySelectorAll("link[rel=stylesheet]").Select(link => _pages.Follow(path, link.GetAttribute("href")!)!.Value.File!);

    /// <summary>The scripts that a page names, and those that they cannot start without.</summary>
    private HashSet<string> Scripts(string path)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<string>(_pages[path].Scripts.Where(static s => s.Source is not null).Select(s => _pages.Follow(path, s.Source!)!.Value.File!));
        while (next.TryDequeue(out var script))
        {
            if (!all.Add(script)) continue;
            foreach (Match import in StaticImport().Matches(File.ReadAllText(Path.Combine(site.Folder, script)))) next.Enqueue("assets/" + import.Groups[1].Value);
        }

        return all;
    }

    private long Sum(IEnumerable<string> paths, string form) => paths.Sum(path => Compressed(path, form));

    private long Compressed(string path, string form)
    {
        using var buffer = new MemoryStream();
        using (Stream compressed = form == "gzip" ? new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true) : new BrotliStream(buffer, CompressionLevel.SmallestSize, leaveOpen: true))
            compressed.Write(File.ReadAllBytes(Path.Combine(site.Folder, path)));
        return buffer.Length;
    }

    [GeneratedRegex("""(?:from|import)"\./([^"]+)["]""")]
    private static partial Regex StaticImport();
}
