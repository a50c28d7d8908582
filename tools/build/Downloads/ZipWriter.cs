using System.IO.Compression;
using System.Text;

namespace Course.Build.Downloads;

/// <summary>Writes archives whose bytes depend on their content alone.</summary>
internal static class ZipWriter
{
    // The first day that a zip can tell, so that the day of the build does not show.
    private static readonly DateTimeOffset Day = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Packs files, by path with forward slashes.</summary>
    public static byte[] Pack(IEnumerable<(string Path, byte[] Bytes)> files)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            foreach (var (path, bytes) in files)
            {
                var entry = zip.CreateEntry(path, CompressionLevel.SmallestSize);
                entry.LastWriteTime = Day;
                using var stream = entry.Open();
                stream.Write(bytes);
            }
        }

        return buffer.ToArray();
    }
}
