using OxyPlot;

namespace Course.Figures.Rendering;

/// <summary>
/// The colours of figures. The plot library knows numbers only, so every role has a number of its own, which is turned
/// into the page's custom property when it is written.
/// </summary>
internal sealed class FigurePaint(bool standalone)
{
    internal static readonly OxyColor Text = OxyColor.FromRgb(1, 0, 0);
    internal static readonly OxyColor Grid = OxyColor.FromRgb(2, 0, 0);
    internal static readonly OxyColor Heat = OxyColor.FromRgb(3, 0, 0);
    internal static readonly OxyColor HeatNegative = OxyColor.FromRgb(4, 0, 0);
    internal static readonly OxyColor Paper = OxyColor.FromRgb(5, 0, 0);
    internal const int SeriesColours = 6;
    private const int FirstSeries = 10;

    // Apart in lightness as well as in hue, and dark enough to be read as lines on white.
    private static readonly (string Name, string Default)[] SeriesRoles =
        [("1", "#1f5fa8"), ("2", "#c8500a"), ("3", "#1d7a3e"), ("4", "#8a3ea0"), ("5", "#8f6400"), ("6", "#0f7585")];

    /// <summary>The colour of the series at an index.</summary>
    internal static OxyColor Series(int index) => OxyColor.FromRgb((byte)(FirstSeries + index % SeriesColours), 0, 0);

    /// <summary>The paint as an attribute's value.</summary>
    internal string Of(OxyColor colour) => colour.R switch
    {
        1 => Property("text", standalone ? "#1a1a1a" : "currentColor"),
        2 => Property("grid", standalone ? "#d9d9d9" : "#88888850"),
        3 => Property("heat", Of(Series(0))),
        4 => Property("heat-negative", Of(Series(1))),
        5 => Property("paper", standalone ? "#ffffff" : "Canvas"),
        >= FirstSeries and < FirstSeries + SeriesColours => Property(SeriesRoles[colour.R - FirstSeries].Name, SeriesRoles[colour.R - FirstSeries].Default),
        _ => throw new ArgumentOutOfRangeException(nameof(colour), colour.ToString(), "No role of a figure."),
    };

    // The default keeps a figure legible in a page whose style sheet knows nothing of figures.
    private string Property(string name, string otherwise) => standalone ? otherwise : $"var(--figure-{name},{otherwise})";
}
