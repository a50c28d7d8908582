using System.Security.Cryptography;
using System.Text;

namespace Course.Diagnostics;

/// <summary>The short content hash that keys, manifests and lock files use: the first 128 bits of SHA-256, in hex.</summary>
public static class ContentHash
{
    /// <summary>Hashes bytes.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, digest);
        return Convert.ToHexStringLower(digest[..16]);
    }

    /// <summary>Hashes the UTF-8 form of a text.</summary>
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>Hashes several parts so that moving characters from one part to its neighbour changes the result.</summary>
    public static string OfParts(params IEnumerable<string> parts)
    {
        var all = new StringBuilder();
        foreach (var part in parts)
        {
            all.Append(part.Length).Append(':').Append(part).Append('\n');
        }

        return Of(all.ToString());
    }
}
