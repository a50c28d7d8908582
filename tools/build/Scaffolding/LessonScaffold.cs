using System.Collections.Immutable;
using Course.Content.Book;
using Course.Content.Spelling;
using Course.Diagnostics;

namespace Course.Build.Scaffolding;

/// <summary>What the command line says of a new lesson.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Track">Its track, or null: the plan's, or the only one.</param>
/// <param name="Titles">Titles that are given.</param>
/// <param name="Number">Its number in the track, or null: the plan's, or the next.</param>
/// <param name="Source">The language that holds the code, or null: what most lessons have.</param>
internal sealed record LessonRequest(string Id, string? Track, LocalizedText Titles, int? Number, string? Source);

/// <summary>A new lesson: facts, a text in each language, an exercise, all of which build clean as they are.</summary>
internal static class LessonScaffold
{
    /// <summary>Plans the files of a lesson, and those of its track where that has no folder yet.</summary>
    public static Outcome<ImmutableArray<NewFile>> Plan(CourseLayout layout, LessonRequest request)
    {
        var id = request.Id;
        if (!KebabCase.IsValid(id)) return Fault(TrackScaffold.BadId(id));
        if (layout.Lessons.FirstOrDefault(l => l.Id == id) is { } there)
        {
            return Fault(ScaffoldFaults.Taken.At(SourceLocation.WholeFile(there.Folder), $"The lesson `{id}` is there already.", "Edit it, or choose another id."));
        }

        var languages = layout.Facts.Languages;
        var source = request.Source ?? MostUsedSource(layout);
        if (!languages.Contains(source))
        {
            return Fault(ScaffoldFaults.BadName.At(ScaffoldFaults.CommandLine,
                $"`{source}` is not a language of this course.{NearMiss.Hint(source, languages)}", $"Use one of: {string.Join(", ", languages)}."));
        }

        var (place, fault) = Find(layout, request);
        if (place is null) return Fault(fault!);
        if (place.Taken is { } other)
        {
            return Fault(ScaffoldFaults.Taken.At(SourceLocation.WholeFile(other),
                $"This folder has the number {TrackScaffold.Digits(place.Number)} already.", "Give another with --number, or renumber the folder."));
        }

        var folder = $"{place.Folder}/{TrackScaffold.Digits(place.Number)}-{id}";
        var texts = languages.Select(language => new NewFile($"{folder}/{language}.md", Text(
            language, language == source, Titles.Choose(language, request.Titles, place.Planned?.Title, id))));
        return new(
            [
                .. place.NewTrack is null ? [] : new[] { place.NewTrack },
                new($"{folder}/lesson.yaml", Template.Fill("lesson.yaml", ("id", id), ("source", source), ("titles", TrackScaffold.Placeholders(layout)))),
                .. texts,
                new($"{folder}/exercise/starter.cs", Template.Fill("starter.cs")),
                new($"{folder}/exercise/solution.cs", Template.Fill("solution.cs")),
            ], []);
    }

    private static string Text(string language, bool isSource, string title)
    {
        var text = Template.Fill(Template.Name("lesson", language), ("title", Template.Markdown(title)));
        return isSource ? text : Template.WithoutCode(text);
    }

    /// <param name="Folder">The track's folder.</param>
    /// <param name="Number">The lesson's number.</param>
    /// <param name="Taken">A folder that has the number already, or null.</param>
    /// <param name="Planned">The lesson in the plan, or null.</param>
    /// <param name="NewTrack">track.yaml, where the track has no folder yet.</param>
    private sealed record Place(string Folder, int Number, string? Taken, PlannedLesson? Planned, NewFile? NewTrack);

    private static (Place? Place, Diagnostic? Fault) Find(CourseLayout layout, LessonRequest request)
    {
        var plan = layout.Facts.Plan;
        var home = plan.FirstOrDefault(t => t.Lessons.Any(l => l.Id == request.Id));
        if (home is null && !plan.IsEmpty) return (null, NotPlanned(layout, request));
        if (home is not null && request.Track is { } asked && asked != home.Id)
        {
            return (null, ScaffoldFaults.NotPlanned.At(SourceLocation.WholeFile("course.yaml"),
                $"The plan holds the lesson `{request.Id}` in the track `{home.Id}`, not in `{asked}`.", "Leave --track out, or change the plan."));
        }

        var trackId = home?.Id ?? request.Track ?? (layout.Tracks.Length == 1 ? layout.Tracks[0].Id : null);
        var track = layout.Tracks.FirstOrDefault(t => t.Id == trackId);
        if (track is null && home is null)
        {
            return (null, ScaffoldFaults.BadName.At(ScaffoldFaults.CommandLine,
                trackId is null
                    ? "The course plans nothing, so it is open which track the lesson belongs to."
                    : $"There is no track `{trackId}`.{NearMiss.Hint(trackId, layout.Tracks.Select(static t => t.Id))}",
                layout.Tracks.IsEmpty
                    ? "Make one first with `new track`."
                    : $"Name one with --track: {string.Join(", ", layout.Tracks.Select(static t => t.Id))}."));
        }

        var planned = home?.Lessons.First(l => l.Id == request.Id);
        var number = request.Number ?? (planned is null ? track!.Lessons.Select(static l => l.Number).DefaultIfEmpty(0).Max() + 1 : home!.Lessons.IndexOf(planned) + 1);
        var taken = track?.Lessons.FirstOrDefault(l => l.Number == number)?.Folder;
        if (track is not null) return (new(track.Folder, number, taken, planned, null), null);

        var trackNumber = TrackScaffold.NumberOf(layout, home!.Id);
        if (layout.Tracks.FirstOrDefault(t => t.Number == trackNumber) is { } other)
        {
            return (null, ScaffoldFaults.Taken.At(SourceLocation.WholeFile(other.Folder),
                $"This folder has the number {TrackScaffold.Digits(trackNumber)}, which is the planned place of the track `{home.Id}`.",
                $"Renumber the folder, or make the track first: `new track {home.Id} --number …`."));
        }

        var newTrack = TrackScaffold.File(layout, home.Id, LocalizedText.Empty, home, trackNumber);
        return (new(newTrack.Path[..newTrack.Path.LastIndexOf('/')], number, taken, planned, newTrack), null);
    }

    private static Diagnostic NotPlanned(CourseLayout layout, LessonRequest request) => ScaffoldFaults.NotPlanned.At(
        SourceLocation.WholeFile("course.yaml"),
        $"The plan does not hold the lesson `{request.Id}`, so its titles, track and number are unknown.{NearMiss.Hint(request.Id, layout.OpenLessons)}",
        $"Correct the id, or add to a track of `plan` in course.yaml: `- {{ id: {request.Id}, title: {{ {TrackScaffold.Placeholders(layout)} }} }}`.");

    private static string MostUsedSource(CourseLayout layout) => layout.Lessons
        .Where(l => layout.Facts.Languages.Contains(l.SourceLanguage))
        .CountBy(static l => l.SourceLanguage).OrderByDescending(static c => c.Value).ThenBy(static c => c.Key, StringComparer.Ordinal)
        .Select(static c => c.Key).FirstOrDefault() ?? layout.Facts.Languages.FirstOrDefault("");

    private static Outcome<ImmutableArray<NewFile>> Fault(Diagnostic diagnostic) => new([], [diagnostic]);
}
