using System.Collections.Immutable;

namespace Course.Site.Theming;

/// <summary>The scripts of a theme, bundled. Pages are whole without them.</summary>
/// <param name="Files">The files as they are published, under names that carry their hash.</param>
/// <param name="Entries">Path below the site's root by the name of the entry, <c>main</c> for main.ts.</param>
public sealed record ClientScripts(ImmutableArray<SiteFile> Files, ImmutableSortedDictionary<string, string> Entries)
{
    /// <summary>The entry that keeps pages for reading without a network. It runs beside pages, never in one.</summary>
    public const string Worker = "sw";

    /// <summary>The entry that runs the checker, beside the page.</summary>
    public const string Checker = "check-worker";

    /// <summary>Paths of what is loaded only when somebody turns to the editor.</summary>
    public ImmutableHashSet<string> OnDemand { get; init; } = [];

    /// <summary>The file of an entry, or null where there is none.</summary>
    public SiteFile? File(string entry) => Path(entry) is { } path ? Files.FirstOrDefault(file => file.Path == path) : null;

    /// <summary>The same scripts without the worker, for a site that no browser should keep.</summary>
    public ClientScripts WithoutWorker() => this with { Files = [.. Files.Where(file => file.Path != Path(Worker))], Entries = Entries.Remove(Worker) };

    /// <summary>No scripts at all.</summary>
    public static ClientScripts None { get; } = new([], ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>The path of an entry, or null where there is none.</summary>
    public string? Path(string entry) => Entries.GetValueOrDefault(entry);
}
