using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Course.Figures.Data;

namespace Course.Figures.Building;

/// <summary>Turns rows of anything into the text cells of a table.</summary>
internal static class Cells
{
    private const int MostRows = 2_000;
    private const int MostColumns = 40;

    /// <summary>Makes a table.</summary>
    /// <exception cref="ArgumentException">Rows of another length than the headings, or too many of either.</exception>
    internal static TableData Table<TRow>(string id, IEnumerable<string> columns, IEnumerable<TRow> rows)
    {
        FigureRules.CheckId(id, "table");
        if (columns is null || rows is null) throw Fault(id, $"needs columns and rows; one of them is null.");
        ImmutableArray<string> headings = [.. columns.Take(MostColumns + 1).Select(Text)];
        if (headings.IsEmpty) throw Fault(id, $"has no columns.");
        if (headings.Length > MostColumns) throw Fault(id, $"has more than {MostColumns} columns; leave some out.");

        var all = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        foreach (var row in rows)
        {
            if (all.Count == MostRows) throw Fault(id, $"has more than {MostRows} rows; leave some out.");
            var cells = Row(id, row);
            if (cells.Length != headings.Length)
            {
                throw Fault(id, $"has {headings.Length} columns, but row {all.Count + 1} has {cells.Length} cells.");
            }

            all.Add(cells);
        }

        return new TableData(id, headings, all.ToImmutable());
    }

    /// <summary>A cell or category as text, in the invariant culture and on one line.</summary>
    internal static string Text<T>(T cell) => (cell switch
    {
        null => "",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    }).ReplaceLineEndings(" ");

    private static ImmutableArray<string> Row(string id, object? row) => row switch
    {
        // A string is a sequence of characters too, but never meant as one.
        string => throw Fault(id, $"has a string as a row; make each row an array or a tuple of cells."),
        ITuple tuple => [.. Enumerable.Range(0, tuple.Length).Select(i => Text(tuple[i]))],
        IEnumerable cells => [.. cells.Cast<object?>().Take(MostColumns + 1).Select(Text)],
        _ => throw Fault(id, $"has a row of type {row?.GetType().Name ?? "null"}; make each row an array or a tuple of cells."),
    };

    private static ArgumentException Fault(string table, FormattableString what) =>
        new($"Table '{table}' {what.ToString(CultureInfo.InvariantCulture)}");
}
