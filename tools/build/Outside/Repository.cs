namespace Course.Build.Outside;

/// <summary>What git knows.</summary>
internal static class Repository
{
    /// <summary>Where a folder lies in its work tree.</summary>
    /// <param name="Top">The work tree's folder, as git writes it.</param>
    /// <param name="Prefix">The folder relative to it, with a trailing slash; empty for the work tree itself.</param>
    internal sealed record Place(string Top, string Prefix);

    /// <summary>What differs from a revision.</summary>
    /// <param name="Top">The work tree's folder.</param>
    /// <param name="Prefix">The folder that was asked about, relative to it.</param>
    /// <param name="Files">Files of the whole work tree that are not as they were, new ones and deleted ones included, relative to it.</param>
    internal sealed record ChangedFiles(string Top, string Prefix, IReadOnlySet<string> Files);

    /// <summary>The commit that is checked out in a folder, or null where there is none.</summary>
    public static async Task<string?> CommitAsync(string folder, CancellationToken cancellation)
    {
        var git = await ExternalProgram.RunAsync("git", ["rev-parse", "--verify", "HEAD"], folder, null, cancellation);
        return git.Succeeded && git.Output.Trim() is { Length: > 0 } commit ? commit : null;
    }

    /// <summary>Where a folder lies, or null where it lies in no work tree.</summary>
    public static async Task<Place?> PrefixAsync(string folder, CancellationToken cancellation)
    {
        var git = await ExternalProgram.RunAsync("git", ["rev-parse", "--show-toplevel", "--show-prefix"], folder, null, cancellation);
        return git.Succeeded && git.Output.Split('\n') is [var top, var prefix, ..] ? new(top, prefix) : null;
    }

    /// <summary>The files that differ from a revision, committed since or not; or what is wrong.</summary>
    public static async Task<(ChangedFiles? Value, string? Problem)> ChangesAsync(string folder, string revision, CancellationToken cancellation)
    {
        if (await PrefixAsync(folder, cancellation) is not { } place) return (null, "the course lies in no git work tree, or git is not installed.");
        var commit = await ExternalProgram.RunAsync("git", ["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"], folder, null, cancellation);
        if (!commit.Succeeded) return (null, "git knows no such revision.");

        // A file that was renamed counts at both its places.
        var changed = await ExternalProgram.RunAsync("git", ["diff", "--name-only", "--no-renames", "-z", commit.Output.Trim(), "--"], place.Top, null, cancellation);
        var added = await ExternalProgram.RunAsync("git", ["ls-files", "--others", "--exclude-standard", "-z"], place.Top, null, cancellation);
        if (!changed.Succeeded || !added.Succeeded) return (null, (changed.Error + added.Error).Trim());
        return (new(place.Top, place.Prefix, (changed.Output + added.Output).Split('\0', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal)), null);
    }

    /// <summary>What a file of a folder held at a revision, or null where it was not there.</summary>
    public static async Task<string?> ShowAsync(string folder, string revision, string path, CancellationToken cancellation)
    {
        var git = await ExternalProgram.RunAsync("git", ["show", "--end-of-options", $"{revision}:./{path}"], folder, null, cancellation);
        return git.Succeeded ? git.Output : null;
    }
}
