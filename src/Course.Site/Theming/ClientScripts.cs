using System.Collections.Immutable;

namespace Course.Site.Theming;

/// <summary>The scripts of a theme, bundled. Pages are whole without them.</summary>
/// <param name="Files">The files as they are published, under names that carry their hash.</param>
/// <param name="Entries">Path below the site's root by the name of the entry, <c>main</c> for main.ts.</param>
public sealed record ClientScripts(ImmutableArray<SiteFile> Files, ImmutableSortedDictionary<string, string> Entries)
{
    /// <summary>No scripts at all.</summary>
    public static ClientScripts None { get; } = new([], ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>The path of an entry, or null where there is none.</summary>
    public string? Path(string entry) => Entries.GetValueOrDefault(entry);
}
