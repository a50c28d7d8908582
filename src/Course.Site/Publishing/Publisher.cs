using System.Collections.Concurrent;
using System.Collections.Immutable;
using Course.Diagnostics;

namespace Course.Site.Publishing;

/// <summary>What a publish did.</summary>
/// <param name="Written">Files whose bytes changed or are new.</param>
/// <param name="Unchanged">Files that were left alone.</param>
/// <param name="Deleted">Files that no source makes any more.</param>
public sealed record PublishReport(int Written, int Unchanged, int Deleted)
{
    /// <summary>Nothing done.</summary>
    public static PublishReport None { get; } = new(0, 0, 0);
}

/// <summary>
/// The last stage: writes what changed. New bytes are first written beside the site in full; only then are they
/// moved into place, so that a full disk, a fault or a kill leaves the last good site, and a kill in the midst of
/// the moves is finished by the next publish.
/// </summary>
public static class Publisher
{
    /// <summary>Brings <paramref name="siteFolder"/> to hold exactly <paramref name="files"/>.</summary>
    /// <param name="files">The whole site.</param>
    /// <param name="siteFolder">Absolute path of the folder; made if it is not there.</param>
    /// <returns>What was done; with errors, nothing.</returns>
    public static Outcome<PublishReport> Publish(IReadOnlyList<SiteFile> files, string siteFolder)
    {
        var folders = new PublishFolders(Path.GetFullPath(siteFolder));
        var clashes = AddressClashes(files);
        if (!clashes.IsEmpty) return new(PublishReport.None, clashes);
        try
        {
            Directory.CreateDirectory(folders.State);
            using var turn = TakeTurn(folders);
            if (turn is null)
            {
                return Failed(SiteFaults.Busy.At(
                    SourceLocation.WholeFile(siteFolder),
                    "Another build is publishing to this folder, and two at once would mix their pages.",
                    "Wait until it has finished, or publish to a folder of its own with --output."));
            }

            PublishJournal.Read(folders)?.Apply(folders);
            if (Directory.Exists(folders.Staging)) Directory.Delete(folders.Staging, recursive: true);
            var last = SiteManifest.Read(folders.Manifest);
            if (last is null && Directory.Exists(folders.Site) && Directory.EnumerateFileSystemEntries(folders.Site).Any())
            {
                return Failed(SiteFaults.ForeignFolder.At(
                    SourceLocation.WholeFile(siteFolder),
                    "The folder is not empty and no earlier publish made it; publishing would overwrite what is there.",
                    "Delete the folder, or name an empty one with --output."));
            }

            return new(Replace(files, folders, last ?? new SiteManifest()), []);
        }
        catch (Exception e) when (Cause(e) is IOException or UnauthorizedAccessException)
        {
            return Failed(SiteFaults.CannotWrite.At(
                SourceLocation.WholeFile(siteFolder),
                $"The site was not written: {Cause(e).Message} The last good site is still in place.",
                "Make room or mend the permissions, then build again."));
        }
    }

    private static PublishReport Replace(IReadOnlyList<SiteFile> files, PublishFolders folders, SiteManifest last)
    {
        var entries = new SiteManifest.Entry[files.Count];
        var changed = new ConcurrentBag<int>();
        var fresh = last.Entries.Count == 0;
        Parallel.For(0, files.Count, i =>
        {
            var hash = files[i].Hash;
            if (!fresh && last.Entries.TryGetValue(files[i].Path, out var entry) && entry.Hash == hash && IsUntouched(folders.InSite(files[i].Path), entry))
            {
                entries[i] = entry;
                return;
            }

            entries[i] = new(hash, files[i].Length, 0);
            changed.Add(i);
        });

        var kept = files.Select(static f => f.Path).ToHashSet(StringComparer.Ordinal);
        var deletions = last.Entries.Keys.Where(path => !kept.Contains(path)).Order(StringComparer.Ordinal).ToList();
        if (changed.IsEmpty && deletions.Count == 0) return new(0, files.Count, 0);

        Directory.CreateDirectory(folders.Staging);
        var order = changed.Order().ToArray();
        foreach (var folder in order.Select(i => Path.GetDirectoryName(files[i].Path)!).Distinct(StringComparer.Ordinal))
        {
            Directory.CreateDirectory(Path.Combine(folders.Staging, folder));
        }

        Parallel.For(0, order.Length, n =>
        {
            var i = order[n];
            entries[i] = Stage(files[i], entries[i].Hash, folders.Staged(files[i].Path));
        });
        var next = new SiteManifest();
        for (var i = 0; i < files.Count; i++) next.Entries[files[i].Path] = entries[i];
        next.Write(folders.NextManifest);
        var journal = new PublishJournal([.. order.Select(i => files[i].Path)], deletions);
        journal.Write(folders);
        journal.Apply(folders);
        if (Directory.Exists(folders.Staging)) Directory.Delete(folders.Staging, recursive: true);
        return new(changed.Count, files.Count - changed.Count, deletions.Count);
    }

    private static SiteManifest.Entry Stage(SiteFile file, string hash, string path)
    {
        if (file.Origin is { } origin)
        {
            File.Copy(origin, path);
            return new(hash, file.Length, File.GetLastWriteTimeUtc(path).Ticks);
        }

        using var handle = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        RandomAccess.Write(handle, file.Bytes.Span, 0);
        return new(hash, file.Length, File.GetLastWriteTimeUtc(handle).Ticks);
    }

    private static bool IsUntouched(string path, SiteManifest.Entry entry)
    {
        var info = new FileInfo(path);
        return info.Exists && info.Length == entry.Length && info.LastWriteTimeUtc.Ticks == entry.Modified;
    }

    /// <summary>Holds an exclusive lock that the system releases even when this process is killed; null when somebody else has it for long.</summary>
    private static FileStream? TakeTurn(PublishFolders folders)
    {
        var patience = DateTime.UtcNow.AddSeconds(10);
        while (true)
        {
            try
            {
                return new FileStream(folders.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(folders.Lock))
            {
                if (DateTime.UtcNow > patience) return null;
                Thread.Sleep(50);
            }
        }
    }

    private static ImmutableArray<Diagnostic> AddressClashes(IReadOnlyList<SiteFile> files)
    {
        // Addresses that differ in case alone are one file on the disks of many authors and hosts.
        var seen = new Dictionary<string, string>(files.Count, StringComparer.OrdinalIgnoreCase);
        var clashes = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var file in files)
        {
            if (seen.TryAdd(file.Path, file.Path)) continue;
            clashes.Add(SiteFaults.AddressClash.At(
                SourceLocation.WholeFile(file.Path),
                $"'{file.Path}' and '{seen[file.Path]}' would be one file of the site.",
                "Rename one of the lessons, tracks or assets that they are made from."));
        }

        return clashes.ToImmutable();
    }

    /// <summary>Loops that run in parallel wrap what their bodies throw.</summary>
    private static Exception Cause(Exception e) => e is AggregateException { InnerException: { } inner } ? inner : e;

    private static Outcome<PublishReport> Failed(Diagnostic diagnostic) => new(PublishReport.None, [diagnostic]);
}
