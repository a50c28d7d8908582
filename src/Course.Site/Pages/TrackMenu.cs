using Course.Content.Book;
using Scriban.Runtime;

namespace Course.Site.Pages;

/// <summary>The lessons of a track as menus show them: what is planned stands where it will be.</summary>
internal static class TrackMenu
{
    /// <param name="track">The track.</param>
    /// <param name="language">Language of the titles.</param>
    /// <param name="minutes">How minutes are worded.</param>
    /// <param name="current">The lesson whose page it is, or null.</param>
    public static ScriptArray Entries(Track track, string language, Func<int, string> minutes, LessonPair? current)
    {
        var entries = new ScriptArray(Math.Max(track.Planned.Length, track.Lessons.Length));
        foreach (var (number, lesson, title) in Places(track, language))
        {
            entries.Add(new ScriptObject
            {
                ["number"] = number,
                ["id"] = lesson?.Facts.Id,
                ["title"] = PageFrame.Escape(title),
                ["href"] = lesson is null ? null : Addresses.Lesson(language, lesson),
                ["minutes"] = lesson is null ? null : minutes(lesson.Facts.Minutes),
                ["current"] = lesson is not null && ReferenceEquals(lesson, current),
            });
        }

        return entries;
    }

    /// <summary>How many lessons the track has, planned ones included.</summary>
    public static int Count(Track track) =>
        track.Planned.Length + track.Lessons.Count(lesson => track.Planned.All(p => p.Id != lesson.Facts.Id));

    private static IEnumerable<(int Number, LessonPair? Lesson, string Title)> Places(Track track, string language)
    {
        var number = 0;
        foreach (var planned in track.Planned)
        {
            number++;
            var lesson = track.Lessons.FirstOrDefault(l => l.Facts.Id == planned.Id);
            yield return (number, lesson, lesson?.In(language).Title ?? planned.Title.In(language));
        }

        foreach (var lesson in track.Lessons)
        {
            if (track.Planned.Any(p => p.Id == lesson.Facts.Id)) continue;
            yield return (lesson.Number, lesson, lesson.In(language).Title);
        }
    }
}
