using System.Collections.Immutable;
using Course.Content;
using Course.Content.Book;
using Course.Content.Translation;
using Course.Diagnostics;

namespace Course.Build.Status;

/// <summary>How a lesson stands in one language.</summary>
/// <param name="Language">The language.</param>
/// <param name="State">source, current, behind, unaccepted (nobody ever said that it agrees with the source), or missing.</param>
/// <param name="Behind">
/// Blocks that are not as they were accepted: behind, in conflict, untranslated, or without a source. Where nothing was ever
/// accepted, the headings, snippets and figures that differ.
/// </param>
internal sealed record TranslationStatus(string Language, string State, int Behind)
{
    /// <summary>Blocks in which the source's code or numbers changed, which readers would take for true.</summary>
    public int Facts { get; init; }

    /// <summary>Blocks that nobody has accepted yet; null where nobody ever accepted any.</summary>
    public int? Unaccepted { get; init; }

    private static readonly HashSet<string> TwinFaults =
    [
        ContentFaults.HeadingsDiffer.Id, ContentFaults.SnippetsDiffer.Id, ContentFaults.AttributesDiffer.Id, ContentFaults.FiguresDiffer.Id,
    ];

    /// <summary>States of all languages of a course, the source's first.</summary>
    /// <param name="lesson">The lesson.</param>
    /// <param name="languages">Languages of the course.</param>
    /// <param name="found">What reading the content found.</param>
    public static ImmutableArray<TranslationStatus> Of(LessonPair lesson, ImmutableArray<string> languages, IReadOnlyCollection<Diagnostic> found) =>
        [.. languages.OrderByDescending(l => l == lesson.Facts.SourceLanguage).Select(language => Of(lesson, language, found))];

    private static TranslationStatus Of(LessonPair lesson, string language, IReadOnlyCollection<Diagnostic> found)
    {
        if (language == lesson.Facts.SourceLanguage) return new(language, "source", 0);
        if (!lesson.Texts.TryGetValue(language, out var text)) return new(language, "missing", 0);
        if (lesson.Translations.TryGetValue(language, out var state))
        {
            var open = state.Pairs.Count(static p => p.State is not (BlockState.Current or BlockState.New or BlockState.SourceBehind));
            return new(language, open > 0 ? "behind" : "current", open)
            {
                Facts = state.Pairs.Count(static p => p.ConcernsFacts && p.State is (BlockState.TranslationBehind or BlockState.Conflict)),
                Unaccepted = state.New,
            };
        }

        var behind = found.Count(d => d.Location.File == text.File.Path && TwinFaults.Contains(d.Id));
        return new(language, behind > 0 ? "behind" : "unaccepted", behind);
    }
}
