using System.Text.RegularExpressions;
using Course.Build.Outside;

namespace Course.Build.Cleaning;

/// <summary>
/// Removes from the cache what no build has used for a month. A build sets the time of whatever it uses, and holds the cache together with others
/// while it is at work; a sweep needs it alone, so that it takes from no build what that has just found.
/// </summary>
internal static partial class CacheSweep
{
    /// <summary>How long something is kept that nobody uses: longer than a branch is left alone while another one is reviewed.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(30);

    /// <summary>How exactly times of use are kept, and how often is swept.</summary>
    public static readonly TimeSpan Grain = TimeSpan.FromDays(1);

    /// <summary>Sweeps, unless that was done within a day, or a build is at work.</summary>
    /// <param name="cacheFolder">The cache.</param>
    /// <param name="now">The time of day (UTC).</param>
    /// <returns>Files that were removed.</returns>
    public static int Run(string cacheFolder, DateTime now)
    {
        try
        {
            if (now - File.GetLastWriteTimeUtc(CacheTurn.LockOf(cacheFolder)) < Grain) return 0;
            using var alone = CacheTurn.TryTake(cacheFolder);
            if (alone is null) return 0;
            File.SetLastWriteTimeUtc(alone.SafeFileHandle, now);
            var old = new DirectoryInfo(cacheFolder).EnumerateFiles().Where(file => (IsEntry(file.Name) || Lock().IsMatch(file.Name)) && now - file.LastWriteTimeUtc > Age);
            return old.ToList().Count(static file => Remove(file.FullName));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What cannot be removed today can be tomorrow; no build depends on it.
            return 0;
        }
    }

    /// <summary>Whether a file of the cache has a name that <see cref="HashedFile"/> gives, or is a draft of one; downloads carry the hash of their content as well.</summary>
    public static bool IsEntry(string name) => Entry().IsMatch(name);

    private static bool Remove(string file)
    {
        try
        {
            // Locks of courses are taken by commands that do not use the cache as well: one that is held cannot be opened.
            using var opened = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^[a-z]+\.[0-9a-f]{16}(\.[0-9a-f]{32})?\.(json|png|zip)(\.[0-9]+)?$")]
    private static partial Regex Entry();

    [GeneratedRegex(@"^build\.[0-9a-f]{12}\.lock$")]
    private static partial Regex Lock();
}
