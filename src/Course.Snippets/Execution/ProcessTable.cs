using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Course.Snippets.Execution;

/// <summary>A process as /proc lists it.</summary>
internal readonly record struct ProcessEntry(int Id, string Name, bool IsZombie, int Parent, int Session, long ResidentBytes);

/// <summary>Reads Linux's table of processes.</summary>
internal static class ProcessTable
{
    private static readonly Lock Sharing = new();
    private static (long Time, IReadOnlyList<ProcessEntry> Entries)? _recent;

    /// <summary>A table at most 40 ms old, which all sessions that are watched share.</summary>
    internal static IReadOnlyList<ProcessEntry> Recent()
    {
        lock (Sharing)
        {
            if (_recent is not { } recent || Stopwatch.GetElapsedTime(recent.Time) > TimeSpan.FromMilliseconds(40))
            {
                _recent = recent = (Stopwatch.GetTimestamp(), Read());
            }

            return recent.Entries;
        }
    }

    /// <summary>The table of now.</summary>
    internal static IReadOnlyList<ProcessEntry> Read()
    {
        var entries = new List<ProcessEntry>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && Read(folder + "/stat", 4096) is { } stat && Parse(id, Encoding.UTF8.GetString(stat)) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    /// <summary>Whether a process was started with an environment that contains some bytes; false for processes of others.</summary>
    internal static bool EnvironmentContains(int id, ReadOnlySpan<byte> mark) =>
        Read(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/environ"), 256 * 1024) is { } environment
        && environment.AsSpan().IndexOf(mark) >= 0;

    /// <summary>Parses a line of /proc/[id]/stat: id (name) state parent group session … memory in pages.</summary>
    internal static ProcessEntry? Parse(int id, string stat)
    {
        // A name may hold spaces and parentheses: the last one closes it.
        var open = stat.IndexOf('(', StringComparison.Ordinal);
        var close = stat.LastIndexOf(')');
        if (open < 0 || close < open || close + 2 >= stat.Length) return null;
        var fields = stat[(close + 2)..].Split(' ');
        return fields.Length > 21
            && int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var parent)
            && int.TryParse(fields[3], NumberStyles.None, CultureInfo.InvariantCulture, out var session)
            && long.TryParse(fields[21], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var pages)
            ? new ProcessEntry(id, stat[(open + 1)..close], fields[0] is "Z" or "X", parent, session, pages * Environment.SystemPageSize)
            : null;
    }

    private static byte[]? Read(string path, int limit)
    {
        try
        {
            using var file = File.OpenHandle(path);
            var buffer = new byte[limit];
            var length = 0;
            // Files in /proc have no length and may come in pieces.
            while (length < limit && RandomAccess.Read(file, buffer.AsSpan(length), length) is var count and > 0) length += count;
            return buffer[..length];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The process has ended meanwhile, or is another user's.
            return null;
        }
    }
}
