using System.Collections.Immutable;
using Course.Content.Book;
using Course.Content.Snippets;
using Course.Snippets.Keys;
using Course.Snippets.Records;
using Course.Snippets.Sessions;

namespace Course.Build.Pipeline;

/// <summary>A lesson's sessions, what is recorded of them, and which of them are stale.</summary>
/// <param name="Lesson">The lesson.</param>
/// <param name="Records">What is recorded.</param>
/// <param name="Sessions">Its sessions, in order.</param>
internal sealed record LessonPlan(LessonPair Lesson, RecordSet Records, ImmutableArray<SessionPlan> Sessions)
{
    /// <summary>Plans a lesson.</summary>
    public static LessonPlan Of(LessonPair lesson, RecordSet records, EngineVersions engine, int seed)
    {
        var data = lesson.Facts.Data
            .Where(lesson.Files.Assets.ContainsKey)
            .ToImmutableSortedDictionary(static path => path, path => lesson.Files.Assets[path].FullPath, StringComparer.Ordinal);
        var sessions = SessionPlanner.Plan(lesson.Facts.Id, lesson.Source.Snippets, data, seed);
        return new(lesson, records, [.. sessions.Select(session => SessionPlan.Of(lesson, session, records.Records, engine))]);
    }
}

/// <summary>A session and whether its records still hold.</summary>
/// <param name="Source">The session.</param>
/// <param name="Keys">What its results depend on today.</param>
/// <param name="Freshness">What must be done again, and why.</param>
/// <param name="NeedsColours">Whether a listing must be coloured again, since a comment or the layout changed.</param>
internal sealed record SessionPlan(SessionSource Source, SessionKeys Keys, Freshness Freshness, bool NeedsColours)
{
    /// <summary>Whether there is anything to do.</summary>
    public bool IsStale => !Freshness.IsFresh || NeedsColours;

    /// <summary>Name for people: the lesson, and the session where it is not the only one that matters.</summary>
    public string Name => $"{Source.Lesson}/{Source.Name}";

    public static SessionPlan Of(
        LessonPair lesson, SessionSource session, ImmutableSortedDictionary<string, SnippetRecord> records, EngineVersions engine)
    {
        var keys = SessionKeys.Of(session, records);
        var freshness = Freshness.Of(session, keys, engine, records);
        return new(session, keys, freshness, !session.Snippets.All(snippet => HasColours(lesson, snippet, records)));
    }

    /// <summary>Whether the record holds the colours of the code in every language that shows code of its own.</summary>
    private static bool HasColours(LessonPair lesson, Snippet snippet, ImmutableSortedDictionary<string, SnippetRecord> records)
    {
        if (snippet.Hidden) return true;
        if (!records.TryGetValue(snippet.Id, out var record)) return false;
        foreach (var (language, text) in lesson.Texts)
        {
            foreach (var candidate in text.Snippets)
            {
                if (candidate.Id == snippet.Id && candidate.Code.Length > 0 && !Freshness.HasListingOf(record, language, candidate.Code)) return false;
            }
        }

        return true;
    }
}
