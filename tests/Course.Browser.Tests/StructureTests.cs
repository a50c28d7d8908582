using Course.Browser.Tests.Reading;
using Course.Browser.Tests.Serving;

namespace Course.Browser.Tests;

/// <summary>What pages say to machines: links, ids, languages, headings; and what they weigh.</summary>
public sealed class StructureTests(BuiltSite site)
{
    private readonly SitePages _pages = new(site);

    [Fact]
    public void Every_link_within_the_site_leads_to_a_file_and_to_an_element_of_it()
    {
        var broken = new List<string>();
        var followed = 0;
        foreach (var (path, document) in _pages.All)
        {
            foreach (var element in document.QuerySelectorAll("[href], [src]"))
            {
                var href = element.GetAttribute("href") ?? element.GetAttribute("src")!;
                if (_pages.Follow(path, href) is not { } link) continue;
                followed++;
                if (link.File is null || (link.Fragment.Length > 0 && link.Target is null)) broken.Add($"{path}: {href}");
            }
        }

        Faults.AssertNone(broken);
        Assert.True(followed > 100, "pages should have links");
    }

    [Fact]
    public void Ids_are_unique_and_whatever_names_one_finds_it()
    {
        var faults = new List<string>();
        foreach (var (path, document) in _pages.All)
        {
            faults.AddRange(document.QuerySelectorAll("[id]").GroupBy(static e => e.Id).Where(static g => g.Count() > 1).Select(g => $"{path}: '{g.Key}' is there {g.Count()} times"));
            foreach (var attribute in new[] { "aria-labelledby", "aria-describedby", "aria-controls", "for" })
            {
                faults.AddRange(document.QuerySelectorAll($"[{attribute}]")
                    .SelectMany(e => e.GetAttribute(attribute)!.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .Where(id => document.GetElementById(id) is null).Select(id => $"{path}: {attribute} names '{id}'"));
            }
        }

        Faults.AssertNone(faults);
    }

    [Fact]
    public void Pages_name_their_language_have_one_title_and_skip_no_level_of_headings()
    {
        foreach (var (path, document) in _pages.All)
        {
            Assert.Equal(path.Contains('/') ? path.Split('/')[0] : "ko", document.DocumentElement.GetAttribute("lang"));
            Assert.NotEqual("", document.Title);
            Assert.Single(document.QuerySelectorAll("h1"));
            Assert.Single(document.QuerySelectorAll("main"));
            Assert.NotEqual("", document.QuerySelector("meta[name=description]")?.GetAttribute("content") ?? "");
            var levels = document.QuerySelectorAll("h1, h2, h3, h4, h5, h6").Select(static h => h.LocalName[1] - '0').ToList();
            Assert.All(levels.Zip(levels.Skip(1)), step => Assert.True(step.Second <= step.First + 1, $"{path}: h{step.Second} follows h{step.First}"));
        }
    }

    [Fact]
    public void The_language_switch_leads_to_the_same_page_in_the_other_language_and_back()
    {
        foreach (var path in site.FramedPages)
        {
            var here = _pages[path];
            var away = Assert.Single(here.QuerySelectorAll(".languages a[hreflang]"));
            var language = away.GetAttribute("hreflang")!;
            Assert.NotEqual(here.DocumentElement.GetAttribute("lang"), language);
            var there = _pages.Follow(path, away.GetAttribute("href")!)!.Value.File!;
            // The address of a page that does not exist is not known, so its switch leads home.
            var isLost = path.EndsWith("404.html", StringComparison.Ordinal);
            Assert.Equal(isLost ? $"{language}/index.html" : language + path[path.IndexOf('/', StringComparison.Ordinal)..], there);
            if (isLost) continue;
            Assert.Equal(language, _pages[there].DocumentElement.GetAttribute("lang"));
            var back = Assert.Single(_pages[there].QuerySelectorAll(".languages a[hreflang]"));
            Assert.Equal(path, _pages.Follow(there, back.GetAttribute("href")!)!.Value.File);
            // The reader who switches stays at the same heading.
            Assert.Equal(HeadingIds(path), HeadingIds(there));
        }
    }

    private List<string?> HeadingIds(string path) => [.. _pages[path].QuerySelectorAll("h2[id], h3[id], h4[id]").Select(static h => h.Id)];
}
