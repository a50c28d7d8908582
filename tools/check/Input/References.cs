using Course.Checking;
using Microsoft.CodeAnalysis;

namespace Course.Check.Input;

/// <summary>The references that the tool carries.</summary>
internal static class References
{
    /// <summary>Where they lie.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "references");

    /// <summary>Takes up all of them as metadata.</summary>
    public static ReferenceLibrary Load() => new(
        Directory.EnumerateFiles(Folder, "*.dll").Order(StringComparer.Ordinal).Select(static file => MetadataReference.CreateFromFile(file)));
}
