using System.Text;
using Course.Diagnostics;

namespace Course.Site;

/// <summary>One file of the site: bytes in memory, or a file elsewhere on the disk that it is a copy of.</summary>
public sealed record SiteFile
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private string? _hash;

    /// <summary>A file whose bytes are at hand.</summary>
    public SiteFile(string path, ReadOnlyMemory<byte> bytes) => (Path, _bytes, Length) = (path, bytes, bytes.Length);

    private SiteFile(string path, string origin, string hash, long length) => (Path, Origin, _hash, Length, _bytes) = (path, origin, hash, length, default);

    /// <summary>Path below the site's root, with forward slashes.</summary>
    public string Path { get; init; }

    /// <summary>Length in bytes.</summary>
    public long Length { get; }

    /// <summary>The file that this one is a copy of, which is not read before somebody wants its bytes; null for bytes in memory.</summary>
    public string? Origin { get; }

    /// <summary>Its content; of a copy, read anew each time.</summary>
    /// <exception cref="IOException">The original is gone or cannot be read.</exception>
    public ReadOnlyMemory<byte> Bytes => Origin is null ? _bytes : File.ReadAllBytes(Origin);

    /// <summary>Hash of the content, computed once: an unchanged page is the same object from one build to the next.</summary>
    public string Hash => _hash ??= ContentHash.Of(Bytes.Span);

    /// <summary>Makes a text file in UTF-8.</summary>
    public static SiteFile FromText(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Makes a copy of a file that nobody changes, of which hash and length are known.</summary>
    public static SiteFile CopyOf(string origin, string path, string hash, long length) => new(path, origin, hash, length);
}
