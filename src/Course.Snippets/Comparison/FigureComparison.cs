using System.Collections.Immutable;
using System.Globalization;
using Course.Figures.Data;

namespace Course.Snippets.Comparison;

/// <summary>Figures by their data: kind, axes, categories, and each series point by point.</summary>
internal static class FigureComparison
{
    // A figure's data show no digits of their own; a thousandth is less than a line is wide.
    private const double FigureTolerance = 1e-3;

    public static void Compare(FigureData before, FigureData after, DifferenceList found)
    {
        var name = $"figure {before.Id}";
        found.Same(DifferenceKind.Shape, $"the kind of {name}", before.Kind.ToString().ToLowerInvariant(), after.Kind.ToString().ToLowerInvariant());
        found.Same(DifferenceKind.Text, $"the horizontal axis of {name}", InWords(before.X), InWords(after.X));
        found.Same(DifferenceKind.Text, $"the vertical axis of {name}", InWords(before.Y), InWords(after.Y));
        found.Same(DifferenceKind.Shape, $"the categories of {name}", string.Join(", ", before.Categories), string.Join(", ", after.Categories));
        found.Same(DifferenceKind.Shape, $"the series of {name}", string.Join(", ", before.Series.Select(static s => s.Name)), string.Join(", ", after.Series.Select(static s => s.Name)));
        // Series that came or went have been told; the others are found by name, also where two have the same.
        var left = after.Series.ToList();
        foreach (var series in before.Series)
        {
            if (left.Find(s => s.Name == series.Name) is not { } now) continue;
            left.Remove(now);
            ComparePoints($"{name}, {series.Name}, x", series.X, now.X, before.X.Log, found);
            ComparePoints($"{name}, {series.Name}, y", series.Y, now.Y, before.Y.Log, found);
        }
    }

    private static string InWords(AxisData axis) => axis.Log ? $"{axis.Label} (logarithmic)" : axis.Label;

    // On a linear axis a value near zero is judged by the size of its series, on a logarithmic one by its own.
    private static void ComparePoints(string where, ImmutableArray<double> before, ImmutableArray<double> after, bool log, DifferenceList found)
    {
        if (!found.SameCount(where, "value", before.Length, after.Length)) return;
        var tolerance = found.Tolerance ?? FigureTolerance;
        var size = log ? 0 : before.Concat(after).Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();
        var apart = ImmutableArray.CreateBuilder<NumberDifference>();
        for (var i = 0; i < before.Length; i++)
        {
            var (a, b) = (before[i], after[i]);
            var measure = Math.Max(size, Math.Max(Math.Abs(a), Math.Abs(b)));
            var distance = Math.Abs(a - b);
            if (PrintedNumber.SameWhereNotFinite(a, b, found.Tolerance) ?? distance <= tolerance * measure) continue;
            apart.Add(new(i + 1, Shown(a), Shown(b), distance, double.IsFinite(distance) ? distance / measure : double.PositiveInfinity, tolerance * measure));
        }

        found.Points(where, apart.ToImmutable(), before.Length);
    }

    private static string Shown(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
