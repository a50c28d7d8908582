using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Course.Diagnostics;

/// <summary>The short content hash that keys, manifests and lock files use: the first 128 bits of SHA-256, in hex.</summary>
public static class ContentHash
{
    /// <summary>Digits, colon and line end that a part takes besides its text.</summary>
    private const int MostAroundPart = 16;

    /// <summary>Hashes bytes.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, digest);
        return Convert.ToHexStringLower(digest[..16]);
    }

    /// <summary>Hashes the UTF-8 form of a text.</summary>
    public static string Of(string text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var hash = Of(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)));
        ArrayPool<byte>.Shared.Return(bytes);
        return hash;
    }

    /// <summary>Hashes several parts so that moving characters from one part to its neighbour changes the result.</summary>
    public static string OfParts(params IEnumerable<string> parts)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(4096);
        var length = 0;
        foreach (var part in parts)
        {
            bytes = WithRoom(bytes, length, Encoding.UTF8.GetMaxByteCount(part.Length) + MostAroundPart);
            part.Length.TryFormat(bytes.AsSpan(length), out var digits, provider: CultureInfo.InvariantCulture);
            length += digits;
            bytes[length++] = (byte)':';
            length += Encoding.UTF8.GetBytes(part, bytes.AsSpan(length));
            bytes[length++] = (byte)'\n';
        }

        var hash = Of(bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
        return hash;
    }

    private static byte[] WithRoom(byte[] bytes, int length, int more)
    {
        if (bytes.Length - length >= more) return bytes;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * bytes.Length, length + more));
        bytes.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        return larger;
    }
}
