using System.Collections.Immutable;
using Course.Content.Book;
using Course.Diagnostics;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Course.Build.Links;

/// <summary>An address elsewhere.</summary>
/// <param name="Url">As the course writes it.</param>
/// <param name="Places">Where the course writes it.</param>
internal sealed record ExternalAddress(Uri Url, ImmutableArray<SourceLocation> Places);

/// <summary>Gathers the addresses that lessons lead to.</summary>
internal static class ExternalAddresses
{
    /// <summary>All addresses, each once, in ordinal order.</summary>
    public static ImmutableArray<ExternalAddress> Of(CourseBook book) =>
        [.. book.Lessons.SelectMany(Uses)
            .GroupBy(static u => u.Url, StringComparer.Ordinal)
            .OrderBy(static g => g.Key, StringComparer.Ordinal)
            .Where(static g => Uri.TryCreate(g.Key, UriKind.Absolute, out _))
            .Select(static g => new ExternalAddress(new(g.Key), [.. g.Select(static u => u.Place)]))];

    private static IEnumerable<(string Url, SourceLocation Place)> Uses(LessonPair lesson)
    {
        foreach (var link in lesson.Facts.Links) yield return (link.Url.OriginalString, PlaceInFacts(lesson, link.Url.OriginalString));
        foreach (var text in lesson.Texts.Values)
        {
            foreach (var link in text.Document.Descendants<LinkInline>())
            {
                if (IsWeb(link.Url)) yield return (link.Url!, At(text, link));
            }

            foreach (var link in text.Document.Descendants<AutolinkInline>())
            {
                if (IsWeb(link.Url)) yield return (link.Url, At(text, link));
            }
        }
    }

    private static bool IsWeb(string? url) =>
        url is not null && (url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase));

    private static SourceLocation At(LessonText text, Inline inline) => SourceLocation.WholeLine(text.File.Path, inline.Line + 1);

    /// <summary>The facts carry no places of their links; the address itself is easily found.</summary>
    private static SourceLocation PlaceInFacts(LessonPair lesson, string url)
    {
        if (lesson.Files.Facts is not { } file) return SourceLocation.WholeFile(lesson.Folder + "/lesson.yaml");
        var at = file.Text.IndexOf(url, StringComparison.Ordinal);
        if (at < 0) return SourceLocation.WholeFile(file.Path);
        var before = file.Text.AsSpan(0, at);
        return SourceLocation.OnLine(file.Path, before.Count('\n') + 1, at - before.LastIndexOf('\n'), url.Length);
    }
}
