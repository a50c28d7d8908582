using System.Collections.Immutable;
using Course.Content.Book;
using Course.Content.Directives.Figures;
using Course.Diagnostics;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Course.Build.Status;

/// <summary>How one lesson stands.</summary>
/// <param name="Lesson">The lesson.</param>
/// <param name="Translations">Its languages, the source first.</param>
/// <param name="Stale">Ids of the snippets whose record does not hold any more.</param>
/// <param name="Reasons">Why they do not.</param>
/// <param name="WithoutAlt">Places of figures and pictures that say nothing to those who do not see them.</param>
/// <param name="Errors">Errors in its files.</param>
internal sealed record LessonStatusRow(
    LessonPair Lesson, ImmutableArray<TranslationStatus> Translations,
    ImmutableArray<string> Stale, ImmutableArray<string> Reasons, ImmutableArray<SourceLocation> WithoutAlt, int Errors)
{
    public int Snippets => Lesson.Source.Snippets.Length;

    /// <summary>Figures and pictures in all languages.</summary>
    public int Figures => Lesson.Texts.Values.Sum(static t => Pictures(t).Count());

    /// <summary>Estimated minutes by language.</summary>
    public ImmutableSortedDictionary<string, int> Estimates => Lesson.Texts
        .ToImmutableSortedDictionary(static t => t.Key, t => ReadingTime.Minutes(Lesson, t.Value), StringComparer.Ordinal);

    /// <summary>Places of pictures without words.</summary>
    public static ImmutableArray<SourceLocation> MissingAlt(LessonPair lesson) => [.. lesson.Texts.Values.SelectMany(static text =>
        Pictures(text).Where(static p => string.IsNullOrWhiteSpace(p.Alt)).Select(p => SourceLocation.WholeLine(text.File.Path, p.Line)))];

    private static IEnumerable<(string Alt, int Line)> Pictures(LessonText text) =>
        text.Document.Descendants<FigureBlock>().Select(static f => (f.Alt, f.Line + 1))
            .Concat(text.Document.Descendants<LinkInline>().Where(static l => l.IsImage).Select(static l => (l.FirstChild is null ? "" : "words", l.Line + 1)));
}
