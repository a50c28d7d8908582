using System.Text.Json;
using System.Xml.Linq;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Course.Browser.Tests.Serving;

namespace Course.Browser.Tests.Web;

/// <summary>What the site says to search engines, feed readers, other sites and robots, where course.yaml says where it is served.</summary>
public sealed class ConventionTests(PublishedCourse course)
{
    private static readonly XNamespace Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly string[] Unlisted = ["index.html", "404.html", "en/404.html", "ko/404.html", "en/offline/index.html", "ko/offline/index.html", "en/style/index.html", "ko/style/index.html"];

    [Fact]
    public void The_sitemap_lists_every_page_that_search_engines_may_show_once_with_its_versions()
    {
        var map = XDocument.Parse(course.Text("sitemap.xml")).Root!;
        Assert.Equal(Sitemap + "urlset", map.Name);
        var pages = map.Elements(Sitemap + "url").ToDictionary(static url => url.Element(Sitemap + "loc")!.Value, StringComparer.Ordinal);
        Assert.Equal(
            course.Pages.Except(Unlisted, StringComparer.Ordinal).Select(Address).Order(StringComparer.Ordinal), pages.Keys.Order(StringComparer.Ordinal));
        foreach (var (address, url) in pages)
        {
            var versions = url.Elements(Xhtml + "link").ToDictionary(static l => l.Attribute("hreflang")!.Value, static l => l.Attribute("href")!.Value, StringComparer.Ordinal);
            Assert.Equal(["en", "ko", "x-default"], versions.Keys.Order(StringComparer.Ordinal));
            Assert.Contains(address, versions.Values);
            Assert.Equal(versions["ko"], versions["x-default"]);
            Assert.All(versions.Values, version => Assert.Contains(version, pages.Keys));

            // The page itself says the same.
            var said = Page(PathOf(address)).QuerySelectorAll("link[rel=alternate][hreflang]").ToDictionary(static l => l.GetAttribute("hreflang")!, static l => l.GetAttribute("href")!, StringComparer.Ordinal);
            Assert.Equal(versions.OrderBy(static v => v.Key, StringComparer.Ordinal), said.OrderBy(static v => v.Key, StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Robots_txt_names_the_sitemap_and_hides_nothing() => Assert.Equal($"User-agent: *\nAllow: /\nSitemap: {PublishedCourse.Url}sitemap.xml\n", course.Text("robots.txt"));

    [Fact]
    public void Canonical_and_open_graph_addresses_are_the_pages_own_and_its_picture_is_there()
    {
        foreach (var path in course.Pages.Except(Unlisted, StringComparer.Ordinal))
        {
            var page = Page(path);
            Assert.Equal(Address(path), page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
            Assert.Equal(Address(path), Meta(page, "og:url"));
            Assert.NotEqual("", Meta(page, "og:title"));
            Assert.NotEqual("", Meta(page, "og:description"));
            Assert.Contains(Meta(page, "og:type"), new[] { "website", "article" });
            var (own, other) = path.StartsWith("ko/", StringComparison.Ordinal) ? ("ko_KR", "en_US") : ("en_US", "ko_KR");
            Assert.Equal((own, other), (Meta(page, "og:locale"), Meta(page, "og:locale:alternate")));
            var png = File.ReadAllBytes(Path.Combine(course.Site, PathOf(Meta(page, "og:image"))));
            Assert.Equal((1200, 630), SizeOf(png));
        }

        foreach (var path in Unlisted.Except(["index.html"], StringComparer.Ordinal)) Assert.Equal("noindex", Page(path).QuerySelector("meta[name=robots]")?.GetAttribute("content"));
    }

    [Fact]
    public void Feeds_are_atom_with_full_addresses_of_pages_that_are_there()
    {
        foreach (var language in new[] { "ko", "en" })
        {
            var feed = XDocument.Parse(course.Text(language + "/feed.xml")).Root!;
            Assert.Equal(Atom + "feed", feed.Name);
            Assert.Equal(language, feed.Attribute(XNamespace.Xml + "lang")!.Value);
            foreach (var element in new[] { feed }.Concat(feed.Elements(Atom + "entry")))
            {
                Assert.StartsWith("urn:uuid:", Assert.Single(element.Elements(Atom + "id")).Value);
                Assert.NotEqual("", Assert.Single(element.Elements(Atom + "title")).Value);
                Assert.True(DateTimeOffset.TryParse(Assert.Single(element.Elements(Atom + "updated")).Value, out _));
                foreach (var link in element.Elements(Atom + "link")) Assert.Contains(PathOf(link.Attribute("href")!.Value), course.Files);
            }

            Assert.Single(feed.Elements(Atom + "author"));
            Assert.Equal(PublishedCourse.Url + language + "/feed.xml", feed.Elements(Atom + "link").Single(static l => l.Attribute("rel")!.Value == "self").Attribute("href")!.Value);
            Assert.Equal(feed.Elements(Atom + "entry").Count(), feed.Descendants(Atom + "id").Skip(1).Select(static id => id.Value).Distinct().Count());
        }

        Assert.NotEqual(XDocument.Parse(course.Text("ko/feed.xml")).Root!.Element(Atom + "id")!.Value, XDocument.Parse(course.Text("en/feed.xml")).Root!.Element(Atom + "id")!.Value);
    }

    [Fact]
    public void Structured_data_is_json_with_what_search_engines_require_of_courses_and_lessons()
    {
        foreach (var language in new[] { "ko", "en" })
        {
            var home = Data($"{language}/index.html");
            Assert.Equal("Course", Text(home, "@type"));
            foreach (var field in new[] { "name", "description", "inLanguage", "url" }) Assert.NotEqual("", Text(home, field));
            Assert.Equal("Organization", Text(home.GetProperty("provider"), "@type"));
            Assert.NotEqual("", Text(home.GetProperty("provider"), "name"));
            Assert.Equal("online", Text(home.GetProperty("hasCourseInstance"), "courseMode"));
            Assert.Matches(@"^PT\d+M$", Text(home.GetProperty("hasCourseInstance"), "courseWorkload"));

            var lesson = Data(course.Lesson(language));
            Assert.Equal("LearningResource", Text(lesson, "@type"));
            Assert.Equal(language, Text(lesson, "inLanguage"));
            Assert.Equal(Address(course.Lesson(language)), Text(lesson, "url"));
            Assert.Equal(Page(course.Lesson(language)).QuerySelector("h1")!.TextContent.Trim(), Text(lesson, "name"));
            Assert.Matches(@"^PT\d+M$", Text(lesson, "timeRequired"));
            Assert.Equal("Course", Text(lesson.GetProperty("isPartOf"), "@type"));
        }
    }

    [Fact]
    public void Security_txt_has_the_fields_of_rfc_9116_and_llms_txt_leads_to_each_lesson_as_markdown()
    {
        var fields = course.Text(".well-known/security.txt").TrimEnd('\n').Split('\n').Select(static line => line.Split(": ", 2)).ToDictionary(static f => f[0], static f => f[1], StringComparer.Ordinal);
        Assert.Equal("https://example.org/forge/issues/new?labels=course", fields["Contact"]);
        Assert.True(DateTimeOffset.Parse(fields["Expires"], System.Globalization.CultureInfo.InvariantCulture) > DateTimeOffset.UnixEpoch.AddYears(100));
        Assert.Equal("ko, en", fields["Preferred-Languages"]);

        var links = System.Text.RegularExpressions.Regex.Matches(course.Text("llms.txt"), @"\]\(([^)]+)\)").Select(static m => m.Groups[1].Value).ToList();
        Assert.Contains(Address(course.Lesson("ko")) + "index.md", links);
        foreach (var link in links) Assert.StartsWith("# ", course.Text(PathOf(link)));
    }

    [Fact]
    public void The_markdown_of_a_lesson_asks_before_it_shows()
    {
        foreach (var language in new[] { "ko", "en" })
        {
            var twin = course.Text(course.Lesson(language)[..^"index.html".Length] + "index.md");
            var folded = twin.Split("<details>\n<summary>");
            Assert.True(folded.Length > 1, "a lesson should ask what an output will be");
            Assert.All(folded[..^1], static before => Assert.Matches(@"\n\*\*[^*\n]+\*\* [^\n]+\n\n$", before));
            Assert.All(folded[1..], static answer => Assert.Matches(@"^[^<]+</summary>\n\n[^<]*(```text|\| --- \|)", answer));
            Assert.Equal(folded.Length - 1, twin.Split("</details>").Length - 1);
        }
    }

    [Fact]
    public void The_page_for_lost_readers_works_at_any_address_and_says_it_in_both_languages()
    {
        var page = Page("404.html");
        Assert.Equal(["ko", "en"], page.QuerySelectorAll("main section[lang]").Select(static s => s.GetAttribute("lang")!));
        foreach (var path in new[] { "404.html", "ko/404.html", "en/404.html" })
        {
            foreach (var element in Page(path).QuerySelectorAll("[href]:not([href^='#']), [src]"))
            {
                var target = element.GetAttribute("href") ?? element.GetAttribute("src")!;
                Assert.StartsWith("/course/", target);
                Assert.Contains(PathOf(new Uri(new Uri(PublishedCourse.Url), target).AbsoluteUri), course.Files);
            }
        }
    }

    private IHtmlDocument Page(string path) => new HtmlParser().ParseDocument(course.Text(path));

    private JsonElement Data(string path)
    {
        var data = JsonDocument.Parse(Assert.Single(Page(path).QuerySelectorAll("script[type='application/ld+json']")).TextContent).RootElement;
        Assert.Equal("https://schema.org", Text(data, "@context"));
        return data;
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? "";

    private static string Meta(IHtmlDocument page, string property) => Assert.Single(page.QuerySelectorAll($"meta[property='{property}']")).GetAttribute("content") ?? "";

    private static string Address(string path) => PublishedCourse.Url + (path.EndsWith("index.html", StringComparison.Ordinal) ? path[..^"index.html".Length] : path);

    private static string PathOf(string address)
    {
        Assert.StartsWith(PublishedCourse.Url, address);
        var path = address[PublishedCourse.Url.Length..];
        return path.Length == 0 || path.EndsWith('/') ? path + "index.html" : path;
    }

    private static (int, int) SizeOf(byte[] png) =>
        (System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
}
