using System.Collections.Immutable;
using Course.Content.Book;
using Course.Content.Parsing;
using Course.Content.Spelling;
using Course.Content.Yaml;
using Course.Diagnostics;

namespace Course.Content.Pairing;

/// <summary>Compares what exists with what course.yaml plans.</summary>
internal static class PlanCheck
{
    public static void Check(CourseBook book, ParsedCourse course, List<LessonFactsFile> facts, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        if (book.Facts.Plan.IsEmpty) return;
        var planned = book.Facts.Plan.SelectMany(static t => t.Lessons.Select(l => (l.Id, Track: t.Id)))
            .ToDictionary(static l => l.Id, static l => l.Track, StringComparer.Ordinal);
        var places = facts.ToDictionary(static f => f.Facts.Id, static f => f.IdLocation, StringComparer.Ordinal);
        var trackPlaces = course.Tracks.Select(static t => t.Facts).OfType<TrackFacts>()
            .DistinctBy(static t => t.Id).ToDictionary(static t => t.Id, static t => t.IdLocation, StringComparer.Ordinal);
        foreach (var track in book.Tracks)
        {
            if (book.Facts.Plan.All(p => p.Id != track.Id))
            {
                diagnostics.Add(ContentFaults.NotInPlan.At(trackPlaces.GetValueOrDefault(track.Id, SourceLocation.WholeFile("course.yaml")),
                    $"The plan does not hold the track `{track.Id}`.{NearMiss.Hint(track.Id, book.Facts.Plan.Select(static p => p.Id))}",
                    "Add it to the plan, or correct the id in its track.yaml."));
                continue;
            }

            foreach (var lesson in track.Lessons)
            {
                if (planned.TryGetValue(lesson.Facts.Id, out var home) && home == track.Id) continue;
                diagnostics.Add(ContentFaults.NotInPlan.At(places[lesson.Facts.Id],
                    home is null
                        ? $"The plan does not hold the lesson `{lesson.Facts.Id}`.{NearMiss.Hint(lesson.Facts.Id, planned.Keys)}"
                        : $"The plan holds the lesson `{lesson.Facts.Id}` in the track `{home}`, not in `{track.Id}`.",
                    "Correct the plan in course.yaml, the id, or the folder."));
            }
        }
    }
}
