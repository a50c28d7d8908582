using System.Collections.Immutable;

namespace Course.Site.Publishing;

/// <summary>What publishes left in a folder, and beside it, told apart from what others put there.</summary>
/// <param name="Files">Files of the site that a publish wrote and nobody changed since, absolute.</param>
/// <param name="State">Files of the state beside the site, absolute.</param>
/// <param name="Others">Files in the site's folder that no publish wrote, or that were changed since, absolute.</param>
public sealed record PublishedSite(ImmutableArray<string> Files, ImmutableArray<string> State, ImmutableArray<string> Others)
{
    /// <summary>Looks at a folder.</summary>
    /// <param name="siteFolder">Absolute path of the site.</param>
    public static PublishedSite Find(string siteFolder)
    {
        var folders = new PublishFolders(Path.GetFullPath(siteFolder));

        // A publish that was killed amid its moves has left files of the last manifest and of the next one.
        SiteManifest?[] manifests = [SiteManifest.Read(folders.Manifest), SiteManifest.Read(folders.NextManifest)];
        var made = AllFiles(folders.Site).ToLookup(file => manifests.Any(m => m is not null && Wrote(m, folders, file)));
        return new([.. made[true]], [.. StateOf(folders)], [.. made[false]]);
    }

    /// <summary>The folder beside a site in which its state is kept.</summary>
    public static string StateFolderOf(string siteFolder) => new PublishFolders(Path.GetFullPath(siteFolder)).State;

    /// <summary>Where the lock lies that a publish to a folder holds.</summary>
    public static string LockOf(string siteFolder) => new PublishFolders(Path.GetFullPath(siteFolder)).Lock;

    /// <summary>Where it is kept what the pages shared when the site was last published.</summary>
    public static string SharedOf(string siteFolder) => Path.Combine(StateFolderOf(siteFolder), "shared.json");

    private static bool Wrote(SiteManifest manifest, PublishFolders folders, string file)
    {
        var path = Path.GetRelativePath(folders.Site, file).Replace('\\', '/');
        if (!manifest.Entries.TryGetValue(path, out var entry)) return false;
        var info = new FileInfo(file);
        return info.Length == entry.Length && info.LastWriteTimeUtc.Ticks == entry.Modified;
    }

    private static IEnumerable<string> StateOf(PublishFolders folders) => AllFiles(folders.Staging).Concat(AllFiles(folders.Compressed))
        .Concat(new[] { folders.Manifest, folders.NextManifest, folders.Journal, folders.Journal + ".draft", SharedOf(folders.Site) }.Where(File.Exists));

    private static IEnumerable<string> AllFiles(string folder) => !Directory.Exists(folder) ? [] :
        Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).Order(StringComparer.Ordinal);
}
