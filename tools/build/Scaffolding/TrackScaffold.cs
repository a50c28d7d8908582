using System.Collections.Immutable;
using System.Globalization;
using Course.Content.Book;
using Course.Content.Spelling;
using Course.Diagnostics;

namespace Course.Build.Scaffolding;

/// <summary>A new track: its folder with track.yaml.</summary>
internal static class TrackScaffold
{
    /// <summary>Plans the files of a track.</summary>
    /// <param name="layout">The course as it is.</param>
    /// <param name="id">Id of the track.</param>
    /// <param name="given">Titles from the command line.</param>
    /// <param name="number">Number from the command line, or null.</param>
    public static Outcome<ImmutableArray<NewFile>> Plan(CourseLayout layout, string id, LocalizedText given, int? number)
    {
        if (KebabCase.IsValid(id) is false) return Fault(BadId(id));
        if (layout.Tracks.FirstOrDefault(t => t.Id == id) is { } there)
        {
            return Fault(ScaffoldFaults.Taken.At(SourceLocation.WholeFile(there.Folder), $"The track `{id}` is there already.", "Add lessons to it with `new lesson`."));
        }

        var planned = layout.Facts.Plan.FirstOrDefault(p => p.Id == id);
        if (planned is null && !layout.Facts.Plan.IsEmpty)
        {
            return Fault(ScaffoldFaults.NotPlanned.At(
                SourceLocation.WholeFile("course.yaml"),
                $"The plan does not hold the track `{id}`, so no page would lead to it.{NearMiss.Hint(id, layout.OpenTracks)}",
                $"Correct the id, or add to `plan` in course.yaml: `- {{ id: {id}, title: {{ {Placeholders(layout)} }}, lessons: [] }}`."));
        }

        var chosen = number ?? NumberOf(layout, id);
        if (layout.Tracks.FirstOrDefault(t => t.Number == chosen) is { } other)
        {
            return Fault(ScaffoldFaults.Taken.At(
                SourceLocation.WholeFile(other.Folder), $"This folder has the number {Digits(chosen)} already.", "Give another with --number, or renumber the folder."));
        }

        return new([File(layout, id, given, planned, chosen)], []);
    }

    /// <summary>track.yaml of a track that has no folder yet. The title is left to the plan where the plan has it.</summary>
    public static NewFile File(CourseLayout layout, string id, LocalizedText given, PlannedTrack? planned, int number)
    {
        var titles = layout.Facts.Languages.Select(l => $"  {l}: {Template.Yaml(Titles.Choose(l, given, planned?.Title, id))}\n");
        var title = planned is not null && given.ByLanguage.IsEmpty ? "" : "title:\n" + string.Concat(titles);
        var summary = string.Concat(layout.Facts.Languages.Select(static l => $"#   {l}: '…'\n"));
        return new(
            $"tracks/{Digits(number)}-{id}/track.yaml",
            $"id: {id}\n{title}# What the track gives, in one or two sentences; its page and search results show it.\n# summary:\n{summary}");
    }

    /// <summary>The number that a track gets: its place in the plan, counted as the tracks count that exist; without a plan, the next free one.</summary>
    public static int NumberOf(CourseLayout layout, string id)
    {
        var plan = layout.Facts.Plan.Select(static p => p.Id).ToList();
        if (!plan.Contains(id)) return layout.Tracks.Select(static t => t.Number).DefaultIfEmpty(0).Max() + 1;
        var neighbour = layout.Tracks.FirstOrDefault(t => plan.Contains(t.Id));
        return neighbour is null ? plan.IndexOf(id) : Math.Max(0, neighbour.Number + plan.IndexOf(id) - plan.IndexOf(neighbour.Id));
    }

    /// <summary>A name that is not in kebab-case.</summary>
    public static Diagnostic BadId(string id) => ScaffoldFaults.BadName.At(
        ScaffoldFaults.CommandLine, $"`{id}` is not an id: ids are part of addresses and consist of {KebabCase.Rule}.",
        $"Write it as `{KebabCase.From(id, "an-id")}`.");

    /// <summary>Two digits at least, so that folders sort by number.</summary>
    public static string Digits(int number) => number.ToString("00", CultureInfo.InvariantCulture);

    /// <summary>Titles that are still to be written, as the plan writes them.</summary>
    public static string Placeholders(CourseLayout layout) => string.Join(", ", layout.Facts.Languages.Select(static l => $"{l}: …"));

    private static Outcome<ImmutableArray<NewFile>> Fault(Diagnostic diagnostic) => new([], [diagnostic]);
}
