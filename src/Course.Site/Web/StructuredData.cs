using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Course.Content.Book;
using Course.Site.Pages;

namespace Course.Site.Web;

/// <summary>What search engines read: schema.org's Course and LearningResource, as JSON-LD.</summary>
internal static class StructuredData
{
    /// <summary>The course, on its home page.</summary>
    public static string Course(CourseBook book, string language) => Write(json =>
    {
        Head(json, "Course", book.Facts.Title.In(language), language);
        json.WriteString("description", book.Facts.Summary.In(language));
        if (book.Facts.Url is { } url) json.WriteString("url", new Uri(url, Addresses.Home(language)).AbsoluteUri);
        json.WriteStartObject("provider");
        json.WriteString("@type", "Organization");
        json.WriteString("name", book.Facts.Title.In(language));
        json.WriteEndObject();
        json.WriteBoolean("isAccessibleForFree", true);
        json.WriteStartObject("hasCourseInstance");
        json.WriteString("@type", "CourseInstance");
        json.WriteString("courseMode", "online");
        json.WriteString("courseWorkload", Duration(book.Lessons.Sum(static l => l.Facts.Minutes)));
        json.WriteEndObject();
    });

    /// <summary>A lesson, on its page.</summary>
    public static string Lesson(CourseBook book, LessonPair lesson, string language) => Write(json =>
    {
        var text = lesson.In(language);
        Head(json, "LearningResource", text.Title, text.Language);
        json.WriteString("learningResourceType", "lesson");
        json.WriteString("timeRequired", Duration(lesson.Facts.Minutes));
        if (book.Facts.Url is { } url) json.WriteString("url", new Uri(url, Addresses.Lesson(language, lesson)).AbsoluteUri);
        if (lesson.Facts.Published is { } published) json.WriteString("datePublished", Day(published));
        if (lesson.Facts.Revised is { } revised) json.WriteString("dateModified", Day(revised));
        if (!lesson.Facts.Tags.IsEmpty) json.WriteString("keywords", string.Join(", ", lesson.Facts.Tags.Select(tag => book.Facts.TagName(tag, language))));
        json.WriteBoolean("isAccessibleForFree", true);
        json.WriteStartObject("isPartOf");
        json.WriteString("@type", "Course");
        json.WriteString("name", book.Facts.Title.In(language));
        json.WriteEndObject();
    });

    private static void Head(Utf8JsonWriter json, string type, string name, string language)
    {
        json.WriteString("@context", "https://schema.org");
        json.WriteString("@type", type);
        json.WriteString("name", name);
        json.WriteString("inLanguage", language);
    }

    /// <summary>The default encoder escapes what could end the script element that holds the text.</summary>
    private static string Write(Action<Utf8JsonWriter> fill)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            fill(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Duration(int minutes) => string.Create(CultureInfo.InvariantCulture, $"PT{minutes}M");

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
