using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Course.Content.Book;
using Course.Site.Pages;

namespace Course.Site.Web;

/// <summary>
/// The pictures that others show beside a link to a page (Open Graph): 1200 × 630, the page's title with the course's name, and below it both
/// as the other languages say them.
/// </summary>
public static class SocialCards
{
    /// <summary>Width in pixels.</summary>
    public const int Width = 1200;

    /// <summary>Height in pixels.</summary>
    public const int Height = 630;

    private const int Edge = 88;

    /// <summary>The cards of a course as drawings by their path: one a language for the course, one for each track and lesson. None where course.yaml has no
    /// url, since such a picture is named by its full address.</summary>
    public static ImmutableArray<(string Path, string Svg)> Of(CourseBook book)
    {
        if (book.Facts.Url is null) return [];
        var cards = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var language in book.Facts.Languages)
        {
            cards.Add((PathOf(Addresses.Home(language)), Draw(book, language, book.Facts.Title, "")));
            foreach (var track in book.Tracks)
            {
                cards.Add((PathOf(Addresses.Track(language, track.Id)), Draw(book, language, track.Title, "")));
                foreach (var lesson in track.Lessons)
                {
                    var titles = new LocalizedText(book.Facts.Languages.ToImmutableSortedDictionary(static code => code, code => lesson.In(code).Title, StringComparer.Ordinal));
                    cards.Add((PathOf(Addresses.Lesson(language, lesson)), Draw(book, language, titles, track.Title.In(language))));
                }
            }
        }

        return cards.ToImmutable();
    }

    /// <summary>Where the card of a page is.</summary>
    internal static string PathOf(string address) => address + "card.png";

    private static string Draw(CourseBook book, string language, LocalizedText title, string track)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{Height}" font-family="Pretendard"><rect width="{Width}" height="{Height}" fill="#fcfcfa"/><rect width="{Width}" height="14" fill="#0b5fae"/>""");
        var course = book.Facts.Title.In(language);
        var isCourse = title == book.Facts.Title;
        if (!isCourse) Text(svg, track.Length > 0 ? $"{course} · {track}" : course, Edge + 38, 34, 500, "#545b64");
        var size = 84;
        var lines = Lines(title.In(language), size);
        while (lines.Count > 3 && size > 52) lines = Lines(title.In(language), size -= 8);
        var y = (isCourse ? 190 : 240) + ((3 - lines.Count) * size / 3);
        foreach (var line in lines.Take(4))
        {
            Text(svg, line, y, size, 700, "#1f2328");
            y += size * 6 / 5;
        }

        var others = book.Facts.Languages.Where(code => code != language && title.In(code) != title.In(language)).Select(title.In).ToList();
        for (var i = 0; i < others.Count; i++) Text(svg, Shorten(others[i], 40), Height - Edge - ((others.Count - 1 - i) * 52), 40, 500, "#0b5fae");
        return svg.Append("</svg>").ToString();
    }

    private static void Text(StringBuilder svg, string text, int y, int size, int weight, string colour) => svg.Append(
        CultureInfo.InvariantCulture, $"""<text x="{Edge}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{colour}">{WebUtility.HtmlEncode(text)}</text>""");

    /// <summary>Breaks at blanks; Korean, too, is kept whole between them.</summary>
    private static List<string> Lines(string text, int size)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && Fits($"{lines[^1]} {word}", size)) lines[^1] += " " + word;
            else lines.Add(Shorten(word, size));
        }

        return lines;
    }

    private static string Shorten(string text, int size)
    {
        if (Fits(text, size)) return text;
        while (text.Length > 1 && !Fits(text + "…", size)) text = text[..^1];
        return text.TrimEnd() + "…";
    }

    /// <summary>By widths that no letter of the font goes beyond by much: nine tenths of an em for Korean, six tenths for the rest.</summary>
    private static bool Fits(string text, int size) => text.Sum(static letter => letter >= '\u1100' ? 0.9 : 0.57) * size <= Width - (2 * Edge);
}
