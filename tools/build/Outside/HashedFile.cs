using System.Globalization;
using Course.Build.Cleaning;
using Course.Diagnostics;

namespace Course.Build.Outside;

/// <summary>
/// A file in the cache whose name carries the hash of what it was made from: while nothing of that changes it is found again, and a change
/// finds nothing. It is there whole or not at all, whoever else writes it at the same time.
/// </summary>
/// <param name="Path">Where it is, or will be.</param>
internal readonly record struct HashedFile(string Path)
{
    /// <summary>Digits of the hash that a name carries.</summary>
    private const int Digits = 16;

    /// <summary>Names a file.</summary>
    /// <param name="folder">The cache.</param>
    /// <param name="kind">What it holds, one word in small letters.</param>
    /// <param name="ending">Its ending, without the dot.</param>
    /// <param name="inputs">Everything that it is made from, tools and their versions included.</param>
    public static HashedFile Of(string folder, string kind, string ending, params IEnumerable<string> inputs) =>
        new(System.IO.Path.Combine(folder, $"{kind}.{ContentHash.OfParts(inputs)[..Digits]}.{ending}"));

    /// <summary>Whether it was made before.</summary>
    public bool Exists => File.Exists(Path);

    /// <summary>Its bytes, or null where it is not there. Whoever reads it makes it anew when they make no sense.</summary>
    public byte[]? Read()
    {
        if (!Exists) return null;
        MarkUsed();
        return File.ReadAllBytes(Path);
    }

    /// <summary>Notes that a build uses it, which keeps it from being swept away.</summary>
    public void MarkUsed()
    {
        var now = DateTime.UtcNow;
        if (now - File.GetLastWriteTimeUtc(Path) < CacheSweep.Grain) return;
        try
        {
            File.SetLastWriteTimeUtc(Path, now);
        }
        catch (UnauthorizedAccessException)
        {
            // A cache that others keep is theirs to sweep.
        }
    }

    /// <summary>Writes it beside its place first, so that nobody ever reads half of it.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var draft = string.Create(CultureInfo.InvariantCulture, $"{Path}.{Environment.ProcessId}{Environment.CurrentManagedThreadId:d5}");
        File.WriteAllBytes(draft, bytes);
        File.Move(draft, Path, overwrite: true);
    }
}
