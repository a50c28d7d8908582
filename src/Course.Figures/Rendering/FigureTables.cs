using System.Collections.Immutable;
using System.Globalization;
using Course.Figures.Data;

namespace Course.Figures.Rendering;

/// <summary>A figure's data as a table: what a reader who cannot see the picture reads, and what its CSV file holds.</summary>
public static class FigureTables
{
    /// <summary>Makes the table. Points that share their x positions share rows; gaps are empty cells; numbers are exact.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="labels">Its words in the reader's language.</param>
    public static TableData Of(FigureData figure, FigureLabels labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var named = labels.Apply(figure);
        return named.Kind switch
        {
            FigureKind.Bars => Columns(named, named.Categories),
            FigureKind.Histogram => Columns(named, Bins(named.Series[0].X)),
            FigureKind.Heatmap => new TableData(
                named.Id, [named.Y.Label, .. named.Categories],
                [.. named.Series.Select(static s => (ImmutableArray<string>)[s.Name, .. s.Y.Select(Cell)])]),
            _ when named.Series.All(s => s.X.SequenceEqual(named.Series[0].X)) => Columns(named, [.. named.Series[0].X.Select(Cell)]),
            _ => Long(named),
        };
    }

    private static TableData Columns(FigureData figure, ImmutableArray<string> first) => new(
        figure.Id,
        [figure.X.Label, .. figure.Series.Select(s => s.Name.Length > 0 ? s.Name : figure.Y.Label)],
        [.. first.Select((head, i) => (ImmutableArray<string>)[head, .. figure.Series.Select(s => Cell(s.Y[i]))])]);

    // Series with positions of their own: one row a point.
    private static TableData Long(FigureData figure)
    {
        // A single series without a name needs no column for it; several always have names.
        var named = figure.Series.Any(static s => s.Name.Length > 0);
        ImmutableArray<string> columns = named ? ["", figure.X.Label, figure.Y.Label] : [figure.X.Label, figure.Y.Label];
        return new TableData(
            figure.Id, columns,
            [.. figure.Series.SelectMany(s => s.X.Zip(s.Y, (x, y) => (ImmutableArray<string>)(named ? [s.Name, Cell(x), Cell(y)] : [Cell(x), Cell(y)])))]);
    }

    private static ImmutableArray<string> Bins(ImmutableArray<double> edges) =>
        [.. edges.Zip(edges.Skip(1), static (from, to) => string.Create(CultureInfo.InvariantCulture, $"{from:G6} – {to:G6}"))];

    private static string Cell(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);
}
