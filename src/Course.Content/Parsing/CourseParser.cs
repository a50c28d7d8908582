using System.Collections.Immutable;
using Course.Content.Book;
using Course.Content.Files;
using Course.Content.Links;
using Course.Content.Yaml;
using Course.Diagnostics;

namespace Course.Content.Parsing;

/// <summary>The stage Parse for a whole course.</summary>
public static class CourseParser
{
    private static readonly ImmutableSortedDictionary<string, Outcome<LessonText>> NoTexts =
        ImmutableSortedDictionary.Create<string, Outcome<LessonText>>(StringComparer.Ordinal);

    /// <summary>Parses all files, in parallel.</summary>
    /// <param name="files">What was loaded.</param>
    /// <param name="previous">An earlier result: what depends on the same texts only is taken from it.</param>
    public static Outcome<ParsedCourse> Parse(CourseFiles files, ParsedCourse? previous = null)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var facts = Take(files.Course is null ? null : CourseYaml.Read(files.Course), CourseYaml.Unknown, diagnostics);
        var glossary = Take(files.Glossary is null ? null : GlossaryYaml.Read(files.Glossary, facts), Glossary.Empty, diagnostics);
        var play = Take(files.Achievements is null ? null : AchievementsYaml.Read(files.Achievements, facts), Play.None, diagnostics);

        var links = Take(files.Links is null ? null : LinkRecord.Read(files.Links), LinkChecks.None, diagnostics);

        // Yaml is checked against the course's languages; when those change, what was read before says nothing.
        var sameLanguages = previous is not null && previous.Facts.Languages.SequenceEqual(facts.Languages);
        var before = previous is null ? [] : previous.Tracks.SelectMany(static t => t.Lessons)
            .ToDictionary(static l => l.Files.Folder, StringComparer.Ordinal);
        LessonFiles[] folders = [.. files.Tracks.SelectMany(static t => t.Lessons)];
        var lessons = new ParsedLesson[folders.Length];
        Parallel.For(0, folders.Length, i =>
            lessons[i] = ParseLesson(folders[i], facts, before.GetValueOrDefault(folders[i].Folder), sameLanguages));

        var tracks = ImmutableArray.CreateBuilder<ParsedTrack>();
        var next = 0;
        foreach (var track in files.Tracks)
        {
            var trackFacts = track.Facts is null ? null : Take(TrackYaml.Read(track.Facts, facts), null, diagnostics);
            tracks.Add(new(track, trackFacts, [.. lessons.AsSpan(next, track.Lessons.Length)]));
            next += track.Lessons.Length;
        }

        foreach (var lesson in lessons)
        {
            if (lesson.Facts is { } read) diagnostics.AddRange(read.Diagnostics);
            foreach (var (_, text) in lesson.Texts) diagnostics.AddRange(text.Diagnostics);
        }

        return new(new(facts, glossary, tracks.ToImmutable()) { Links = links, Play = play }, diagnostics.ToImmutable());
    }

    private static T Take<T>(Outcome<T>? outcome, T otherwise, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        if (outcome is null) return otherwise;
        diagnostics.AddRange(outcome.Diagnostics);
        return outcome.Value;
    }

    private static ParsedLesson ParseLesson(LessonFiles files, CourseFacts course, ParsedLesson? before, bool sameLanguages)
    {
        var facts = files.Facts switch
        {
            null => null,
            var file when sameLanguages && before is not null && IsSame(before.Files.Facts, file) => before.Facts,
            var file => LessonYaml.Read(file, course),
        };
        var texts = NoTexts.ToBuilder();
        foreach (var language in course.Languages)
        {
            if (!files.Texts.TryGetValue(language, out var file)) continue;
            texts.Add(language, Reuse(file, language, files, before) ?? LessonParser.Parse(file, language, files.Code));
        }

        return new(files, facts, texts.ToImmutable());
    }

    private static Outcome<LessonText>? Reuse(SourceFile file, string language, LessonFiles files, ParsedLesson? before)
    {
        if (before is null || !before.Texts.TryGetValue(language, out var text) || !IsSame(text.Value.File, file)) return null;
        foreach (var path in text.Value.Includes)
        {
            if (!IsSame(before.Files.Code.GetValueOrDefault(path), files.Code.GetValueOrDefault(path))) return null;
        }

        return text;
    }

    private static bool IsSame(SourceFile? before, SourceFile? now) =>
        ReferenceEquals(before, now) || before is not null && now is not null && before.Hash == now.Hash && before.Path == now.Path;
}
