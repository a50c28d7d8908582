using System.Globalization;
using System.Text.RegularExpressions;
using Course.Figures.Data;

namespace Course.Figures.Building;

/// <summary>What every figure must satisfy before it is recorded; each fault says which figure, what and what to do.</summary>
internal static partial class FigureRules
{
    /// <summary>A number further from zero than this is a gap in pictures.</summary>
    internal const double Greatest = 1e300;

    /// <summary>A number nearer to zero than this is drawn as zero.</summary>
    internal const double Smallest = 1e-300;

    /// <summary>Checks an id: kebab-case, as markdown and file names use it.</summary>
    /// <exception cref="ArgumentException">The id is empty or not kebab-case.</exception>
    internal static void CheckId(string id, string what)
    {
        if (string.IsNullOrEmpty(id)) throw new ArgumentException($"A {what} needs an id, such as \"loss-by-step\".");
        if (id.Length > 80) throw new ArgumentException($"The {what} id '{id[..40]}…' has more than 80 characters; shorten it.");
        if (!Kebab().IsMatch(id))
        {
            throw new ArgumentException(
                $"The {what} id '{id}' is not kebab-case; use lower-case letters a-z, digits and single hyphens, such as \"loss-by-step\".");
        }
    }

    /// <summary>Checks a figure's data and returns it.</summary>
    /// <exception cref="ArgumentException">Anything that could not be drawn or told apart.</exception>
    internal static FigureData Checked(FigureData figure)
    {
        CheckId(figure.Id, "figure");
        if (figure.Series.IsEmpty) throw Fault(figure, "has no series; pass at least one, such as (\"loss\", steps, losses).");
        if (figure.Series.Sum(static s => s.Y.Length) is var points and > Numbers.MostPoints)
        {
            throw Fault(figure, $"has {points} points in all; at most {Numbers.MostPoints} can be shown, so thin the series out.");
        }

        if (figure.Series.GroupBy(static s => s.Name, StringComparer.Ordinal).FirstOrDefault(static g => g.Count() > 1) is { } twins)
        {
            throw Fault(figure, $"has {twins.Count()} series named '{twins.Key}'; give each its own name.");
        }

        if (figure.Series.Length > 1 && figure.Series.Any(static s => string.IsNullOrWhiteSpace(s.Name)))
        {
            throw Fault(figure, "has several series and one without a name; name every one, the legend needs it.");
        }

        foreach (var series in figure.Series)
        {
            if (series.X.Length != series.Y.Length)
            {
                throw Fault(figure, $"has {series.X.Length} x values and {series.Y.Length} y values in series '{series.Name}'; pass as many of one as of the other.");
            }

            if (series.Y.IsEmpty) throw Fault(figure, $"has no points in series '{series.Name}'.");
            CheckLog(figure, figure.X, series, series.X, "x");
            CheckLog(figure, figure.Y, series, series.Y, "y");
        }

        return figure.Series.Any(s => HasPoint(figure, s))
            ? figure
            : throw Fault(figure, "has no point that can be drawn: every value is NaN, infinite or, on a log axis, zero.");
    }

    /// <summary>An exception about a figure.</summary>
    internal static ArgumentException Fault(FigureData figure, FormattableString what) => Fault(figure.Id, what);

    /// <summary>An exception about the figure with an id.</summary>
    internal static ArgumentException Fault(string figure, FormattableString what) =>
        new($"Figure '{figure}' {what.ToString(CultureInfo.InvariantCulture)}");

    private static ArgumentException Fault(FigureData figure, string what) => new($"Figure '{figure.Id}' {what}");

    private static void CheckLog(FigureData figure, AxisData axis, SeriesData series, IEnumerable<double> values, string name)
    {
        // A zero may come of underflow, which is just what a lesson shows; a negative number is a mistake.
        if (axis.Log && values.FirstOrDefault(static v => v < 0) is var value and < 0)
        {
            throw Fault(figure, $"has the negative {name} value {value} in series '{series.Name}', which a log axis cannot show; use a linear axis or absolute values.");
        }
    }

    private static bool HasPoint(FigureData figure, SeriesData series) =>
        series.X.Zip(series.Y).Any(p => Drawable(p.First, figure.X) && Drawable(p.Second, figure.Y));

    private static bool Drawable(double value, AxisData axis) => Math.Abs(value) <= Greatest && (!axis.Log || value >= Smallest);

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Kebab();
}
