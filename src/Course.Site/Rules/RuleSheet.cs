using System.Collections.Immutable;
using Course.Diagnostics;

namespace Course.Site.Rules;

/// <summary>What the site knows of an analyzer rule: its place in the releases table, and its page in each language.</summary>
/// <param name="Id">Id, such as <c>DL1001</c>.</param>
/// <param name="Category">The area that it belongs to, in English, such as <c>Gradients</c>.</param>
/// <param name="Severity">Error, Warning, Info, or Disabled.</param>
/// <param name="Markdown">The page by language: a title line, sections, and C# blocks marked bad, fixed or good.</param>
public sealed record RuleSheet(string Id, string Category, string Severity, ImmutableSortedDictionary<string, string> Markdown)
{
    /// <summary>Hash of all of it.</summary>
    public string Hash { get; } = ContentHash.OfParts([Id, Category, Severity, .. Markdown.SelectMany(static page => new[] { page.Key, page.Value })]);

    /// <summary>The severity as classes and words have it: <c>error</c>, <c>warning</c>, <c>info</c>, <c>disabled</c>.</summary>
    public string Weight { get; } = Severity.ToLowerInvariant();

    /// <summary>The page in a language, or else in English, with the language that it is in.</summary>
    public (string Language, string Text) In(string language) =>
        Markdown.TryGetValue(language, out var text) ? (language, text) : (Markdown.ContainsKey("en") ? "en" : Markdown.Keys.First(), Markdown.GetValueOrDefault("en") ?? Markdown.Values.First());

    /// <summary>The title without the id, as the page's first line gives it.</summary>
    public string TitleIn(string language)
    {
        var line = In(language).Text.AsSpan();
        if (line.IndexOf('\n') is var end and >= 0) line = line[..end];
        line = line.TrimStart("# ");
        return (line.IndexOf(": ") is var colon and >= 0 ? line[(colon + 2)..] : line).Trim().ToString();
    }

    /// <summary>
    /// Reads the releases table of the analyzers (<c>id | category | severity | title</c>) and their pages.
    /// </summary>
    /// <param name="releases">Text of AnalyzerReleases.*.md.</param>
    /// <param name="pages">Pages by file name, <c>DL1001GradientsNotClipped.en.md</c>.</param>
    /// <returns>The rules that have a page, by id.</returns>
    public static ImmutableArray<RuleSheet> Read(string releases, IEnumerable<KeyValuePair<string, string>> pages)
    {
        var byId = pages
            .Select(static page => (Id: page.Key[..6], Language: page.Key.Split('.')[^2], page.Value))
            .GroupBy(static page => page.Id)
            .ToDictionary(static group => group.Key, static group => group.ToImmutableSortedDictionary(static p => p.Language, static p => p.Value.ReplaceLineEndings("\n"), StringComparer.Ordinal));
        return [.. releases.Split('\n')
            .Select(static line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length >= 3 && byId.ContainsKey(cells[0]))
            .Select(cells => new RuleSheet(cells[0], cells[1], cells[2], byId[cells[0]]))
            .DistinctBy(static rule => rule.Id)
            .OrderBy(static rule => rule.Id, StringComparer.Ordinal)];
    }
}
