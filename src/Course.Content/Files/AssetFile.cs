using Course.Diagnostics;

namespace Course.Content.Files;

/// <summary>A file that a lesson carries along without being read as text: data, images, downloads.</summary>
/// <param name="Path">Path relative to the course root, with forward slashes.</param>
/// <param name="FullPath">Where it is on this machine.</param>
/// <param name="Length">Size in bytes when it was listed.</param>
public sealed record AssetFile(string Path, string FullPath, long Length)
{
    private string? _hash;

    /// <summary>Hash of its bytes, read when first asked for; later changes of the file do not show.</summary>
    /// <exception cref="IOException">The file cannot be read any more.</exception>
    public string Hash() => _hash ??= ContentHash.Of(File.ReadAllBytes(FullPath));

    /// <summary>Equality is by place and size; whether the hash was asked for is nobody's business.</summary>
    public bool Equals(AssetFile? other) => other is not null && Path == other.Path && FullPath == other.FullPath && Length == other.Length;

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Path, Length);
}
