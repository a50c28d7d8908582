namespace Course.Build.Outside;

/// <summary>Lets processes take turns at something: whoever holds the file goes on, the others wait. The system gives it back when its holder dies.</summary>
internal static class FileTurn
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for a turn, however long it takes; dispose what is returned to give it back.</summary>
    /// <param name="path">The file; its folder is made if it is not there.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <param name="waiting">Called once where somebody else has the turn.</param>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor may it be.</exception>
    public static async Task<IDisposable> TakeAsync(string path, CancellationToken cancellation, Action? waiting = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        while (true)
        {
            try
            {
                var turn = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

                // A lock that is in use is not swept away.
                File.SetLastWriteTimeUtc(turn.SafeFileHandle, DateTime.UtcNow);
                return turn;
            }
            catch (IOException) when (File.Exists(path))
            {
                waiting?.Invoke();
                waiting = null;
                await Task.Delay(Pause, cancellation);
            }
        }
    }
}
