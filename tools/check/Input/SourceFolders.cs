namespace Course.Check.Input;

/// <summary>Walks folders of code.</summary>
internal static class SourceFolders
{
    private static readonly EnumerationOptions OneFolder = new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint };

    /// <summary>The files below a folder that match, in order; what builds make, links and hidden folders are left out.</summary>
    public static IEnumerable<string> Files(string folder, string pattern)
    {
        foreach (var file in Directory.EnumerateFiles(folder, pattern, OneFolder).Order(StringComparer.Ordinal)) yield return file;
        foreach (var below in Directory.EnumerateDirectories(folder, "*", OneFolder).Order(StringComparer.Ordinal))
        {
            if (Path.GetFileName(below) is "bin" or "obj" or "artifacts" or "node_modules" or ".git") continue;
            foreach (var file in Files(below, pattern)) yield return file;
        }
    }
}
