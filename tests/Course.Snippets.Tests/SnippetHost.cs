using System.Reflection;
using Course.Snippets.Compilation;

namespace Course.Snippets.Tests;

/// <summary>The built snippet host.</summary>
internal static class SnippetHost
{
    /// <summary>Its library.</summary>
    public static string File { get; } = typeof(SnippetHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static a => a.Key == "SnippetHost").Value!;

    /// <summary>The folder that it lies in.</summary>
    public static string Folder => Path.GetDirectoryName(File)!;

    /// <summary>What sessions are compiled against.</summary>
    public static ReferenceSet References { get; } = ReferenceSet.Load(Folder).Value!;
}
