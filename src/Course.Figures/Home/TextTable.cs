using System.Globalization;
using System.Text;
using Course.Figures.Data;

namespace Course.Figures.Home;

/// <summary>A table as aligned text, for a terminal.</summary>
public static class TextTable
{
    /// <summary>Sets a table: columns of numbers to the right, others to the left, Korean letters two cells wide.</summary>
    /// <returns>The lines, each ended by <c>\n</c>.</returns>
    public static string Of(TableData table)
    {
        var widths = table.Columns.Select((heading, i) => table.Rows.Select(r => Cells(r[i])).Append(Cells(heading)).Max()).ToArray();
        var numeric = table.Columns.Select((_, i) => table.Rows.Length > 0 && table.Rows.All(r => IsNumber(r[i]))).ToArray();
        var text = new StringBuilder();
        Line(table.Columns);
        Line([.. widths.Select(static w => new string('-', w))]);
        foreach (var row in table.Rows) Line(row);
        return text.ToString();

        void Line(IReadOnlyList<string> cells)
        {
            var line = string.Join("  ", cells.Select((cell, i) =>
            {
                var padding = new string(' ', widths[i] - Cells(cell));
                return numeric[i] ? padding + cell : cell + padding;
            }));
            text.Append(line.TrimEnd(' ')).Append('\n');
        }
    }

    private static bool IsNumber(string cell) =>
        double.TryParse(cell.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static int Cells(string text) => text.EnumerateRunes().Sum(Cells);

    private static int Cells(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ => IsWide(rune.Value) ? 2 : 1,
    };

    // The blocks that East Asian Width calls wide or fullwidth, as far as lessons meet them.
    private static bool IsWide(int c) =>
        c is >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3
            or >= 0xF900 and <= 0xFAFF or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0x1F300 and <= 0x1F9FF;
}
