namespace Course.Build.Outside;

/// <summary>The right to change a course's records and site, which one process has at a time.</summary>
internal static class BuildTurn
{
    /// <summary>Waits for it, and says so where it must wait; null where no lock can be written: a build alone is still as good as with one.</summary>
    public static async Task<IDisposable?> TakeAsync(string courseRoot, CancellationToken cancellation)
    {
        try
        {
            return await FileTurn.TakeAsync(
                Places.TurnFor(courseRoot), cancellation,
                static () => Console.Error.WriteLine("Another build of this course is at work; this one goes on as soon as that one is done."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
