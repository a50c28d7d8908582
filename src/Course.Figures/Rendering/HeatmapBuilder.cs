using Course.Figures.Data;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Course.Figures.Rendering;

/// <summary>Builds heat maps. Values are shown as the opacity of one colour over the page, so that zero is the page itself in either theme.</summary>
internal static class HeatmapBuilder
{
    private const int Levels = 48;
    private const int MostLabelledCells = 64;

    // Numbers are written into cells: text must stay readable on the strongest of them.
    private const byte Strongest = 165;

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
            X0 = 0,
            X1 = columns - 1,
            Y0 = 0,
            Y1 = rows - 1,
            Data = data,
            Interpolate = false,
            RenderMethod = HeatMapRenderMethod.Rectangles,
            LabelFormatString = "0.##",
            TextColor = FigurePaint.Text,
            LabelFontSize = rows * columns <= MostLabelledCells && columns <= 8 ? Math.Min(0.5, 13 / (230.0 / rows)) : 0,
        });
    }

    private static CategoryAxis Side(CategoryAxis axis)
    {
        axis.GapWidth = 0;
        axis.AxislineStyle = LineStyle.None;
        axis.MajorTickSize = 0;
        return axis;
    }

    private static LinearColorAxis Scale(double low, double high)
    {
        var signed = low < 0 && high > 0;
        if (signed) (low, high) = (-Math.Max(-low, high), Math.Max(-low, high));
        else if (low == high) (low, high) = low == 0 ? (0, 1) : (Math.Min(low, 0), Math.Max(high, 0));

        return new LinearColorAxis
        {
            Position = AxisPosition.Right,
            Minimum = low,
            Maximum = high,
            Palette = signed ? Diverging() : new OxyPalette(Enumerable.Range(0, Levels).Select(static i => Heat(FigurePaint.Heat, (i + 1.0) / Levels))),
            InvalidNumberColor = OxyColors.Transparent,
            RenderAsImage = false,
            TextColor = FigurePaint.Text,
            TicklineColor = FigurePaint.Text,
            AxislineColor = FigurePaint.Text,
            FontSize = PlotBuilder.FontSize,
            LabelFormatter = AxisBuilder.Number,
            MajorTickSize = 14,
            MinorTickSize = 0,
            TickStyle = TickStyle.None,
            IntervalLength = 48,
            AxisDistance = 8,
        };
    }

    private static OxyPalette Diverging() => new(
        Enumerable.Range(0, Levels).Select(static i => Heat(FigurePaint.HeatNegative, (Levels - i) / (double)Levels))
            .Concat(Enumerable.Range(0, Levels).Select(static i => Heat(FigurePaint.Heat, (i + 1.0) / Levels))));

    private static OxyColor Heat(OxyColor role, double strength) => OxyColor.FromAColor((byte)Math.Round(6 + (Strongest - 6) * strength), role);
}
