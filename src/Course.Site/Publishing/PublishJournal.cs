using System.Globalization;

namespace Course.Site.Publishing;

/// <summary>
/// The moves and deletions that turn the last good site into the next one. It is written whole before the first of
/// them is made and removed after the last, and each can be repeated: a publish that is killed in between is
/// finished by the next one.
/// </summary>
/// <param name="Moves">Number of a staged file and the path that it goes to.</param>
/// <param name="Deletions">Paths that go away.</param>
internal sealed record PublishJournal(IReadOnlyList<(int Staged, string Path)> Moves, IReadOnlyList<string> Deletions)
{
    /// <summary>Writes the journal so that it is there whole or not at all.</summary>
    public void Write(PublishFolders folders)
    {
        var draft = folders.Journal + ".draft";
        using (var writer = new StreamWriter(draft) { NewLine = "\n" })
        {
            foreach (var (staged, path) in Moves)
            {
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"+ {staged} {path}"));
            }

            foreach (var path in Deletions) writer.WriteLine($"- {path}");
        }

        File.Move(draft, folders.Journal, overwrite: true);
    }

    /// <summary>Reads the journal of a publish that did not end, or null.</summary>
    public static PublishJournal? Read(PublishFolders folders)
    {
        if (!File.Exists(folders.Journal)) return null;
        var moves = new List<(int, string)>();
        var deletions = new List<string>();
        foreach (var line in File.ReadLines(folders.Journal))
        {
            if (line.StartsWith("- ", StringComparison.Ordinal))
            {
                deletions.Add(line[2..]);
            }
            else
            {
                var fields = line.Split(' ', 3);
                moves.Add((int.Parse(fields[1], CultureInfo.InvariantCulture), fields[2]));
            }
        }

        return new(moves, deletions);
    }

    /// <summary>Makes the moves and deletions, as many as are left to make, and closes the journal.</summary>
    public void Apply(PublishFolders folders)
    {
        var made = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in Deletions)
        {
            File.Delete(folders.InSite(path));
        }

        foreach (var (staged, path) in Moves)
        {
            var target = folders.InSite(path);
            var folder = Path.GetDirectoryName(target)!;
            if (made.Add(folder)) Directory.CreateDirectory(folder);
            var source = folders.Staged(staged);
            try
            {
                File.Move(source, target, overwrite: true);
            }
            catch (FileNotFoundException) when (File.Exists(target))
            {
                // This move was made before the earlier publish was interrupted.
            }
        }

        foreach (var path in Deletions) RemoveEmptyFolders(folders, path);
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
