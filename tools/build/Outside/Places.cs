using Course.Diagnostics;

namespace Course.Build.Outside;

/// <summary>Where things are on this machine.</summary>
internal static class Places
{
    /// <summary>The repository that this engine was built from: the folder above the running program that holds Course.sln.</summary>
    public static string EngineRoot { get; } =
        Above(AppContext.BaseDirectory, static folder => File.Exists(Path.Combine(folder, "Course.sln"))) ?? AppContext.BaseDirectory;

    /// <summary>Where the built snippet host lies.</summary>
    public static string HostFolder { get; } = Path.Combine(
        EngineRoot, "artifacts", "bin", "snippet-host", "debug");

    /// <summary>The host's program.</summary>
    public static string HostFile => HostFileIn(HostFolder);

    /// <summary>The host's program in a folder that a host was built to.</summary>
    public static string HostFileIn(string folder) => Path.Combine(folder, "snippet-host.dll");

    /// <summary>What may be thrown away and made again.</summary>
    public static string CacheFolder => Path.Combine(EngineRoot, "artifacts", "cache");

    /// <summary>Held by the build that brings a course's records up to date.</summary>
    public static string TurnFor(string courseRoot) => Path.Combine(CacheFolder, $"build.{ContentHash.Of(courseRoot)[..12]}.lock");

    /// <summary>content/ in a folder or one above it, or null.</summary>
    public static string? FindCourseRoot(string from) =>
        Above(from, static folder => File.Exists(Path.Combine(folder, "content", "course.yaml"))) is { } found
            ? Path.Combine(found, "content")
            : null;

    /// <summary>site/ in a folder, or else the engine's.</summary>
    public static string FindTheme(string beside) =>
        Directory.Exists(Path.Combine(beside, "site", "layouts")) ? Path.Combine(beside, "site") : Path.Combine(EngineRoot, "site");

    private static string? Above(string from, Func<string, bool> holds)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (holds(folder.FullName)) return folder.FullName;
        }

        return null;
    }
}
