using System.Collections.Immutable;

namespace Course.Content.Files;

/// <summary>Compares two loads of one root.</summary>
internal static class SameFiles
{
    /// <summary>Whether nothing changed between them. A load keeps the objects of what has not changed, so references tell.</summary>
    public static bool Are(CourseFiles a, CourseFiles b)
    {
        if (a.Root != b.Root || a.Course != b.Course || a.Glossary != b.Glossary || a.Achievements != b.Achievements || a.Links != b.Links) return false;
        if (a.Tracks.Length != b.Tracks.Length) return false;
        for (var i = 0; i < a.Tracks.Length; i++)
        {
            if (!Are(a.Tracks[i], b.Tracks[i])) return false;
        }

        return true;
    }

    private static bool Are(TrackFiles a, TrackFiles b)
    {
        if (a.Folder != b.Folder || a.Facts != b.Facts || a.Lessons.Length != b.Lessons.Length) return false;
        for (var i = 0; i < a.Lessons.Length; i++)
        {
            if (!Are(a.Lessons[i], b.Lessons[i])) return false;
        }

        return true;
    }

    private static bool Are(LessonFiles a, LessonFiles b) =>
        a.Folder == b.Folder && a.Facts == b.Facts
        && Are(a.Texts, b.Texts) && Are(a.Locks, b.Locks) && Are(a.Code, b.Code) && Are(a.Assets, b.Assets)
        && a.Recorded.SequenceEqual(b.Recorded, StringComparer.Ordinal);

    private static bool Are<T>(ImmutableSortedDictionary<string, T> a, ImmutableSortedDictionary<string, T> b)
        where T : class
    {
        if (a.Count != b.Count) return false;
        foreach (var (path, file) in a)
        {
            if (!b.TryGetValue(path, out var other) || !ReferenceEquals(file, other)) return false;
        }

        return true;
    }
}
