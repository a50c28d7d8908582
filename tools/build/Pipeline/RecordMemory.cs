using System.Collections.Concurrent;
using System.Collections.Immutable;
using Course.Content.Book;
using Course.Diagnostics;
using Course.Site.Runs;
using Course.Snippets.Keys;
using Course.Snippets.Records;

namespace Course.Build.Pipeline;

/// <summary>
/// Plans lessons and remembers the plans: as long as a lesson's text, its records and data files on disk, and the engine are
/// the same, so is its plan. The stamp of a file is its length and time of last write.
/// </summary>
internal sealed class RecordMemory(string root)
{
    private readonly RecordStore _store = new(root);
    private readonly ConcurrentDictionary<string, Remembered> _lessons = new(StringComparer.Ordinal);

    /// <summary>A lesson's plan and its records as pages look them up.</summary>
    internal sealed record Planned(LessonPlan Plan, LessonRuns Runs, ImmutableArray<Diagnostic> RecordFaults, ImmutableArray<Diagnostic> RunFaults);

    private sealed record Remembered(LessonPair Lesson, EngineVersions Engine, int Seed, ImmutableArray<(string, long, long)> Stamps, Planned Planned);

    /// <summary>Where records are written.</summary>
    public RecordStore Store => _store;

    /// <summary>Plans a lesson, or returns the plan that still holds.</summary>
    public Planned Plan(LessonPair lesson, EngineVersions engine, int seed)
    {
        var stamps = Stamps(lesson);
        if (_lessons.TryGetValue(lesson.Facts.Id, out var known)
            && IsSame(known.Lesson, lesson) && known.Engine == engine && known.Seed == seed && known.Stamps.SequenceEqual(stamps))
        {
            if (ReferenceEquals(known.Lesson, lesson)) return known.Planned;
            var moved = known.Planned with { Plan = known.Planned.Plan with { Lesson = lesson } };
            _lessons[lesson.Facts.Id] = known with { Lesson = lesson, Planned = moved };
            return moved;
        }

        var records = _store.Read(lesson.Folder, [.. lesson.Source.Snippets.Select(static s => s.Id)]);
        var runs = LessonRuns.Of(lesson, records.Value.Records.Values);
        var planned = new Planned(LessonPlan.Of(lesson, records.Value, engine, seed), runs.Value, records.Diagnostics, runs.Diagnostics);
        _lessons[lesson.Facts.Id] = new(lesson, engine, seed, stamps, planned);
        return planned;
    }

    /// <summary>Plans all lessons of a course, in reading order.</summary>
    public Planned[] PlanAll(CourseBook book, EngineVersions engine)
    {
        var lessons = book.Lessons.ToArray();
        var planned = new Planned[lessons.Length];
        Parallel.For(0, lessons.Length, i => planned[i] = Plan(lessons[i], engine, book.Facts.Seed));
        return planned;
    }

    private static bool IsSame(LessonPair a, LessonPair b) =>
        ReferenceEquals(a, b) || (a.Facts.Data.SequenceEqual(b.Facts.Data) && a.Texts.Count == b.Texts.Count
            && a.Texts.All(t => b.Texts.TryGetValue(t.Key, out var other) && t.Value.Snippets.Equals(other.Snippets)));

    private ImmutableArray<(string, long, long)> Stamps(LessonPair lesson)
    {
        var folder = new DirectoryInfo(Path.Combine(root, lesson.Folder, "recorded"));
        var files = folder.Exists ? folder.EnumerateFiles("*.json") : [];
        var data = lesson.Facts.Data.Select(path => new FileInfo(Path.Combine(root, lesson.Folder, path))).Where(static f => f.Exists);
        return [.. files.Concat(data).Select(static f => (f.Name, f.Length, f.LastWriteTimeUtc.Ticks)).OrderBy(static f => f.Name, StringComparer.Ordinal)];
    }
}
