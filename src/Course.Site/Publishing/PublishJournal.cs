namespace Course.Site.Publishing;

/// <summary>
/// The moves and deletions that turn the last good site into the next one. It is written whole before the first of
/// them is made and removed after the last, and each can be repeated: a publish that is killed in between is
/// finished by the next one.
/// </summary>
/// <param name="Moves">Paths of the staged files that go to the site.</param>
/// <param name="Deletions">Paths that go away.</param>
internal sealed record PublishJournal(IReadOnlyList<string> Moves, IReadOnlyList<string> Deletions)
{
    /// <summary>Writes the journal so that it is there whole or not at all.</summary>
    public void Write(PublishFolders folders)
    {
        var draft = folders.Journal + ".draft";
        using (var writer = new StreamWriter(draft) { NewLine = "\n" })
        {
            foreach (var path in Moves) writer.WriteLine("+ " + path);
            foreach (var path in Deletions) writer.WriteLine("- " + path);
        }

        File.Move(draft, folders.Journal, overwrite: true);
    }

    /// <summary>Reads the journal of a publish that did not end, or null.</summary>
    public static PublishJournal? Read(PublishFolders folders)
    {
        if (!File.Exists(folders.Journal)) return null;
        var lines = File.ReadAllLines(folders.Journal);
        return new([.. Paths('+')], [.. Paths('-')]);

        IEnumerable<string> Paths(char sign) => lines.Where(line => line[0] == sign).Select(static line => line[2..]);
    }

    /// <summary>Makes the moves and deletions, as many as are left to make, and closes the journal.</summary>
    public void Apply(PublishFolders folders)
    {
        var made = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in Deletions)
        {
            // Deleting a file that is gone is no fault, but deleting one whose folder is gone would be.
            if (File.Exists(folders.InSite(path))) File.Delete(folders.InSite(path));
        }

        // Before the moves, so that a file can come where a folder was.
        foreach (var path in Deletions) RemoveEmptyFolders(folders, path);

        // Where there is no site yet, one move brings all of it.
        var whole = Deletions.Count == 0 && !Directory.Exists(folders.Site) && Directory.Exists(folders.Staging);
        if (whole) Directory.Move(folders.Staging, folders.Site);

        foreach (var path in whole ? [] : Moves)
        {
            var target = folders.InSite(path);
            var folder = Path.GetDirectoryName(target)!;
            if (made.Add(folder)) Directory.CreateDirectory(folder);
            var source = folders.Staged(path);
            try
            {
                File.Move(source, target, overwrite: true);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                // This move was made before the earlier publish was interrupted. Should somebody have deleted the
                // target since, the next manifest finds it missing, and it is written again.
            }
        }

        if (File.Exists(folders.NextManifest)) File.Move(folders.NextManifest, folders.Manifest, overwrite: true);
        File.Delete(folders.Journal);
    }

    private static void RemoveEmptyFolders(PublishFolders folders, string path)
    {
        for (var folder = Path.GetDirectoryName(path); !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
        {
            var full = folders.InSite(folder);
            if (!Directory.Exists(full)) continue;
            if (Directory.EnumerateFileSystemEntries(full).Any()) break;
            Directory.Delete(full);
        }
    }
}
