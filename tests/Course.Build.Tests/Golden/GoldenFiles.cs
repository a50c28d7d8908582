namespace Course.Build.Tests.Golden;

/// <summary>Compares files with expected ones, or makes them the expected ones where COURSE_ACCEPT=1 says so.</summary>
internal static class GoldenFiles
{
    private static bool Accepting => Environment.GetEnvironmentVariable("COURSE_ACCEPT") == "1";

    public static void CompareFolders(string expected, string actual, bool mayAccept = true)
    {
        if (Accepting && mayAccept && Directory.Exists(expected)) Directory.Delete(expected, recursive: true);
        foreach (var file in Relative(expected).Union(Relative(actual)).Order(StringComparer.Ordinal).ToList())
        {
            var made = Path.Combine(actual, file);
            Compare(Path.Combine(expected, file), File.Exists(made) ? File.ReadAllBytes(made) : null, mayAccept);
        }
    }

    public static void Compare(string file, byte[]? actual, bool mayAccept = true)
    {
        if (Accepting && mayAccept && actual is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, actual);
            return;
        }

        Assert.True(actual is not null, $"{file} is expected but was not made");
        Assert.True(File.Exists(file), $"{file} was made but is not expected:\n{System.Text.Encoding.UTF8.GetString(actual)}");
        var expected = File.ReadAllBytes(file);
        if (expected.AsSpan().SequenceEqual(actual)) return;
        Assert.Equal($"{file}\n{System.Text.Encoding.UTF8.GetString(expected)}", $"{file}\n{System.Text.Encoding.UTF8.GetString(actual)}");
        Assert.Fail($"{file} differs in bytes that are no text");
    }

    private static IEnumerable<string> Relative(string folder) => !Directory.Exists(folder) ? [] :
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f));
}
