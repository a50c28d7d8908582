using System.Collections.Frozen;

namespace Course.Build.Serving.Web;

/// <summary>The script and style that serve puts into pages, and where they are served.</summary>
internal static class LiveClient
{
    /// <summary>Everything that is not the site is below this path, which no page can have: ids start with a letter.</summary>
    public const string Folder = "/-live/";

    public const string Script = Folder + "live.js";

    public const string Style = Folder + "live.css";

    public const string Events = Folder + "events";

    /// <summary>The files by path.</summary>
    public static FrozenDictionary<string, byte[]> Files { get; } =
        new[] { "live.js", "morph.js", "panel.js", "live.css", "panel.css" }.ToFrozenDictionary(static name => Folder + name, Read, StringComparer.Ordinal);

    private static byte[] Read(string name)
    {
        using var stream = typeof(LiveClient).Assembly.GetManifestResourceStream("Course.Build.Serving.Client." + name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
