using Course.Content.Book;
using Course.Content.Snippets;
using Course.Site.Theming;

namespace Course.Site.Pages;

/// <summary>What learners can take home from a lesson. Pages link to it here; the build makes the files.</summary>
public static class Downloads
{
    /// <summary>Whether a theme offers downloads: it then has the words for them.</summary>
    public static bool AreOffered(Strings words) => words.Has("download");

    /// <summary>Whether a lesson has code that runs.</summary>
    public static bool HasCode(LessonPair lesson) =>
        lesson.Source.Snippets.Any(static s => s.Mode == SnippetMode.Run && s.Fails.IsDefaultOrEmpty);

    /// <summary>The code of a lesson, beside its page.</summary>
    public static string CodeFile(LessonPair lesson) => lesson.Facts.Id + ".zip";

    /// <summary>The project of an exercise, beside the page; null where it has no starter.</summary>
    public static string? ProjectFile(LessonPair lesson, string exercise) =>
        StarterOf(lesson, exercise) is null ? null : exercise + ".zip";

    /// <summary>What learners begin an exercise with; null where there is nothing.</summary>
    public static string? StarterOf(LessonPair lesson, string exercise) =>
        lesson.Facts.Exercises.FirstOrDefault(check => check.Id == exercise)?.Starter is { } path && lesson.Files.Code.TryGetValue(path, out var file) ? file.Text : null;
}
