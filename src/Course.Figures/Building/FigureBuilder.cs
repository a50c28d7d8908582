using System.Collections.Immutable;
using Course.Figures.Data;

namespace Course.Figures.Building;

/// <summary>Builds each kind of figure from what a snippet passed.</summary>
internal static class FigureBuilder
{
    internal static FigureData OfPoints(FigureKind kind, string id, Axis x, Axis y, IEnumerable<Series> series) =>
        FigureRules.Checked(new FigureData(
            id, kind, Data(x), Data(y), [.. Listed(id, series).Select(static s => new SeriesData(s.Name, s.X ?? Indices(s.Y.Length), s.Y))], []));

    internal static FigureData OfBars<T>(string id, Axis x, Axis y, IEnumerable<T> categories, IEnumerable<Series> series)
    {
        FigureRules.CheckId(id, "figure");
        if (categories is null) throw FigureRules.Fault(id, $"has no categories (null).");
        if (x.IsLog) throw FigureRules.Fault(id, $"has bars on a log x axis; categories stand side by side, so make x a plain label.");
        var names = Names(categories);
        var data = Listed(id, series).Select(s =>
            s.X is not null ? throw FigureRules.Fault(id, $"has bars with x values in series '{s.Name}'; pass (name, values), one value a category.")
            : s.Y.Length != names.Length ? throw FigureRules.Fault(id, $"has {names.Length} categories and {s.Y.Length} values in series '{s.Name}'; pass one value a category.")
            : new SeriesData(s.Name, Indices(s.Y.Length), s.Y));
        return FigureRules.Checked(new FigureData(id, FigureKind.Bars, Data(x), Data(y), [.. data], names));
    }

    internal static FigureData OfHistogram(string id, Axis x, Axis? y, IEnumerable<Series> series, int bins)
    {
        FigureRules.CheckId(id, "figure");
        if (x.IsLog) throw FigureRules.Fault(id, $"is a histogram with a log x axis, which its bins of equal width do not suit; pass the logarithms as values.");
        return FigureRules.Checked(new FigureData(
            id, FigureKind.Histogram, Data(x), Data(y ?? "count"), Binning.Count(id, Listed(id, series), bins), []));
    }

    internal static FigureData OfHeatmap(
        string id, Axis x, Axis y, ImmutableArray<ImmutableArray<double>> matrix, IEnumerable<string>? rows, IEnumerable<string>? columns)
    {
        FigureRules.CheckId(id, "figure");
        if (x.IsLog || y.IsLog) throw FigureRules.Fault(id, $"is a heat map with a log axis; rows and columns stand side by side, so make both axes plain labels.");
        if (matrix.IsEmpty || matrix[0].IsEmpty) throw FigureRules.Fault(id, $"has an empty matrix.");
        var width = matrix[0].Length;
        if (matrix.FirstOrDefault(r => r.Length != width) is { IsDefault: false } odd)
        {
            throw FigureRules.Fault(id, $"has a matrix whose rows have {width} and {odd.Length} values; make them equally long.");
        }

        var rowNames = Names(rows ?? Indices(matrix.Length).Select(Cells.Text));
        var columnNames = Names(columns ?? Indices(width).Select(Cells.Text));
        if (rowNames.Length != matrix.Length || columnNames.Length != width)
        {
            throw FigureRules.Fault(id, $"has a {matrix.Length}x{width} matrix, but {rowNames.Length} row names and {columnNames.Length} column names.");
        }

        return FigureRules.Checked(new FigureData(
            id, FigureKind.Heatmap, Data(x), Data(y),
            [.. matrix.Zip(rowNames, (values, name) => new SeriesData(name, Indices(width), values))], columnNames));
    }

    private static ImmutableArray<Series> Listed(string id, IEnumerable<Series> series) =>
        series?.ToImmutableArray() is not { } all ? throw FigureRules.Fault(id, $"has no series (null).")
        : all.Contains(null!) ? throw FigureRules.Fault(id, $"has a series that is null.")
        : all;

    private static AxisData Data(Axis axis) => new(axis.Label ?? "", axis.IsLog);

    private static ImmutableArray<double> Indices(int count) => [.. Enumerable.Range(0, count)];

    private static ImmutableArray<string> Names<T>(IEnumerable<T> names) => [.. names.Take(Numbers.MostPoints + 1).Select(Cells.Text)];
}
