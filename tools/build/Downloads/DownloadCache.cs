using Course.Build.Outside;
using Course.Diagnostics;
using Course.Site;

namespace Course.Build.Downloads;

/// <summary>
/// Archives that were made before. A name carries the hash of what an archive was made from and that of its content, so that a build which
/// makes none reads none: publishing copies them as they are.
/// </summary>
internal sealed class DownloadCache(string folder)
{
    private const int Digits = 16;

    private readonly Lazy<Dictionary<string, FileInfo>> _kept = new(() => !Directory.Exists(folder) ? [] : new DirectoryInfo(folder)
        .EnumerateFiles("download.*.zip").Where(static file => file.Name.Split('.') is [_, { Length: Digits }, { Length: 2 * Digits }, _])
        .GroupBy(static file => file.Name.Split('.')[1], StringComparer.Ordinal).ToDictionary(static g => g.Key, static g => g.First(), StringComparer.Ordinal));

    /// <summary>The archive of a key; made where it is not kept.</summary>
    /// <param name="key">Hash of everything that it is made from.</param>
    /// <param name="path">Where the site has it.</param>
    /// <param name="make">Makes it.</param>
    public SiteFile Find(string key, string path, Func<byte[]> make)
    {
        key = key[..Digits];
        if (_kept.Value.TryGetValue(key, out var file))
        {
            new HashedFile(file.FullName).MarkUsed();
            return SiteFile.CopyOf(file.FullName, path, file.Name.Split('.')[2], file.Length);
        }

        var bytes = make();
        var hash = ContentHash.Of(bytes);
        var kept = new HashedFile(Path.Combine(folder, $"download.{key}.{hash}.zip"));
        kept.Write(bytes);
        return SiteFile.CopyOf(kept.Path, path, hash, bytes.Length);
    }
}
