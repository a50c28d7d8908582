using System.Globalization;
using Course.Diagnostics;

namespace Course.Build.Reporting;

/// <summary>Shows the line that a diagnostic is about, with carets below the characters that it means.</summary>
internal sealed class SourceExcerpt(string root)
{
    private const int Widest = 140;
    private readonly Dictionary<string, string[]?> _files = new(StringComparer.Ordinal);

    /// <summary>The excerpt's lines, or none where the diagnostic means a whole file or the file cannot be shown.</summary>
    public IReadOnlyList<string> Of(SourceLocation location)
    {
        if (location.StartLine < 1 || Lines(location.File) is not { } lines || location.StartLine > lines.Length) return [];
        var number = location.StartLine.ToString(CultureInfo.InvariantCulture);
        var line = lines[location.StartLine - 1].Replace('\t', ' ');
        var start = Math.Clamp(location.StartColumn - 1, 0, line.Length);
        var end = location.StartColumn < 1 ? start
            : location.EndLine > location.StartLine ? line.Length
            : Math.Clamp(location.EndColumn - 1, start, line.Length);

        // A long line is cut so that the marked part stays in sight.
        var from = line.Length <= Widest || start < Widest - 40 ? 0 : start - 40;
        var shown = (from > 0 ? "…" : "") + line[from..Math.Min(line.Length, from + Widest)];
        var result = new List<string> { $"{number,5} | {shown}" };
        if (location.StartColumn < 1) return result;
        var before = (from > 0 ? "…" : "") + line[from..start];
        var marked = line[start..Math.Min(end, Math.Min(line.Length, from + Widest))];
        result.Add($"      | {new string(' ', Columns(before))}{new string('^', Math.Max(1, Columns(marked)))}");
        return result;
    }

    /// <summary>Terminal columns: Hangul and other East Asian wide characters take two.</summary>
    private static int Columns(string text)
    {
        var columns = 0;
        foreach (var c in text) columns += c is >= '\u1100' and <= '\u115f' or >= '\u2e80' and <= '\ua4cf' or >= '\uac00' and <= '\ud7a3' or >= '\uf900' and <= '\ufaff' or >= '\uff00' and <= '\uff60' ? 2 : 1;
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
