using System.Text;
using System.Xml;
using Course.Content.Book;
using Course.Site.Pages;

namespace Course.Site.Web;

/// <summary>The files that robots and tools look for at a site's root.</summary>
internal static class Conventions
{
    private const string Sitemaps = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const string Xhtml = "http://www.w3.org/1999/xhtml";

    /// <summary>robots.txt, llms.txt; sitemap.xml and security.txt where course.yaml gives the addresses that they must name.</summary>
    /// <param name="book">The course.</param>
    /// <param name="pages">Every page that has a twin in each language, as an address by language.</param>
    public static IEnumerable<SiteFile> Files(CourseBook book, IReadOnlyList<Func<string, string>> pages)
    {
        yield return Robots(book.Facts);
        yield return LlmsText(book);
        if (book.Facts.Url is { } url) yield return Sitemap(book, url, pages);
        if (book.Facts.Reports is { } reports) yield return SiteFile.FromText(".well-known/security.txt", SecurityText(book.Facts, reports));
    }

    private static SiteFile Robots(CourseFacts facts) => SiteFile.FromText(
        "robots.txt", "User-agent: *\nAllow: /\n" + (facts.Url is { } url ? $"Sitemap: {new Uri(url, "sitemap.xml").AbsoluteUri}\n" : ""));

    /// <summary>RFC 9116 asks for a day on which the file ceases to hold; a course has none, so it is a century away.</summary>
    private static string SecurityText(CourseFacts facts, Uri reports) =>
        $"Contact: {reports.AbsoluteUri}\nExpires: 2100-01-01T00:00:00Z\nPreferred-Languages: {string.Join(", ", facts.Languages)}\n";

    /// <summary>What language models read first (llmstxt.org): the course in a few lines and a link to each lesson as markdown.</summary>
    private static SiteFile LlmsText(CourseBook book)
    {
        var text = new StringBuilder();
        foreach (var language in book.Facts.Languages)
        {
            text.Append(text.Length == 0 ? "# " : "\n# ").Append(book.Facts.Title.In(language)).Append("\n\n> ").Append(book.Facts.Summary.In(language)).Append('\n');
            foreach (var track in book.Tracks.Where(static t => !t.Lessons.IsEmpty))
            {
                text.Append("\n## ").Append(track.Title.In(language)).Append("\n\n");
                foreach (var lesson in track.Lessons)
                {
                    var address = Addresses.Lesson(language, lesson) + "index.md";
                    text.Append("- [").Append(lesson.In(language).Title).Append("](").Append(book.Facts.Url is { } url ? new Uri(url, address).AbsoluteUri : address).Append(")\n");
                }
            }
        }

        return SiteFile.FromText("llms.txt", text.ToString());
    }

    private static SiteFile Sitemap(CourseBook book, Uri url, IReadOnlyList<Func<string, string>> pages)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new() { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("urlset", Sitemaps);
            xml.WriteAttributeString("xmlns", "xhtml", null, Xhtml);
            foreach (var page in pages)
            {
                foreach (var language in book.Facts.Languages)
                {
                    xml.WriteStartElement("url", Sitemaps);
                    xml.WriteElementString("loc", Sitemaps, new Uri(url, page(language)).AbsoluteUri);
                    foreach (var twin in book.Facts.Languages) Alternate(xml, twin, new Uri(url, page(twin)));
                    Alternate(xml, "x-default", new Uri(url, page(book.Facts.Languages[0])));
                    xml.WriteEndElement();
                }
            }

            xml.WriteEndElement();
        }

        return SiteFile.FromText("sitemap.xml", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + text + "\n");
    }

    private static void Alternate(XmlWriter xml, string language, Uri address)
    {
        xml.WriteStartElement("link", Xhtml);
        xml.WriteAttributeString("rel", "alternate");
        xml.WriteAttributeString("hreflang", language);
        xml.WriteAttributeString("href", address.AbsoluteUri);
        xml.WriteEndElement();
    }
}
