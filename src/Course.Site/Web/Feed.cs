using System.Globalization;
using System.Text;
using System.Xml;
using Course.Content.Book;
using Course.Diagnostics;
using Course.Site.Pages;

namespace Course.Site.Web;

/// <summary>The Atom feed of one language (RFC 4287): lessons published or revised, newest first.</summary>
internal static class Feed
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    public static SiteFile File(CourseBook book, string language)
    {
        var address = Addresses.Feed(language);
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new() { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteAttributeString("xml", "lang", null, language);
            if (book.Facts.Url is { } url) xml.WriteAttributeString("xml", "base", null, url.AbsoluteUri);
            xml.WriteElementString("id", Atom, Name(book.Facts.Id, language));
            xml.WriteElementString("title", Atom, book.Facts.Title.In(language));
            xml.WriteElementString("subtitle", Atom, book.Facts.Summary.In(language));
            Link(xml, "self", Reference(book, address, address));
            Link(xml, "alternate", Reference(book, address, Addresses.Stream(language)));
            var entries = Stream.Entries(book).ToList();
            xml.WriteElementString("updated", Atom, Instant(entries.Count > 0 ? entries[0].Day : new DateOnly(1970, 1, 1)));
            xml.WriteStartElement("author", Atom);
            xml.WriteElementString("name", Atom, book.Facts.Title.In(language));
            xml.WriteEndElement();
            foreach (var (lesson, day) in entries) Entry(xml, book, lesson, day, language, address);
            xml.WriteEndElement();
        }

        return SiteFile.FromText(address, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + text + "\n");
    }

    private static void Entry(XmlWriter xml, CourseBook book, LessonPair lesson, DateOnly day, string language, string from)
    {
        xml.WriteStartElement("entry", Atom);
        xml.WriteElementString("id", Atom, Name(book.Facts.Id, language, lesson.Facts.Id));
        xml.WriteElementString("title", Atom, lesson.In(language).Title);
        Link(xml, "alternate", Reference(book, from, Addresses.Lesson(language, lesson)));
        if (lesson.Facts.Published is { } published) xml.WriteElementString("published", Atom, Instant(published));
        xml.WriteElementString("updated", Atom, Instant(day));
        foreach (var tag in lesson.Facts.Tags)
        {
            xml.WriteStartElement("category", Atom);
            xml.WriteAttributeString("term", tag);
            if (book.Facts.TagName(tag, language) is var name && name != tag) xml.WriteAttributeString("label", name);
            xml.WriteEndElement();
        }

        xml.WriteElementString("summary", Atom, book.Tracks.First(t => t.Id == lesson.TrackId).Title.In(language));
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string reference)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", reference);
        xml.WriteEndElement();
    }

    /// <summary>In full where the site's address is known, else relative to the feed.</summary>
    private static string Reference(CourseBook book, string from, string to) =>
        book.Facts.Url is { } url ? new Uri(url, to).AbsoluteUri : Addresses.ToRoot(from) + to;

    /// <summary>An id that stays when the site moves: a UUID made from names (RFC 9562, version 8).</summary>
    private static string Name(params ReadOnlySpan<string> parts)
    {
        var hash = Convert.FromHexString(ContentHash.OfParts(parts.ToArray()));
        hash[6] = (byte)(hash[6] & 0x0f | 0x80);
        hash[8] = (byte)(hash[8] & 0x3f | 0x80);
        return "urn:uuid:" + new Guid(hash, bigEndian: true).ToString("D");
    }

    private static string Instant(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00Z";
}
