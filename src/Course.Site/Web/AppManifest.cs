using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Course.Content.Book;
using Course.Site.Pages;
using Course.Site.Theming;

namespace Course.Site.Web;

/// <summary>What a browser needs to install the course as an app (the W3C's web application manifest), one file a language.</summary>
internal static class AppManifest
{
    /// <summary>The manifests; none where the theme has no icons for apps.</summary>
    public static IEnumerable<SiteFile> Files(CourseBook book, Theme theme) =>
        theme.AppIcons.IsEmpty ? [] : book.Facts.Languages.Select(language => File(book, theme, language));

    private static SiteFile File(CourseBook book, Theme theme, string language)
    {
        var address = Addresses.Manifest(language);
        var root = Addresses.ToRoot(address);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();

            // One app whatever the language it was installed in: the id is the site's root.
            json.WriteString("id", root);
            json.WriteString("name", book.Facts.Title.In(language));
            json.WriteString("description", book.Facts.Summary.In(language));
            json.WriteString("lang", language);
            json.WriteString("start_url", root + Addresses.Home(language));
            json.WriteString("scope", root);
            json.WriteString("display", "minimal-ui");
            json.WriteStartArray("icons");
            foreach (var (width, icon) in theme.AppIcons)
            {
                json.WriteStartObject();
                json.WriteString("src", root + icon.Path);
                json.WriteString("sizes", string.Create(CultureInfo.InvariantCulture, $"{width}x{width}"));
                json.WriteString("type", "image/png");
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return new(address, buffer.WrittenMemory);
    }
}
