using System.Collections.Immutable;
using Course.Diagnostics;

namespace Course.Site.Theming;

/// <summary>What checks learners' code in the page: the runtime with the rules, and what code is compiled against. Pages are whole without it.</summary>
/// <param name="Files">The files, all in <paramref name="Folder"/>.</param>
/// <param name="Twins">Their compressed forms, for a site that has such.</param>
/// <param name="Folder">Path of their folder below the site's root, with a slash at its end; null where there is no checker.</param>
public sealed record CheckerFiles(ImmutableArray<SiteFile> Files, ImmutableArray<SiteFile> Twins, string? Folder)
{
    /// <summary>A site without the checker.</summary>
    public static CheckerFiles None { get; } = new([], [], null);

    /// <summary>Puts files into a folder whose name carries their hash: one of another build is never mixed with them.</summary>
    /// <param name="files">The files by name.</param>
    /// <param name="twins">Their compressed forms by name.</param>
    public static CheckerFiles Of(IEnumerable<SiteFile> files, IEnumerable<SiteFile> twins)
    {
        var ordered = files.OrderBy(static file => file.Path, StringComparer.Ordinal).ToList();
        var folder = $"assets/checker.{ContentHash.OfParts(ordered.SelectMany(static file => new[] { file.Path, file.Hash }))[..10]}/";
        return new(
            [.. ordered.Select(file => file with { Path = folder + file.Path })],
            [.. twins.OrderBy(static file => file.Path, StringComparer.Ordinal).Select(file => file with { Path = folder + file.Path })],
            folder);
    }
}
