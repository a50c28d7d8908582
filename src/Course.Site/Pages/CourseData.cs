using System.Buffers;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Course.Content.Book;
using Course.Diagnostics;
using Course.Site.Theming;

namespace Course.Site.Pages;

/// <summary>What scripts know about the course in one language: lessons, points, levels, achievements, and their own words.</summary>
internal static class CourseData
{
    /// <summary>Keys of words that scripts use begin so.</summary>
    private const string WordPrefix = "client-";

    /// <summary>Keys of words that the editor and what stands around it say begin so; they come with it.</summary>
    private const string CheckPrefix = WordPrefix + "check-";

    /// <summary>What every page loads.</summary>
    /// <param name="book">The course.</param>
    /// <param name="words">Words in one language.</param>
    /// <param name="checkWords">Path of <see cref="CheckWords"/>.</param>
    /// <param name="checkStyle">Path of the editor's style sheet, or null.</param>
    public static SiteFile File(CourseBook book, Strings words, string checkWords, string? checkStyle)
    {
        var buffer = new ArrayBufferWriter<byte>();
        // The file is data, never a part of a page, so Korean need not be escaped.
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) Write(json, book, words, checkWords, checkStyle);
        return new($"assets/course.{words.Language}.{ContentHash.Of(buffer.WrittenSpan)[..10]}.json", buffer.WrittenMemory);
    }

    /// <summary>The words of the editor, which comes when a learner turns to it.</summary>
    public static SiteFile CheckWords(Strings words)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            WriteWords(json, words, CheckPrefix, static key => key.StartsWith(CheckPrefix, StringComparison.Ordinal));
        return new($"assets/check.{words.Language}.{ContentHash.Of(buffer.WrittenSpan)[..10]}.json", buffer.WrittenMemory);
    }

    private static void WriteWords(Utf8JsonWriter json, Strings words, string prefix, Func<string, bool> isMeant)
    {
        json.WriteStartObject();
        foreach (var key in words.Keys.Where(isMeant).Order(StringComparer.Ordinal))
            json.WriteString(key[prefix.Length..], WebUtility.HtmlDecode(words[key]));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CourseBook book, Strings words, string checkWords, string? checkStyle)
    {
        var language = words.Language;
        json.WriteStartObject();
        json.WriteString("id", book.Facts.Id);
        json.WriteString("language", language);
        json.WriteNumber("planned", CoursePlan.Lessons(book));
        json.WriteNumber("exerciseXp", book.Play.ExerciseXp);
        json.WriteNumber("guessXp", book.Play.GuessXp);
        json.WriteStartArray("tracks");
        foreach (var (id, count) in CoursePlan.Tracks(book))
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteNumber("planned", count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("lessons");
        foreach (var lesson in book.Lessons) WriteLesson(json, lesson, language);
        json.WriteEndArray();
        json.WriteStartArray("levels");
        foreach (var level in book.Play.Levels) json.WriteStringValue(level.In(language));
        json.WriteEndArray();
        json.WriteStartArray("achievements");
        foreach (var achievement in book.Play.Achievements) WriteAchievement(json, achievement, language);
        json.WriteEndArray();
        if (checkStyle is not null)
        {
            json.WriteStartObject("check");
            json.WriteString("words", checkWords);
            json.WriteString("style", checkStyle);
            json.WriteEndObject();
        }

        json.WritePropertyName("words");
        WriteWords(json, words, WordPrefix, static key => key.StartsWith(WordPrefix, StringComparison.Ordinal) && !key.StartsWith(CheckPrefix, StringComparison.Ordinal));
        json.WriteEndObject();
    }

    private static void WriteLesson(Utf8JsonWriter json, LessonPair lesson, string language)
    {
        json.WriteStartObject();
        json.WriteString("id", lesson.Facts.Id);
        json.WriteString("track", lesson.TrackId);
        json.WriteString("title", lesson.In(language).Title);
        json.WriteString("href", Addresses.Lesson(language, lesson));
        json.WriteNumber("xp", lesson.Facts.Xp);
        json.WriteStartArray("exercises");
        foreach (var exercise in lesson.Source.Exercises) json.WriteStringValue(exercise.Id);
        json.WriteEndArray();
        json.WriteStartArray("guesses");
        foreach (var snippet in lesson.Source.Snippets.Where(static s => s.Predict is not null)) json.WriteStringValue(snippet.Id);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAchievement(Utf8JsonWriter json, Achievement achievement, string language)
    {
        json.WriteStartObject();
        json.WriteString("id", achievement.Id);
        json.WriteString("title", achievement.Title.In(language));
        json.WriteStartObject("needs");
        var needs = achievement.Needs;
        foreach (var (name, number) in new[] { ("lessons", needs.Lessons), ("exercises", needs.Exercises), ("guesses", needs.Guesses), ("tracks", needs.Tracks), ("level", needs.Level) })
        {
            if (number is { } n) json.WriteNumber(name, n);
        }

        if (needs.Lesson is { } lesson) json.WriteString("lesson", lesson);
        if (needs.Track is { } track) json.WriteString("track", track);
        if (needs.All) json.WriteBoolean("all", true);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
