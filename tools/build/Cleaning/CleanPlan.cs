using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Course.Build.Outside;
using Course.Site.Publishing;

namespace Course.Build.Cleaning;

/// <summary>What the build made and can make again, and what it leaves alone beside it.</summary>
/// <param name="Removals">What can go.</param>
/// <param name="Others">Files in the site's folder that the build did not make, absolute.</param>
internal sealed partial record CleanPlan(ImmutableArray<Removal> Removals, ImmutableArray<string> Others)
{
    private const string HostStamp = "snippet-host.stamp";

    /// <summary>Looks for what builds of a course made.</summary>
    /// <param name="root">Course root.</param>
    /// <param name="site">Output folder.</param>
    /// <param name="withPackages">Whether Node packages that the build installed are meant as well.</param>
    public static CleanPlan Of(string root, string site, bool withPackages)
    {
        var published = PublishedSite.Find(site);
        var cache = Places.CacheFolder;
        var packages = Path.Combine(Places.EngineRoot, "site", "node_modules");
        Removal[] removals =
        [
            new("site", site, published.Files),
            new("state of the site", PublishedSite.StateFolderOf(site), published.State),
            new("caches", cache, Files(cache, recursive: false, static name => CacheSweep.IsEntry(name) || name == HostStamp)),
            new("the checker for the page", Path.Combine(cache, "checker"), Files(Path.Combine(cache, "checker"), recursive: true, static _ => true)),
            new("remains of builds that were killed", Path.Combine(root, "tracks"), Files(Path.Combine(root, "tracks"), recursive: true, static name => RecordDraft().IsMatch(name))),
            .. !Directory.Exists(root) ? [] : Directory.EnumerateDirectories(root, ".new-*").Where(static f => StagingFolder().IsMatch(Path.GetFileName(f)))
                .Select(static folder => new Removal("remains of `new`", folder, Files(folder, recursive: true, static _ => true))),

            // The stamp tells packages that the build installed from those that somebody else did.
            .. withPackages && File.Exists(Path.Combine(packages, ".restored-from"))
                ? [new Removal("Node packages", packages, Files(packages, recursive: true, static _ => true))]
                : Array.Empty<Removal>(),
        ];
        return new([.. removals.Where(static r => !r.Files.IsEmpty)], published.Others);
    }

    private static ImmutableArray<string> Files(string folder, bool recursive, Func<string, bool> isOurs) => !Directory.Exists(folder) ? [] :
        [.. Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = recursive, AttributesToSkip = 0 })
            .Where(file => isOurs(Path.GetFileName(file))).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"^[a-z0-9-]+\.json\.[0-9]+\.tmp$")]
    private static partial Regex RecordDraft();

    [GeneratedRegex(@"^\.new-[a-z0-9]{8}\.[a-z0-9]{3}$")]
    private static partial Regex StagingFolder();
}
