using System.Text;
using Course.Diagnostics;

namespace Course.Site;

/// <summary>One file of the site.</summary>
/// <param name="Path">Path below the site's root, with forward slashes.</param>
/// <param name="Bytes">Its content.</param>
public sealed record SiteFile(string Path, ReadOnlyMemory<byte> Bytes)
{
    private string? _hash;

    /// <summary>Hash of the content, computed once: an unchanged page is the same object from one build to the next.</summary>
    public string Hash => _hash ??= ContentHash.Of(Bytes.Span);

    /// <summary>Makes a text file in UTF-8.</summary>
    public static SiteFile FromText(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));
}
