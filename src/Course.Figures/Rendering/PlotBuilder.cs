using Course.Figures.Data;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Course.Figures.Rendering;

/// <summary>Builds the plot library's model of a figure. Series differ in dash pattern, marker or filling, never in colour alone.</summary>
internal static class PlotBuilder
{
    internal const double FontSize = 15;
    internal const double SmallestFontSize = 9;
    private const int MostMarkedPoints = 40;

    private static readonly double[]?[] Dashes = [null, [3.5, 2], [1, 1.6], [5, 1.6, 1, 1.6], [2, 1]];
    private static readonly MarkerType[] Markers = [MarkerType.Circle, MarkerType.Square, MarkerType.Triangle, MarkerType.Diamond, MarkerType.Cross];

    // Full, light, empty, half, faint: told apart in grey as well.
    private static readonly byte[] Fillings = [230, 70, 0, 140, 35];

    internal static PlotModel Build(FigureData figure)
    {
        var plot = new PlotModel
        {
            Culture = System.Globalization.CultureInfo.InvariantCulture,
            DefaultFontSize = FontSize,
            TextColor = FigurePaint.Text,
            PlotAreaBorderThickness = new OxyThickness(0),
            // Room above for the label of the vertical axis.
            Padding = new OxyThickness(6, AxisLabel.Height(figure.Y) + 10, 14, 6),
        };
        switch (figure.Kind)
        {
            case FigureKind.Lines: Lines(plot, figure); break;
            case FigureKind.Scatter: Scatter(plot, figure); break;
            case FigureKind.Bars: Bars(plot, figure); break;
            case FigureKind.Histogram: Histogram(plot, figure); break;
            case FigureKind.Heatmap: HeatmapBuilder.Build(plot, figure); break;
            default: throw new ArgumentOutOfRangeException(nameof(figure), figure.Kind, "No such kind of figure.");
        }

        LegendPlacer.Place(plot, figure);
        return plot;
    }

    private static void Lines(PlotModel plot, FigureData figure)
    {
        AddNumericAxes(plot, figure);
        foreach (var (series, i) in figure.Series.Select(static (s, i) => (s, i)))
        {
            var line = new LineSeries
            {
                Title = series.Name,
                Color = FigurePaint.Series(i),
                StrokeThickness = 2.4,
                Dashes = Dashes[i % Dashes.Length],
                LineJoin = LineJoin.Round,
                Decimator = Decimator.Decimate,
            };
            if (series.Y.Length <= MostMarkedPoints) Mark(line, i);
            line.Points.AddRange(series.X.Zip(series.Y, static (x, y) => new DataPoint(x, y)));
            plot.Series.Add(line);
        }
    }

    private static void Mark(LineSeries line, int index)
    {
        line.MarkerType = Markers[index % Markers.Length];
        line.MarkerSize = 3.6;
        line.MarkerFill = line.Color;
        line.MarkerStroke = line.Color;
        line.MarkerStrokeThickness = line.MarkerType == MarkerType.Cross ? 2 : 0;
    }

    private static void Scatter(PlotModel plot, FigureData figure)
    {
        AddNumericAxes(plot, figure);
        var points = figure.Series.Sum(static s => s.Y.Length);
        foreach (var (series, i) in figure.Series.Select(static (s, i) => (s, i)))
        {
            var colour = OxyColor.FromAColor((byte)(points > 200 ? 150 : 220), FigurePaint.Series(i));
            var marker = Markers[i % Markers.Length];
            var scatter = new ScatterSeries
            {
                Title = series.Name,
                MarkerType = marker,
                MarkerSize = points > 1000 ? 2 : points > 200 ? 3 : 4,
                MarkerFill = colour,
                MarkerStroke = colour,
                MarkerStrokeThickness = marker == MarkerType.Cross ? 1.6 : 0,
            };
            scatter.Points.AddRange(series.X.Zip(series.Y, static (x, y) => new ScatterPoint(x, y)));
            plot.Series.Add(scatter);
        }
    }

    private static void Bars(PlotModel plot, FigureData figure)
    {
        plot.Axes.Add(AxisBuilder.Categories(figure.X, AxisPosition.Bottom, figure.Categories));
        var value = AxisBuilder.Numeric(figure.Y, AxisPosition.Left, figure.Series.SelectMany(static s => s.Y));
        plot.Axes.Add(value);
        var low = Floor(value, figure);
        foreach (var (series, i) in figure.Series.Select(static (s, i) => (s, i)))
        {
            var bars = new BarSeries
            {
                Title = series.Name,
                XAxisKey = value.Key,
                YAxisKey = nameof(AxisPosition.Bottom),
                BaseValue = low,
                FillColor = Filling(i),
                StrokeColor = FigurePaint.Series(i),
                StrokeThickness = 1.6,
            };
            bars.Items.AddRange(series.Y.Select(static y => new BarItem(y)));
            plot.Series.Add(bars);
        }
    }

    private static void Histogram(PlotModel plot, FigureData figure)
    {
        var x = AxisBuilder.Numeric(figure.X, AxisPosition.Bottom, figure.Series[0].X);
        var y = AxisBuilder.Numeric(figure.Y, AxisPosition.Left, figure.Series.SelectMany(static s => s.Y));
        plot.Axes.Add(x);
        plot.Axes.Add(y);
        var low = Floor(y, figure);
        foreach (var (series, i) in figure.Series.Select(static (s, i) => (s, i)))
        {
            var single = figure.Series.Length == 1;
            var fill = new RectangleBarSeries
            {
                FillColor = OxyColor.FromAColor((byte)(single ? 190 : 56), FigurePaint.Series(i)),
                StrokeThickness = 0,
                RenderInLegend = false,
            };
            var outline = new LineSeries
            {
                Title = series.Name,
                Color = FigurePaint.Series(i),
                StrokeThickness = single ? 1.4 : 2.2,
                Dashes = Dashes[i % Dashes.Length],
            };
            outline.Points.Add(new DataPoint(series.X[0], low));
            for (var bin = 0; bin + 1 < series.X.Length; bin++)
            {
                var top = Math.Max(series.Y[bin], low);
                if (top > low) fill.Items.Add(new RectangleBarItem(series.X[bin], low, series.X[bin + 1], top));
                outline.Points.Add(new DataPoint(series.X[bin], top));
                outline.Points.Add(new DataPoint(series.X[bin + 1], top));
            }

            outline.Points.Add(new DataPoint(series.X[^1], low));
            plot.Series.Add(fill);
            plot.Series.Add(outline);
        }
    }

    private static void AddNumericAxes(PlotModel plot, FigureData figure)
    {
        plot.Axes.Add(AxisBuilder.Numeric(figure.X, AxisPosition.Bottom, figure.Series.SelectMany(static s => s.X)));
        plot.Axes.Add(AxisBuilder.Numeric(figure.Y, AxisPosition.Left, figure.Series.SelectMany(static s => s.Y)));
    }

    /// <summary>Where bars stand: zero, which then is part of the axis, or the lower end of a log axis.</summary>
    private static double Floor(OxyPlot.Axes.Axis axis, FigureData figure)
    {
        if (figure.Y.Log)
        {
            axis.Minimum = Math.Pow(10, Math.Floor(Math.Log10(axis.Minimum)));
            return axis.Minimum;
        }

        if (figure.Series.All(static s => s.Y.All(static y => !(y < 0)))) axis.Minimum = 0;
        if (figure.Series.All(static s => s.Y.All(static y => !(y > 0)))) axis.Maximum = 0;
        return 0;
    }

    private static OxyColor Filling(int index) => OxyColor.FromAColor(Fillings[index % Fillings.Length], FigurePaint.Series(index));
}
