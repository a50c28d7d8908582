using System.Globalization;
using Course.Checking;

namespace Course.Check.Output;

/// <summary>A line of an excerpt.</summary>
/// <param name="Number">The line's number; empty below it.</param>
/// <param name="Text">Code, or the carets that mark it.</param>
/// <param name="IsMark">Whether these are carets.</param>
internal readonly record struct ExcerptLine(string Number, string Text, bool IsMark);

/// <summary>The lines that a finding is about, with carets below the characters that it means.</summary>
internal static class Excerpt
{
    private const int Widest = 100, Before = 30, MostLines = 4;

    /// <summary>The excerpt, with the line before for orientation.</summary>
    public static IEnumerable<ExcerptLine> Of(string text, Place place)
    {
        var lines = text.Split('\n');
        if (place.Line < 1 || place.Line > lines.Length) yield break;
        if (place.Line > 1 && !string.IsNullOrWhiteSpace(lines[place.Line - 2])) yield return Code(place.Line - 1, Visible(lines[place.Line - 2]), 0);
        var last = Math.Min(place.EndLine, Math.Min(lines.Length, place.Line + MostLines - 1));
        for (var number = place.Line; number <= last; number++)
        {
            var line = Visible(lines[number - 1]);
            var start = number == place.Line ? Math.Clamp(place.Column - 1, 0, line.Length) : line.Length - line.TrimStart().Length;
            var end = number == place.EndLine ? Math.Clamp(place.EndColumn - 1, start, line.Length) : line.TrimEnd().Length;

            // A long line is cut so that the marked part stays in sight.
            var from = Columns.Of(line.AsSpan(0, start)) < Widest - Before ? 0 : Math.Max(0, start - Before);
            yield return Code(number, line, from);
            var indent = (from > 0 ? 1 : 0) + Columns.Of(line.AsSpan(from, start - from));
            var marked = Math.Clamp(Columns.Of(line.AsSpan(start, Math.Max(0, end - start))), 1, Math.Max(1, Widest - indent));
            yield return new("", new string(' ', indent) + new string('^', marked), true);
        }
    }

    private static ExcerptLine Code(int number, string line, int from)
    {
        var to = from;
        for (var columns = 0; to < line.Length && columns < Widest; to++) columns += Columns.Of(line.AsSpan(to, 1));
        return new(number.ToString(CultureInfo.InvariantCulture), (from > 0 ? "…" : "") + line[from..to] + (to < line.Length ? "…" : ""), false);
    }

    /// <summary>Code may hold characters that would command the terminal; a tab counts as one column.</summary>
    private static string Visible(string line) => string.Concat(line.TrimEnd('\r').Select(static c => c == '\t' ? ' ' : char.IsControl(c) ? '·' : c));
}
