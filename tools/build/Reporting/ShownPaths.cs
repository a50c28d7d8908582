using Course.Diagnostics;

namespace Course.Build.Reporting;

/// <summary>Paths of diagnostics as people and programs outside the course see them: relative to a folder above it.</summary>
/// <param name="root">The course root, to which the paths of content are relative.</param>
/// <param name="from">The folder to which shown paths are relative.</param>
internal sealed class ShownPaths(string root, string from)
{
    private readonly string _prefix = Path.GetRelativePath(from, root).Replace('\\', '/');

    /// <summary>For reports that are read beside the repository: relative to its checkout on a CI machine, else to the working directory.</summary>
    public static ShownPaths ForReports(string root) =>
        new(root, Environment.GetEnvironmentVariable("GITHUB_WORKSPACE") is { Length: > 0 } workspace ? workspace : Directory.GetCurrentDirectory());

    /// <summary>A file's path; files that are not of the content keep theirs, and no file stays none.</summary>
    public string Of(string? file) =>
        string.IsNullOrEmpty(file) ? "" : _prefix == "." || Path.IsPathRooted(file) || !IsContent(file) ? file : $"{_prefix}/{file}";

    /// <summary>A place with its file's path.</summary>
    public SourceLocation Of(SourceLocation location) => location with { File = Of(location.File) };

    /// <summary>Whether a path is relative to the course root. The file itself may be what is missing.</summary>
    private bool IsContent(string file) => file != BuildConsole.NoFile && Directory.Exists(Path.GetDirectoryName(Path.Combine(root, file)));
}
