using System.Collections.Immutable;
using System.IO.Compression;
using Course.Diagnostics;

namespace Course.Site.Publishing;

/// <summary>
/// Adds to a site a gzip and a brotli form of each file that gets smaller by it, at the best quality there is, so that a host need not
/// compress while readers wait. Results are kept by the content's hash: a file that has not changed costs a read.
/// </summary>
public static class CompressedTwins
{
    /// <summary>Below this a file fits into the first packet, compressed or not.</summary>
    private const int LeastBytes = 512;

    /// <summary>The largest window that every browser takes (RFC 7932 allows 24 bits).</summary>
    private const int BrotliWindow = 22;

    private const int BestQuality = 11;

    private static readonly ImmutableHashSet<string> Texts = ImmutableHashSet.Create(
        StringComparer.Ordinal, ".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".md", ".csv", ".cs", ".webmanifest", ".wasm");

    /// <summary>The site with its compressed twins.</summary>
    /// <param name="files">The site.</param>
    /// <param name="ready">Twins that are there already: their files are not compressed again.</param>
    /// <param name="siteFolder">Where it is published; what was compressed before is kept beside it.</param>
    public static Outcome<ImmutableArray<SiteFile>> Add(ImmutableArray<SiteFile> files, string siteFolder, ImmutableArray<SiteFile> ready = default)
    {
        var folder = new PublishFolders(Path.GetFullPath(siteFolder)).Compressed;
        try
        {
            Directory.CreateDirectory(folder);
            ready = ready.IsDefault ? [] : ready;
            var done = ready.Select(static twin => Path.ChangeExtension(twin.Path, null)).ToHashSet(StringComparer.Ordinal);
            var twins = new SiteFile[files.Length][];
            var kept = new string[files.Length][];
            Parallel.For(0, files.Length, i =>
            {
                if (files[i].Length < LeastBytes || !Texts.Contains(Path.GetExtension(files[i].Path)) || done.Contains(files[i].Path))
                {
                    (twins[i], kept[i]) = ([], []);
                    return;
                }

                // Another runtime may bring another encoder, whose bytes differ.
                var key = ContentHash.OfParts(files[i].Hash, Environment.Version.ToString());
                kept[i] = [key + ".gz", key + ".br"];
                twins[i] = [.. new[] { Twin(files[i], folder, key, ".gz", Gzip), Twin(files[i], folder, key, ".br", Brotli) }
                    .Where(twin => twin.Length < files[i].Length)];
            });

            var needed = kept.SelectMany(static names => names).ToHashSet(StringComparer.Ordinal);
            foreach (var file in Directory.EnumerateFiles(folder).Where(file => !needed.Contains(Path.GetFileName(file)))) File.Delete(file);
            return new([.. files, .. twins.SelectMany(static t => t), .. ready], []);
        }
        catch (Exception e) when ((e is AggregateException { InnerException: { } inner } ? inner : e) is IOException or UnauthorizedAccessException)
        {
            return new(files, [SiteFaults.CannotWrite.At(
                SourceLocation.WholeFile(siteFolder), $"Compressed files cannot be kept beside the site: {e.Message} The last good site is still in place.",
                "Make room or mend the permissions, then build again.")]);
        }
    }

    private static SiteFile Twin(SiteFile file, string folder, string key, string ending, Func<ReadOnlyMemory<byte>, byte[]> compress)
    {
        var path = Path.Combine(folder, key + ending);
        if (File.Exists(path)) return new(file.Path + ending, File.ReadAllBytes(path));
        var bytes = compress(file.Bytes);

        // Two files of one content may be compressed at once; each has a draft of its own.
        var draft = $"{path}.{Guid.NewGuid():N}";
        File.WriteAllBytes(draft, bytes);
        File.Move(draft, path, overwrite: true);
        return new(file.Path + ending, bytes);
    }

    private static byte[] Gzip(ReadOnlyMemory<byte> bytes)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.SmallestSize, leaveOpen: true)) gzip.Write(bytes.Span);
        return buffer.ToArray();
    }

    private static byte[] Brotli(ReadOnlyMemory<byte> bytes)
    {
        var buffer = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(bytes.Span, buffer, out var written, BestQuality, BrotliWindow)
            ? buffer[..written]
            : throw new InvalidOperationException("A buffer of the greatest length that brotli can need was too small.");
    }
}
