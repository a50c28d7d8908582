using Course.Content.Book;

namespace Course.Site.Pages;

/// <summary>Where pages are: every address below the site's root, as a folder with a trailing slash.</summary>
internal static class Addresses
{
    public static string Home(string language) => language + "/";

    public static string Glossary(string language) => language + "/glossary/";

    public static string Stream(string language) => language + "/stream/";

    public static string Feed(string language) => language + "/feed.xml";

    /// <summary>The page that shows everything that pages are made of; no page leads there.</summary>
    public static string Style(string language) => $"{language}/style/";

    public static string Search(string language) => language + "/search/";

    public static string Playground(string language) => language + "/playground/";

    public static string Tags(string language) => language + "/tags/";

    public static string Rules(string language) => language + "/rules/";

    public static string Rule(string language, string id) => $"{language}/rules/{id}/";

    public static string Achievements(string language) => language + "/achievements/";

    public static string Offline(string language) => language + "/offline/";

    public static string Manifest(string language) => language + "/app.webmanifest";

    public static string Track(string language, string track) => $"{language}/{track}/";

    public static string Lesson(string language, LessonPair lesson) => $"{language}/{lesson.TrackId}/{lesson.Facts.Id}/";

    /// <summary>The way from a page back to the site's root: <c>../</c> for each folder that it is deep.</summary>
    public static string ToRoot(string address)
    {
        var depth = address.AsSpan().Count('/');
        return depth switch { 0 => "./", 1 => "../", 2 => "../../", 3 => "../../../", _ => string.Concat(Enumerable.Repeat("../", depth)) };
    }
}
