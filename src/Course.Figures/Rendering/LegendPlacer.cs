using Course.Figures.Data;
using OxyPlot;
using OxyPlot.Legends;

namespace Course.Figures.Rendering;

/// <summary>Puts the legend into the corner of the plot that the data leave free, or above the plot where none is free.</summary>
internal static class LegendPlacer
{
    private const double PlotWidth = FigureSvg.Width - 80;
    private const double PlotHeight = FigureSvg.Height - 90;
    private const double Symbol = 34;

    private static readonly (LegendPosition Position, bool Right, bool Top)[] Corners =
    [
        (LegendPosition.RightTop, true, true), (LegendPosition.LeftTop, false, true),
        (LegendPosition.RightBottom, true, false), (LegendPosition.LeftBottom, false, false),
    ];

    internal static void Place(PlotModel plot, FigureData figure)
    {
        if (figure.Kind == FigureKind.Heatmap || figure.Series.Length < 2) return;

        var width = (figure.Series.Max(static s => TextMetrics.Width(s.Name, PlotBuilder.FontSize)) + Symbol + 24) / PlotWidth;
        var height = (figure.Series.Length * PlotBuilder.FontSize * 1.35 + 18) / PlotHeight;
        var points = Occupied(figure);
        var free = width > 0.7 || height > 0.6 ? default
            : Corners.FirstOrDefault(c => !points.Any(p => (c.Right ? p.X > 1 - width : p.X < width) && (c.Top ? p.Y > 1 - height : p.Y < height)));
        var inside = free != default;

        plot.IsLegendVisible = true;
        plot.Legends.Add(new Legend
        {
            LegendPlacement = inside ? LegendPlacement.Inside : LegendPlacement.Outside,
            LegendPosition = inside ? free.Position : LegendPosition.TopLeft,
            LegendOrientation = inside ? LegendOrientation.Vertical : LegendOrientation.Horizontal,
            LegendFontSize = PlotBuilder.FontSize,
            LegendTextColor = FigurePaint.Text,
            // Inside the plot the lines of the grid would run through the names.
            LegendBackground = inside ? FigurePaint.Paper : OxyColors.Undefined,
            LegendBorder = OxyColors.Undefined,
            LegendSymbolLength = Symbol,
            LegendSymbolMargin = 6,
            LegendPadding = 4,
            LegendMargin = 6,
            LegendLineSpacing = 3,
            LegendColumnSpacing = 14,
            LegendItemSpacing = 14,
            AllowUseFullExtent = true,
        });
    }

    /// <summary>Points that something is drawn at, with both coordinates from 0 to 1.</summary>
    private static List<(double X, double Y)> Occupied(FigureData figure)
    {
        var all = figure.Series.Select(s => s.X.Zip(s.Y, (x, y) => (X: Along(x, figure.X), Y: Along(y, figure.Y))).ToArray()).ToArray();
        var drawn = all.SelectMany(static s => s).Where(static p => double.IsFinite(p.X) && double.IsFinite(p.Y)).ToArray();
        var (left, right) = (drawn.Min(static p => p.X), drawn.Max(static p => p.X));
        var (bottom, top) = (drawn.Min(static p => p.Y), drawn.Max(static p => p.Y));
        var standing = figure.Kind is FigureKind.Bars or FigureKind.Histogram;
        if (standing && !figure.Y.Log) (bottom, top) = (Math.Min(bottom, 0), Math.Max(top, 0));
        // Bars and bins are wider than their point.
        var half = figure.Kind == FigureKind.Bars ? 0.5 : 0;
        double X(double x) => right > left || half > 0 ? (x - left + half) / (right - left + 2 * half) : 0.5;
        double Y(double y) => top > bottom ? (y - bottom) / (top - bottom) : 0.5;

        var occupied = new List<(double X, double Y)>();
        foreach (var series in all)
        {
            for (var i = 0; i < series.Length; i++)
            {
                if (!double.IsFinite(series[i].X) || !double.IsFinite(series[i].Y)) continue;
                var here = (X: X(series[i].X), Y: Y(series[i].Y));
                occupied.Add(here);
                if (standing)
                {
                    // From the foot to the top, over the bar's whole width.
                    var wide = (figure.Kind == FigureKind.Bars ? 0.5 : 1.0) / series.Length;
                    for (var step = 0; step <= 20; step++) occupied.AddRange([(here.X - wide, here.Y * step / 20), (here.X + wide, here.Y * step / 20)]);
                }
                else if (figure.Kind == FigureKind.Lines && i > 0 && double.IsFinite(series[i - 1].X) && double.IsFinite(series[i - 1].Y))
                {
                    var before = (X: X(series[i - 1].X), Y: Y(series[i - 1].Y));
                    for (var step = 1; step < 20; step++)
                    {
                        occupied.Add((before.X + (here.X - before.X) * step / 20, before.Y + (here.Y - before.Y) * step / 20));
                    }
                }
            }
        }

        return occupied;
    }

    private static double Along(double value, AxisData axis) => axis.Log ? Math.Log10(value) : value;
}
