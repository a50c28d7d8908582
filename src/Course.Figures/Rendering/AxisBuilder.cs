using System.Collections.Immutable;
using System.Globalization;
using Course.Figures.Data;
using OxyPlot;
using OxyPlot.Axes;

namespace Course.Figures.Rendering;

/// <summary>Builds the axes of plots, all in one look.</summary>
internal static class AxisBuilder
{
    private const int MostLabels = 12;

    /// <summary>A linear or logarithmic axis over some values.</summary>
    internal static OxyPlot.Axes.Axis Numeric(AxisData data, AxisPosition position, IEnumerable<double> values)
    {
        OxyPlot.Axes.Axis axis = data.Log ? Log(values) : new LinearAxis { MinimumPadding = 0.03, MaximumPadding = 0.05 };
        return Styled(axis, data, position);
    }

    /// <summary>An axis of names side by side.</summary>
    internal static CategoryAxis Categories(AxisData data, AxisPosition position, ImmutableArray<string> names)
    {
        var axis = (CategoryAxis)Styled(new CategoryAxis { GapWidth = 0.4 }, data, position);
        axis.Labels.AddRange(names);
        axis.MajorGridlineStyle = LineStyle.None;
        // Names that are too wide for their place are broken at spaces, and of too many every n-th is written: all are in the data table.
        var room = position == AxisPosition.Bottom ? (FigureSvg.Width - 90.0) / names.Length - 6 : FigureSvg.Width / 4.0;
        ImmutableArray<string> written = [.. names.Select(n => TextMetrics.Wrap(Shortened(n), PlotBuilder.FontSize, room))];
        var widest = position == AxisPosition.Bottom ? written.Max(static n => TextMetrics.Width(n, PlotBuilder.FontSize)) : 0;
        axis.MajorStep = Math.Max(1, Math.Max(Math.Ceiling(widest / (room + 6)), Math.Ceiling(names.Length / (2.0 * MostLabels))));
        if (position == AxisPosition.Left) axis.MajorStep = Math.Max(1, Math.Ceiling((double)names.Length / MostLabels));
        axis.LabelFormatter = value => written.ElementAtOrDefault((int)Math.Round(value)) ?? "";
        return axis;
    }

    /// <summary>A number as a tick label: invariant, with a true minus sign.</summary>
    internal static string Number(double value)
    {
        var magnitude = Math.Abs(value);
        if (magnitude is > 0 and (< 1e-4 or >= 1e6))
        {
            var exponent = (int)Math.Floor(Math.Log10(magnitude) + 1e-9);
            var mantissa = Math.Round(value / Math.Pow(10, exponent), 6);
            var factor = mantissa is 1 or -1 ? "" : Math.Abs(mantissa).ToString("0.####", CultureInfo.InvariantCulture) + "·";
            return (value < 0 ? "−" : "") + factor + PowerOfTen(exponent);
        }

        return value.ToString("0.######", CultureInfo.InvariantCulture).Replace('-', '−');
    }

    /// <summary>10⁻³ and its like.</summary>
    internal static string PowerOfTen(int exponent) =>
        "10" + string.Concat(exponent.ToString(CultureInfo.InvariantCulture).Select(static c => c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0']));

    private static LogarithmicAxis Log(IEnumerable<double> values)
    {
        var positive = values.Where(static v => v > 0).DefaultIfEmpty(1).ToArray();
        var (low, high) = (Math.Log10(positive.Min()), Math.Log10(positive.Max()));
        // Within a decade a bare power of ten would be the only label, or there would be none: 1, 2, 5, 10 label it.
        var few = Math.Floor(high) - Math.Ceiling(low) < 1;
        var pad = Math.Max((high - low) * 0.04, 0.05);
        var axis = new LogarithmicAxis { PowerPadding = false, Minimum = Math.Pow(10, low - pad), Maximum = Math.Pow(10, high + pad), Base = 10 };
        axis.LabelFormatter = value => Label(value, few);
        if (few) axis.MajorStep = 2;
        return axis;
    }

    private static string Label(double value, bool plain)
    {
        var exponent = Math.Log10(value);
        return !plain && Math.Abs(exponent - Math.Round(exponent)) < 1e-6 ? PowerOfTen((int)Math.Round(exponent)) : plain ? Number(value) : "";
    }

    private static OxyPlot.Axes.Axis Styled(OxyPlot.Axes.Axis axis, AxisData data, AxisPosition position)
    {
        axis.Position = position;
        axis.Key = position.ToString();
        axis.TextColor = axis.TicklineColor = axis.TitleColor = FigurePaint.Text;
        axis.AxislineColor = FigurePaint.Text;
        axis.AxislineStyle = LineStyle.Solid;
        axis.TickStyle = TickStyle.Outside;
        axis.MajorTickSize = 4;
        axis.MinorTickSize = 0;
        axis.MajorGridlineColor = FigurePaint.Grid;
        axis.MajorGridlineStyle = LineStyle.Solid;
        axis.MajorGridlineThickness = 1;
        axis.FontSize = PlotBuilder.FontSize;
        axis.IntervalLength = position == AxisPosition.Bottom ? 75 : 42;
        if (axis is LinearAxis and not CategoryAxis) axis.LabelFormatter = Number;
        if (position == AxisPosition.Bottom && data.Label.Length > 0)
        {
            (axis.Title, axis.TitleFontSize) = AxisLabel.Of(data);
            axis.ClipTitle = false;
            axis.AxisTitleDistance = 5;
        }

        return axis;
    }

    private static string Shortened(string name) => name.Length <= 24 ? name : name[..23] + "…";
}
