namespace Course.Build.Outside;

/// <summary>
/// The right to use the cache, which builds have side by side, and the right to take things away from it, which one process has alone and only
/// while no build is at work. The system gives either back when its holder dies.
/// </summary>
internal static class CacheTurn
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>The file that is locked.</summary>
    public static string LockOf(string cacheFolder) => Path.Combine(cacheFolder, "cache.lock");

    /// <summary>Waits until nobody sweeps; null where no lock can be written: then nobody can sweep either.</summary>
    /// <param name="cacheFolder">The cache; made if it is not there.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task<IDisposable?> ShareAsync(string cacheFolder, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                Directory.CreateDirectory(cacheFolder);
                return new FileStream(LockOf(cacheFolder), FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);
            }
            catch (IOException) when (File.Exists(LockOf(cacheFolder)))
            {
                await Task.Delay(Pause, cancellation);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }

    /// <summary>The cache alone, or null where a build is at work, or no cache that can be written.</summary>
    public static FileStream? TryTake(string cacheFolder)
    {
        try
        {
            return new FileStream(LockOf(cacheFolder), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
