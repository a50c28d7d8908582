using System.Globalization;
using System.Text;

namespace Course.Site.Publishing;

/// <summary>What the last publish left on disk: by path, the hash of the content and the stamp by which the file is known to be untouched since.</summary>
internal sealed class SiteManifest
{
    private const string Header = "course-site 1";

    public Dictionary<string, Entry> Entries { get; init; } = new(StringComparer.Ordinal);

    /// <param name="Hash">Hash of the content.</param>
    /// <param name="Length">Length in bytes.</param>
    /// <param name="Modified">Last write time in ticks (UTC).</param>
    internal readonly record struct Entry(string Hash, long Length, long Modified);

    /// <summary>Reads a manifest; null where there is none or it is damaged, which makes everything count as changed.</summary>
    public static SiteManifest? Read(string path)
    {
        if (!File.Exists(path)) return null;
        var lines = File.ReadAllLines(path);
        if (lines.Length == 0 || lines[0] != Header) return null;
        var manifest = new SiteManifest { Entries = new(lines.Length, StringComparer.Ordinal) };
        foreach (var line in lines.AsSpan(1))
        {
            var fields = line.Split(' ', 4);
            if (fields.Length != 4
                || !long.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                || !long.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var modified))
            {
                return null;
            }

            manifest.Entries[fields[3]] = new(fields[0], length, modified);
        }

        return manifest;
    }

    public void Write(string path)
    {
        var text = new StringBuilder(Header, Entries.Count * 96).Append('\n');
        foreach (var (file, entry) in Entries.OrderBy(static e => e.Key, StringComparer.Ordinal))
        {
            text.Append(entry.Hash).Append(' ')
                .Append(CultureInfo.InvariantCulture, $"{entry.Length} {entry.Modified} ")
                .Append(file).Append('\n');
        }

        File.WriteAllText(path, text.ToString());
    }
}
