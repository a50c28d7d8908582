using System.Globalization;

namespace Course.Snippets.Comparison;

/// <summary>Printed text, line by line.</summary>
internal static class LineComparison
{
    public static void Compare(string before, string after, DifferenceList found)
    {
        var (lines, linesNow) = (Lines(before), Lines(after));
        if (lines.Length == linesNow.Length)
        {
            for (var i = 0; i < lines.Length; i++) found.Texts(Line(i), lines[i], linesNow[i]);
            return;
        }

        // Where lines came or went, those around them are still the same lines: only the stretch between is told.
        found.SameCount("the printed text", "line", lines.Length, linesNow.Length);
        var common = Math.Min(lines.Length, linesNow.Length);
        var head = 0;
        while (head < common && Agrees(lines[head], linesNow[head])) head++;
        var tail = 0;
        while (tail < common - head && Agrees(lines[^(tail + 1)], linesNow[^(tail + 1)])) tail++;
        for (var i = head; i < Math.Max(lines.Length, linesNow.Length) - tail; i++)
        {
            found.Texts(Line(i), i < lines.Length - tail ? lines[i] : null, i < linesNow.Length - tail ? linesNow[i] : null);
        }

        bool Agrees(string a, string b) => NumberAwareText.Compare(a, b, found.Tolerance).Agrees;
    }

    // The line break at the end of the last line begins no other line.
    private static string[] Lines(string text) => (text.EndsWith('\n') ? text[..^1] : text).Split('\n');

    private static string Line(int index) => string.Create(CultureInfo.InvariantCulture, $"line {index + 1}");
}
