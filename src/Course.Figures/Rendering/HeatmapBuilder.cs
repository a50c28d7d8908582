using System.Globalization;
using Course.Figures.Data;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Course.Figures.Rendering;

/// <summary>Builds heat maps. Values are shown as the opacity of one colour over the page, so that zero is the page itself in either theme.</summary>
internal static class HeatmapBuilder
{
    private const int Levels = 48;
    private const int MostLabelledCells = 64;

    // Numbers are written into cells: text must stay readable on the strongest of them.
    private const byte Strongest = 140;

    internal static void Build(PlotModel plot, FigureData figure)
    {
        var (rows, columns) = (figure.Series.Length, figure.Categories.Length);
        plot.Axes.Add(Side(AxisBuilder.Categories(figure.X, AxisPosition.Bottom, figure.Categories)));
        var rowAxis = Side(AxisBuilder.Categories(figure.Y, AxisPosition.Left, [.. figure.Series.Select(static s => s.Name)]));
        // The first row at the top, as matrices are written.
        (rowAxis.StartPosition, rowAxis.EndPosition) = (1, 0);
        plot.Axes.Add(rowAxis);

        var values = figure.Series.SelectMany(static s => s.Y).Where(static v => !double.IsNaN(v)).ToArray();
        plot.Axes.Add(Scale(values.Min(), values.Max()));

        var data = new double[columns, rows];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++) data[column, row] = figure.Series[row].Y[column];
        }

        plot.Series.Add(new HeatMapSeries
        {
            // By edges: centres would leave a single row or column without a size.
            CoordinateDefinition = HeatMapCoordinateDefinition.Edge,
            X0 = -0.5,
            X1 = columns - 0.5,
            Y0 = -0.5,
            Y1 = rows - 0.5,
            Data = data,
            Interpolate = false,
            RenderMethod = HeatMapRenderMethod.Rectangles,
        });
        if (rows * columns <= MostLabelledCells && columns <= 8) Label(plot, data);
    }

    private static void Label(PlotModel plot, double[,] data)
    {
        var (columns, rows) = (data.GetLength(0), data.GetLength(1));
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                if (double.IsNaN(data[column, row])) continue;
                plot.Annotations.Add(new TextAnnotation
                {
                    TextPosition = new DataPoint(column, row),
                    Text = AxisBuilder.Number(Rounded(data[column, row])),
                    TextVerticalAlignment = VerticalAlignment.Middle,
                    TextColor = FigurePaint.Text,
                    StrokeThickness = 0,
                    Stroke = OxyColors.Undefined,
                    Padding = new OxyThickness(0),
                    FontSize = rows <= 8 ? PlotBuilder.FontSize : 11,
                });
            }
        }
    }

    // Three digits fit a cell; the data table has all.
    private static double Rounded(double value) =>
        double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static CategoryAxis Side(CategoryAxis axis)
    {
        axis.GapWidth = 0;
        axis.AxislineStyle = LineStyle.None;
        axis.MajorTickSize = 0;
        return axis;
    }

    private static HeatScale Scale(double low, double high)
    {
        var signed = low < 0 && high > 0;
        if (signed) (low, high) = (-Math.Max(-low, high), Math.Max(-low, high));
        else if (low == high) (low, high) = low == 0 ? (0, 1) : (Math.Min(low, 0), Math.Max(high, 0));

        var palette = signed ? Diverging() : new OxyPalette(Enumerable.Range(0, Levels).Select(static i => Heat(FigurePaint.Heat, (i + 1.0) / Levels)));
        return new HeatScale { Minimum = low, Maximum = high, Palette = palette };
    }

    private static OxyPalette Diverging() => new(
        Enumerable.Range(0, Levels).Select(static i => Heat(FigurePaint.HeatNegative, (Levels - i) / (double)Levels))
            .Concat(Enumerable.Range(0, Levels).Select(static i => Heat(FigurePaint.Heat, (i + 1.0) / Levels))));

    private static OxyColor Heat(OxyColor role, double strength) => OxyColor.FromAColor((byte)Math.Round(6 + (Strongest - 6) * strength), role);
}
