using System.Collections.Immutable;
using Course.Build.Outside;
using Course.Build.Pipeline;
using Course.Content;
using Course.Content.Book;
using Course.Diagnostics;
using Course.Snippets.Keys;
using Course.Snippets.Records;

namespace Course.Build.Status;

/// <summary>A track: its lessons, and what is still planned.</summary>
/// <param name="Number">Its number, or -1 where it has no folder yet.</param>
internal sealed record TrackStatus(string Id, int Number, LocalizedText Title, ImmutableArray<LessonStatusRow> Lessons, ImmutableArray<(int Number, string Id)> Planned);

/// <summary>How the whole course stands. Nothing is compiled or run to find out.</summary>
/// <param name="Languages">Languages of the course.</param>
/// <param name="Tracks">Tracks in reading order, planned ones included.</param>
/// <param name="Errors">Errors of the content.</param>
/// <param name="Warnings">Warnings of the content.</param>
internal sealed record CourseStatus(ImmutableArray<string> Languages, ImmutableArray<TrackStatus> Tracks, int Errors, int Warnings)
{
    public IEnumerable<LessonStatusRow> Lessons => Tracks.SelectMany(static t => t.Lessons);

    /// <summary>Reads a course.</summary>
    /// <param name="root">Course root.</param>
    /// <returns>The status; its diagnostics are those that leave nothing to report on.</returns>
    public static Outcome<CourseStatus?> Of(string root)
    {
        var content = new ContentReader().Read(root);
        if (content.Value.Facts.Languages.IsEmpty) return new(null, content.Diagnostics);
        var engine = EngineVersions.Read(Places.EngineRoot);
        if (engine.Value is null) return new(null, engine.Diagnostics);
        var (book, store) = (content.Value, new RecordStore(root));
        var rows = book.Lessons.AsParallel().AsOrdered()
            .Select(lesson => Row(lesson, book, store, engine.Value, content.Diagnostics))
            .ToDictionary(static r => r.Lesson.Facts.Id, StringComparer.Ordinal);

        var tracks = book.Tracks.Select(t => new TrackStatus(t.Id, t.Number, t.Title, [.. t.Lessons.Select(l => rows[l.Facts.Id])], Open(t.Planned, rows)));
        var unstarted = book.Facts.Plan.Where(p => book.Tracks.All(t => t.Id != p.Id)).Select(p => new TrackStatus(p.Id, -1, p.Title, [], Open(p.Lessons, rows)));
        var order = book.Facts.Plan.Select(static p => p.Id).ToList();
        return new(
            new(
                book.Facts.Languages,
                [.. tracks.Concat(unstarted).OrderBy(t => order.IndexOf(t.Id) is >= 0 and var place ? place : int.MaxValue)],
                content.Diagnostics.Count(static d => d.Severity == Severity.Error), content.Diagnostics.Count(static d => d.Severity == Severity.Warning)),
            []);
    }

    private static LessonStatusRow Row(LessonPair lesson, CourseBook book, RecordStore store, EngineVersions engine, ImmutableArray<Diagnostic> found)
    {
        var records = store.Read(lesson.Folder, [.. lesson.Source.Snippets.Select(static s => s.Id)]);
        var stale = LessonPlan.Of(lesson, records.Value, engine, book.Facts.Seed).Sessions.Where(static s => !s.Freshness.IsFresh).ToList();
        return new(
            lesson, TranslationStatus.Of(lesson, book.Facts.Languages, found),
            [.. stale.SelectMany(static s => s.Source.Snippets).Select(static s => s.Id)],
            [.. stale.SelectMany(static s => s.Freshness.Reasons).Distinct(StringComparer.Ordinal)],
            LessonStatusRow.MissingAlt(lesson),
            found.Count(d => d.Severity == Severity.Error && d.Location.File.StartsWith(lesson.Folder + "/", StringComparison.Ordinal)));
    }

    private static ImmutableArray<(int, string)> Open(ImmutableArray<PlannedLesson> planned, Dictionary<string, LessonStatusRow> rows) =>
        [.. planned.Select(static (l, i) => (Number: i + 1, l.Id)).Where(l => !rows.ContainsKey(l.Id))];
}
