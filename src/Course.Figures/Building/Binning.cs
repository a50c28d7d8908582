using System.Collections.Immutable;
using Course.Figures.Data;

namespace Course.Figures.Building;

/// <summary>Counts values into bins of equal width that all series of a histogram share.</summary>
internal static class Binning
{
    /// <summary>
    /// Makes the series of a histogram: y[i] values lie from x[i] up to x[i + 1], in the last bin its upper edge
    /// included; the point after the last bin has the upper edge as x and 0 as y.
    /// </summary>
    /// <exception cref="ArgumentException">No bins, no values, or values that are NaN or infinite.</exception>
    internal static ImmutableArray<SeriesData> Count(string figure, ImmutableArray<Series> series, int bins)
    {
        if (bins is < 1 or > 1000) throw FigureRules.Fault(figure, $"has {bins} bins; ask for 1 to 1000.");
        foreach (var one in series)
        {
            if (one.X is not null) throw FigureRules.Fault(figure, $"is a histogram, but series '{one.Name}' has x values too; pass its values alone.");
            if (one.Y.IsEmpty) throw FigureRules.Fault(figure, $"has no values in series '{one.Name}'.");
            if (one.Y.Count(double.IsNaN) is var bad and > 0)
            {
                throw FigureRules.Fault(figure, $"has {bad} values that are NaN or infinite in series '{one.Name}'; leave them out with .Where(double.IsFinite) and say so in the text.");
            }
        }

        if (series.IsEmpty) return [];
        var low = series.Min(static s => s.Y.Min());
        var high = series.Max(static s => s.Y.Max());
        if (low == high)
        {
            // All values equal: a bin of width 0 could not be drawn.
            var half = low == 0 ? 0.5 : Math.Abs(low) / 2;
            (low, high) = (low - half, high + half);
        }

        var span = high - low;
        if (!double.IsFinite(span)) throw FigureRules.Fault(figure, $"has values from {low} to {high}, too far apart to count in bins.");
        ImmutableArray<double> edges = [.. Enumerable.Range(0, bins + 1).Select(i => i == bins ? high : low + span * ((double)i / bins))];
        return [.. series.Select(s => new SeriesData(s.Name, edges, Counts(s.Y, low, span, bins)))];
    }

    private static ImmutableArray<double> Counts(ImmutableArray<double> values, double low, double span, int bins)
    {
        var counts = new double[bins + 1];
        foreach (var value in values) counts[Math.Min((int)((value - low) / span * bins), bins - 1)]++;
        return [.. counts];
    }
}
