using System.Collections.Immutable;
using Course.Content.Book;
using Course.Content.Files;
using Course.Content.Links;
using Course.Content.Yaml;
using Course.Diagnostics;

namespace Course.Content.Parsing;

/// <summary>What Parse makes of the files: every file understood by itself, nothing compared yet.</summary>
public sealed record ParsedCourse(CourseFacts Facts, Glossary Glossary, ImmutableArray<ParsedTrack> Tracks)
{
    /// <summary>What links.json records.</summary>
    public LinkChecks Links { get; init; } = LinkChecks.None;

    /// <summary>achievements.yaml.</summary>
    public Play Play { get; init; } = Play.None;
}

/// <summary>A track's folder.</summary>
/// <param name="Files">What was loaded.</param>
/// <param name="Facts">track.yaml, or null where it is missing or unusable.</param>
/// <param name="Lessons">Its lessons.</param>
public sealed record ParsedTrack(TrackFiles Files, TrackFacts? Facts, ImmutableArray<ParsedLesson> Lessons);

/// <summary>A lesson's folder.</summary>
/// <param name="Files">What was loaded.</param>
/// <param name="Facts">lesson.yaml, or null where it is missing.</param>
/// <param name="Texts">The texts in languages of the course, by language.</param>
public sealed record ParsedLesson(
    LessonFiles Files, Outcome<LessonFactsFile?>? Facts, ImmutableSortedDictionary<string, Outcome<LessonText>> Texts);
