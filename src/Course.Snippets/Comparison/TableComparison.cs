using System.Globalization;
using Course.Figures.Data;

namespace Course.Snippets.Comparison;

/// <summary>Tables, cell by cell.</summary>
internal static class TableComparison
{
    public static void Compare(TableData before, TableData after, DifferenceList found)
    {
        var name = before.Id is null ? "the table" : $"table {before.Id}";
        found.Same(DifferenceKind.Shape, $"the columns of {name}", string.Join(" | ", before.Columns), string.Join(" | ", after.Columns));
        found.SameCount(name, "row", before.Rows.Length, after.Rows.Length);
        for (var row = 0; row < Math.Min(before.Rows.Length, after.Rows.Length); row++)
        {
            var (cells, cellsNow) = (before.Rows[row], after.Rows[row]);
            var place = string.Create(CultureInfo.InvariantCulture, $"{name}, row {row + 1}");
            found.SameCount(place, "cell", cells.Length, cellsNow.Length);
            for (var i = 0; i < Math.Min(cells.Length, cellsNow.Length); i++)
            {
                var column = i < before.Columns.Length && before.Columns[i].Length > 0 ? before.Columns[i] : string.Create(CultureInfo.InvariantCulture, $"column {i + 1}");
                found.Texts($"{place}, {column}", cells[i], cellsNow[i]);
            }
        }
    }
}
