using System.Collections.Immutable;

namespace Course.Build.Cleaning;

/// <summary>Files of one kind that can go.</summary>
/// <param name="What">What they are.</param>
/// <param name="Folder">The folder that they are in, which goes as well where nothing is left in it.</param>
/// <param name="Files">The files, absolute.</param>
internal sealed record Removal(string What, string Folder, ImmutableArray<string> Files)
{
    /// <summary>How much room they take.</summary>
    public long Bytes { get; } = Files.Sum(static f => new FileInfo(f) is { Exists: true } file ? file.Length : 0);

    /// <summary>Removes them.</summary>
    /// <returns>What could not be removed, and why.</returns>
    public ImmutableArray<string> Remove()
    {
        var failed = ImmutableArray.CreateBuilder<string>();
        foreach (var file in Files)
        {
            try
            {
                File.Delete(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failed.Add($"{file}: {e.Message}");
            }
        }

        if (Directory.Exists(Folder)) RemoveEmpty(new DirectoryInfo(Folder));
        return failed.ToImmutable();
    }

    private static void RemoveEmpty(DirectoryInfo folder)
    {
        try
        {
            foreach (var inner in folder.EnumerateDirectories())
            {
                if (inner.LinkTarget is null) RemoveEmpty(inner);
            }

            if (!folder.EnumerateFileSystemInfos().Any()) folder.Delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that stays is no harm.
        }
    }
}
