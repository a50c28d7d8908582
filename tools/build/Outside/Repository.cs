namespace Course.Build.Outside;

/// <summary>What git knows.</summary>
internal static class Repository
{
    /// <summary>The commit that is checked out in a folder, or null where there is none.</summary>
    public static async Task<string?> CommitAsync(string folder, CancellationToken cancellation)
    {
        var git = await ExternalProgram.RunAsync("git", ["rev-parse", "--verify", "HEAD"], folder, null, cancellation);
        return git.Succeeded && git.Output.Trim() is { Length: > 0 } commit ? commit : null;
    }
}
