using System.Collections.Immutable;
using Course.Content;
using Course.Content.Book;
using Course.Diagnostics;

namespace Course.Build.Status;

/// <summary>How a lesson stands in one language.</summary>
/// <param name="Language">The language.</param>
/// <param name="State">source, current, behind, or missing.</param>
/// <param name="Behind">Places that do not follow the source: headings, snippets, figures, and blocks where their state is known.</param>
internal sealed record TranslationStatus(string Language, string State, int Behind)
{
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
        var behind = found.Count(d => d.Location.File == text.File.Path && TwinFaults.Contains(d.Id));
        return new(language, behind > 0 ? "behind" : "current", behind);
    }
}
