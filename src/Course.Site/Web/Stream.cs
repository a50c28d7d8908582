using Course.Content.Book;

namespace Course.Site.Web;

/// <summary>What is new: lessons by the day on which they were last published or revised.</summary>
internal static class Stream
{
    /// <summary>Lessons that have a day, newest first; of one day in reading order.</summary>
    public static IEnumerable<(LessonPair Lesson, DateOnly Day)> Entries(CourseBook book) => book.Lessons
        .Where(static lesson => lesson.Facts is { Status: LessonStatus.Published, Published: not null })
        .Select(static lesson => (lesson, Day: lesson.Facts.Revised ?? lesson.Facts.Published!.Value))
        .OrderByDescending(static entry => entry.Day);
}
