using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.CodeAnalysis;

namespace Course.Check.Input;

/// <summary>Finds the libraries that the last restore of a project chose, in obj/project.assets.json.</summary>
internal static class PackageLibraries
{
    /// <summary>The libraries, without those that the tool carries itself; null where the project has not been restored.</summary>
    public static ImmutableArray<MetadataReference>? Of(string projectFolder)
    {
        var file = Path.Combine(projectFolder, "obj", "project.assets.json");
        if (!File.Exists(file)) return null;
        try
        {
            using var assets = JsonDocument.Parse(File.ReadAllBytes(file));
            var folders = assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(static each => each.Name).ToList();
            var libraries = assets.RootElement.GetProperty("libraries");
            var target = assets.RootElement.GetProperty("targets").EnumerateObject().First().Value;
            return [.. target.EnumerateObject()
                .Where(static package => !package.Name.StartsWith("TorchSharp/", StringComparison.OrdinalIgnoreCase))
                .SelectMany(package => Compiled(package, libraries, folders)).Select(static path => MetadataReference.CreateFromFile(path))];
        }
        catch (Exception e) when (e is JsonException or IOException or KeyNotFoundException or InvalidOperationException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Compiled(JsonProperty package, JsonElement libraries, List<string> folders)
    {
        if (!package.Value.TryGetProperty("compile", out var compiled) || !libraries.TryGetProperty(package.Name, out var library) || !library.TryGetProperty("path", out var path))
            yield break;
        foreach (var asset in compiled.EnumerateObject().Where(static each => each.Name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)))
        {
            if (folders.Select(folder => Path.Combine(folder, path.GetString()!, asset.Name)).FirstOrDefault(File.Exists) is { } found) yield return found;
        }
    }
}
