namespace Course.Build.Tests;

/// <summary>A folder of one test, which goes when the test ends.</summary>
internal sealed class TempFolder : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("course-test-").FullName;

    /// <summary>A path within it.</summary>
    public string this[string path] => Path.Combine(Root, path);

    /// <summary>Writes a text, with the folders that it needs.</summary>
    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[path])!);
        File.WriteAllText(this[path], text);
    }

    /// <summary>What a text file says.</summary>
    public string Read(string path) => File.ReadAllText(this[path]);

    /// <summary>Replaces words of a file, which must be there once.</summary>
    public void Edit(string path, string old, string now)
    {
        var text = Read(path);
        Assert.Equal(2, text.Split(old).Length);
        File.WriteAllText(this[path], text.Replace(old, now, StringComparison.Ordinal));
    }

    /// <summary>Copies a file or folder into it.</summary>
    public void CopyFrom(string source, string path)
    {
        if (File.Exists(source))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(this[path])!);
            File.Copy(source, this[path]);
            return;
        }

        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            CopyFrom(file, Path.Combine(path, Path.GetRelativePath(source, file)));
        }
    }

    /// <summary>All files of a folder within it: their paths and what they hold.</summary>
    public IReadOnlyDictionary<string, string> Files(string path) => !Directory.Exists(this[path]) ? new SortedDictionary<string, string>() :
        new SortedDictionary<string, string>(
            Directory.EnumerateFiles(this[path], "*", SearchOption.AllDirectories)
                .ToDictionary(f => Path.GetRelativePath(this[path], f), static f => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f)))),
            StringComparer.Ordinal);

    /// <inheritdoc />
    public void Dispose()
    {
        // What a test made read-only must not stay behind.
        if (!OperatingSystem.IsWindows())
        {
            // What a link leads to is somebody else's.
            foreach (var folder in Directory.EnumerateDirectories(Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
            {
                File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        Directory.Delete(Root, recursive: true);
    }
}
