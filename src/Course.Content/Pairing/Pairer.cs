using System.Collections.Immutable;
using System.Globalization;
using Course.Content.Book;
using Course.Content.Parsing;
using Course.Content.Spelling;
using Course.Content.Yaml;
using Course.Diagnostics;

namespace Course.Content.Pairing;

/// <summary>The stage Pair: all parsed files in, the course book out. Pure.</summary>
public static class Pairer
{
    /// <summary>Puts tracks and lessons in order, pairs the languages, and checks everything that takes more than one file to see.</summary>
    /// <param name="course">What was parsed.</param>
    /// <param name="previous">An earlier result: the state of translations of which neither text nor lock has changed is taken from it.</param>
    public static Outcome<CourseBook> Pair(ParsedCourse course, CourseBook? previous = null)
    {
        // Without languages every text looks missing; what is wrong with course.yaml was reported already.
        if (course.Facts.Languages.IsEmpty) return new(new(course.Facts, [], course.Glossary), []);
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var names = new Names();
        var tracks = ImmutableArray.CreateBuilder<Track>();
        var facts = new List<LessonFactsFile>();
        var numbers = new Dictionary<int, string>();
        foreach (var track in course.Tracks)
        {
            var number = FolderNumber(track.Files.Folder, numbers, diagnostics);
            var (id, trackFacts) = TrackIdentity(track, names, diagnostics);
            var lessons = Lessons(track, id, course.Facts, names, facts, diagnostics);
            if (id is null) continue;
            var plan = course.Facts.Plan.FirstOrDefault(p => p.Id == id);
            tracks.Add(new(id, number, TrackTitle(id, track, trackFacts, plan, course.Facts, diagnostics),
                trackFacts?.Summary ?? LocalizedText.Empty, plan?.Lessons ?? [], lessons));
        }

        tracks.Sort(static (a, b) => a.Number != b.Number ? a.Number.CompareTo(b.Number) : string.CompareOrdinal(a.Id, b.Id));
        TranslationCheck.Check(tracks, previous, diagnostics);
        var book = new CourseBook(course.Facts, tracks.ToImmutable(), course.Glossary) { Links = course.Links, Play = course.Play };
        PlanCheck.Check(book, course, facts, diagnostics);
        PrerequisiteCheck.Check(book, names.Lessons.Keys, facts, diagnostics);
        var references = new ReferenceCheck(book, names.Lessons.Keys, diagnostics);
        var glossary = new GlossaryCheck(book.Glossary, diagnostics);
        var dataPlaces = facts.ToDictionary(static f => f.Facts.Id, static f => f.DataLocations, StringComparer.Ordinal);
        foreach (var lesson in book.Lessons)
        {
            AssetCheck.CheckData(lesson, dataPlaces[lesson.Facts.Id], diagnostics);
            TwinCheck.Check(lesson, course.Facts, diagnostics);
            AssetCheck.Check(lesson, diagnostics);
            ExercisePairing.Check(lesson, diagnostics);
            references.Check(lesson);
            glossary.Check(lesson);
        }

        return new(book, [.. diagnostics.Order(Diagnostic.ByPlace)]);
    }

    /// <summary>Ids seen so far with the folders that took them.</summary>
    private sealed class Names
    {
        public Dictionary<string, string> Tracks { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, string> Lessons { get; } = new(StringComparer.Ordinal);
    }

    private static (string? Id, TrackFacts? Facts) TrackIdentity(ParsedTrack track, Names names, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var folder = track.Files.Folder;
        if (track.Files.Facts is null)
        {
            diagnostics.Add(ContentFaults.MissingFactsFile.At(SourceLocation.WholeFile(folder + "/track.yaml"),
                "The track has no track.yaml, or it cannot be read.", "Add track.yaml with at least an id."));
        }

        var id = track.Facts?.Id ?? Slug(folder);
        if (names.Tracks.TryAdd(id, folder)) return (id, track.Facts);
        diagnostics.Add(ContentFaults.DuplicateTrack.At(track.Facts?.IdLocation ?? SourceLocation.WholeFile(folder),
            $"The track id `{id}` belongs to {names.Tracks[id]} already.", "Give one of the two another id."));
        return (null, null);
    }

    private static LocalizedText TrackTitle(
        string id, ParsedTrack track, TrackFacts? facts, PlannedTrack? plan, CourseFacts course, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        if (facts is not null && !facts.Title.ByLanguage.IsEmpty) return facts.Title;
        if (plan is not null && !plan.Title.ByLanguage.IsEmpty) return plan.Title;
        if (facts is not null)
        {
            diagnostics.Add(ContentFaults.MissingKey.At(facts.IdLocation,
                $"The track `{id}` has a title neither here nor in the plan of course.yaml.", "Add `title:` with its words in each language."));
        }

        var fallback = Slug(track.Files.Folder);
        return new(course.Languages.ToImmutableSortedDictionary(static l => l, _ => fallback, StringComparer.Ordinal));
    }

    private static ImmutableArray<LessonPair> Lessons(
        ParsedTrack track, string? trackId, CourseFacts course, Names names, List<LessonFactsFile> facts,
        ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var lessons = ImmutableArray.CreateBuilder<LessonPair>();
        var numbers = new Dictionary<int, string>();
        foreach (var lesson in track.Lessons)
        {
            var folder = lesson.Files.Folder;
            var number = FolderNumber(folder, numbers, diagnostics);
            CheckTexts(lesson, course, diagnostics);
            if (lesson.Facts is not { Value: { } file })
            {
                if (lesson.Files.Facts is null)
                {
                    diagnostics.Add(ContentFaults.MissingFactsFile.At(SourceLocation.WholeFile(folder + "/lesson.yaml"),
                        "The lesson has no lesson.yaml, or it cannot be read.", "Add lesson.yaml with id, status, minutes and source."));
                }

                // Links to a lesson that cannot be read are not wrong for that.
                names.Lessons.TryAdd(Slug(folder), folder);
                continue;
            }

            if (!names.Lessons.TryAdd(file.Facts.Id, folder))
            {
                diagnostics.Add(ContentFaults.DuplicateLesson.At(file.IdLocation,
                    $"The lesson id `{file.Facts.Id}` belongs to {names.Lessons[file.Facts.Id]} already.", "Give one of the two another id."));
                continue;
            }

            facts.Add(file);
            var texts = lesson.Texts.ToImmutableSortedDictionary(static t => t.Key, static t => t.Value.Value, StringComparer.Ordinal);
            if (!texts.ContainsKey(file.Facts.SourceLanguage))
            {
                diagnostics.Add(ContentFaults.MissingSource.At(file.SourceLocation,
                    $"The source language is `{file.Facts.SourceLanguage}`, but {folder}/{file.Facts.SourceLanguage}.md does not exist or cannot be read.",
                    "Write that file, or name the language of the text that exists."));
                continue;
            }

            if (trackId is not null) lessons.Add(new(file.Facts, trackId, number, folder, texts) { Files = lesson.Files });
        }

        lessons.Sort(static (a, b) => a.Number != b.Number ? a.Number.CompareTo(b.Number) : string.CompareOrdinal(a.Folder, b.Folder));
        return lessons.ToImmutable();
    }

    private static void CheckTexts(ParsedLesson lesson, CourseFacts course, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        if (course.Languages.IsEmpty) return;
        foreach (var (name, file) in lesson.Files.Texts)
        {
            if (course.Languages.Contains(name)) continue;
            diagnostics.Add(ContentFaults.UnknownText.At(SourceLocation.WholeFile(file.Path),
                $"`{name}` is not a language of this course, so the file is not used.{NearMiss.Hint(name, course.Languages)}",
                "Rename or delete it, or add the language to course.yaml."));
        }
    }

    private static int FolderNumber(string folder, Dictionary<int, string> numbers, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var name = folder.AsSpan(folder.LastIndexOf('/') + 1);
        var hyphen = name.IndexOf('-');
        if (hyphen < 2 || !int.TryParse(name[..hyphen], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !KebabCase.IsValid(name[(hyphen + 1)..]))
        {
            diagnostics.Add(ContentFaults.BadFolderName.At(SourceLocation.WholeFile(folder),
                "The folder's name must be its number and a name, since the number gives the order.", "Rename it to the form `06-some-name`."));
            return int.MaxValue;
        }

        if (numbers.TryAdd(number, folder)) return number;
        diagnostics.Add(ContentFaults.DuplicateNumber.At(SourceLocation.WholeFile(folder),
            $"{numbers[number]} has the same number, so their order is open.", "Renumber one of the two."));
        return number;
    }

    private static string Slug(string folder)
    {
        var name = folder[(folder.LastIndexOf('/') + 1)..];
        return KebabCase.From(name[(name.IndexOf('-', StringComparison.Ordinal) + 1)..], "unnamed");
    }
}
