using System.Xml;
using System.Xml.Linq;
using Course.Diagnostics;

namespace Course.Snippets.Keys;

/// <summary>What every result depends on besides the lesson itself.</summary>
/// <param name="Packages">Hash of the host's package lock.</param>
/// <param name="Runtime">Target framework of the host, such as <c>net10.0</c>.</param>
/// <param name="Host">Hash of the host's sources.</param>
/// <param name="Figures">Hash of Course.Figures' sources, but for those that draw: a record holds a figure's data, and pages are drawn from it.</param>
public sealed record EngineVersions(string Packages, string Runtime, string Host, string Figures)
{
    /// <summary>Hash of the analyzers' sources; their findings are shown where snippets declare them.</summary>
    public string Analyzers { get; init; } = "";

    /// <summary>Reads them from the engine's sources, so that they are known without building or running anything.</summary>
    /// <param name="engineRoot">Folder that holds <c>src</c> and <c>tools</c>.</param>
    /// <returns>The versions, or null with a diagnostic when the sources are not there.</returns>
    public static Outcome<EngineVersions?> Read(string engineRoot)
    {
        var host = Path.Combine(engineRoot, "tools", "snippet-host");
        var figures = Path.Combine(engineRoot, "src", "Course.Figures");
        var analyzers = Path.Combine(engineRoot, "src", "Course.Analyzers");
        var project = Path.Combine(host, "snippet-host.csproj");
        var packages = Path.Combine(host, "packages.lock.json");
        try
        {
            return new(
                new(
                    ContentHash.Of(Normalised(packages)),
                    Framework(project) ?? Framework(Path.Combine(engineRoot, "Directory.Build.props")) ?? "",
                    HashOf(engineRoot, Sources(host).Concat(LinkedSources(project))),
                    HashOf(engineRoot, Sources(figures).Where(file => !IsBelow(Path.Combine(figures, "Rendering"), file))))
                {
                    Analyzers = Directory.Exists(analyzers) ? HashOf(engineRoot, Sources(analyzers)) : "",
                },
                []);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or XmlException)
        {
            return new(null, [SnippetFaults.MissingReference.At(
                SourceLocation.WholeFile("tools/snippet-host"),
                $"The snippet host's sources cannot be read, so it cannot be known which records are fresh: {problem.Message}",
                "Restore tools/snippet-host and src/Course.Figures from the repository.")]);
        }
    }

    private static IEnumerable<string> Sources(string project)
    {
        var outputs = new[] { "bin", "obj", "artifacts" };
        return Directory.EnumerateFiles(project, "*", SearchOption.AllDirectories).Where(file =>
            Path.GetExtension(file) is ".cs" or ".csproj" &&
            !Path.GetRelativePath(project, file).Split(Path.DirectorySeparatorChar).SkipLast(1).Any(outputs.Contains));
    }

    private static bool IsBelow(string folder, string file) => file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // The protocol between build and host is one file that both compile; it is linked into the host's project.
    private static IEnumerable<string> LinkedSources(string project)
    {
        var folder = Path.GetDirectoryName(project)!;
        foreach (var include in XDocument.Load(project).Descendants("Compile").Select(static c => (string?)c.Attribute("Include")))
        {
            if (include is null) continue;
            var path = Path.GetFullPath(Path.Combine(folder, include.Replace('\\', '/')));
            if (!path.Contains('*', StringComparison.Ordinal)) yield return path;
            else foreach (var file in Directory.EnumerateFiles(path[..path.LastIndexOf('/', path.IndexOf('*', StringComparison.Ordinal))], "*.cs", SearchOption.AllDirectories)) yield return file;
        }
    }

    private static string? Framework(string project) =>
        XDocument.Load(project).Descendants("TargetFramework").Select(static e => e.Value).FirstOrDefault();

    private static string HashOf(string root, IEnumerable<string> files) => ContentHash.OfParts(files
        .Select(file => (Name: Path.GetRelativePath(root, file).Replace('\\', '/'), File: file))
        .DistinctBy(static f => f.Name)
        .OrderBy(static f => f.Name, StringComparer.Ordinal)
        .SelectMany(static f => new[] { f.Name, Normalised(f.File) }));

    // Git may check out other line ends on another machine; a result does not depend on them.
    private static string Normalised(string file) => File.ReadAllText(file).ReplaceLineEndings("\n");
}
