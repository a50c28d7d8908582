using System.Globalization;
using Course.Diagnostics;

namespace Course.Build.Reporting;

/// <summary>Shows the line that a diagnostic is about, with carets below the characters that it means.</summary>
internal sealed class SourceExcerpt(string root)
{
    /// <summary>Terminal columns of a line that are shown, and how many of them stand before the marked part of a longer one.</summary>
    private const int Widest = 110, Before = 40;

    private readonly Dictionary<string, string[]?> _files = new(StringComparer.Ordinal);

    /// <summary>The excerpt's lines, or none where the diagnostic means a whole file or the file cannot be shown.</summary>
    public IReadOnlyList<string> Of(SourceLocation location)
    {
        if (location.StartLine < 1 || Lines(location.File) is not { } lines || location.StartLine > lines.Length) return [];
        var line = lines[location.StartLine - 1].Replace('\t', ' ');
        var start = Math.Clamp(location.StartColumn - 1, 0, line.Length);
        var end = location.StartColumn < 1 ? start
            : location.EndLine > location.StartLine ? line.Length
            : Math.Clamp(location.EndColumn - 1, start, line.Length);

        // A long line is cut so that the marked part stays in sight.
        var from = Columns(line.AsSpan(0, start)) < Widest - Before ? 0 : Back(line, start);
        var to = Forward(line, from);
        var (head, tail) = (from > 0 ? "…" : "", to < line.Length ? "…" : "");
        var result = new List<string> { string.Create(CultureInfo.InvariantCulture, $"{location.StartLine,5} | {head}{line[from..to]}{tail}") };
        if (location.StartColumn < 1) return result;
        var indent = head.Length + Columns(line.AsSpan(from, start - from));
        var marked = Math.Max(1, Columns(line.AsSpan(start, Math.Max(start, Math.Min(end, to)) - start)));
        result.Add($"      | {new string(' ', indent)}{new string('^', marked)}");
        return result;
    }

    private static int Back(string line, int start)
    {
        var from = start;
        for (var columns = 0; from > 0 && columns < Before; from--) columns += Columns(line.AsSpan(from - 1, 1));
        return from;
    }

    private static int Forward(string line, int from)
    {
        var to = from;
        for (var columns = 0; to < line.Length && columns < Widest; to++) columns += Columns(line.AsSpan(to, 1));
        return to;
    }

    /// <summary>Terminal columns: Hangul and other East Asian wide characters take two.</summary>
    private static int Columns(ReadOnlySpan<char> text)
    {
        var columns = 0;
        foreach (var c in text)
        {
            columns += c is >= '\u1100' and <= '\u115f' or >= '\u2e80' and <= '\ua4cf' or >= '\uac00' and <= '\ud7a3'
                or >= '\uf900' and <= '\ufaff' or >= '\uff00' and <= '\uff60' ? 2 : 1;
        }

        return columns;
    }

    private string[]? Lines(string file)
    {
        if (_files.TryGetValue(file, out var known)) return known;
        try
        {
            return _files[file] = File.ReadAllLines(Path.Combine(root, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return _files[file] = null;
        }
    }
}
