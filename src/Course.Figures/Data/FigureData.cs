using System.Collections.Immutable;

namespace Course.Figures.Data;

/// <summary>The kinds of figure that lessons need.</summary>
public enum FigureKind
{
    /// <summary>Points joined by lines.</summary>
    Lines,

    /// <summary>Points alone.</summary>
    Scatter,

    /// <summary>One bar a category and series.</summary>
    Bars,

    /// <summary>Counts per bin; the bins are computed when the figure is made, and only they are kept.</summary>
    Histogram,

    /// <summary>A matrix of values as colours.</summary>
    Heatmap,
}

/// <summary>What a snippet drew: data and labels in the source language, no pixels.</summary>
/// <param name="Id">Id by which markdown refers to it, unique in the lesson.</param>
/// <param name="Kind">Kind of figure.</param>
/// <param name="X">Horizontal axis.</param>
/// <param name="Y">Vertical axis.</param>
/// <param name="Series">The series; for a heat map one series a row, its values in <c>Y</c>.</param>
/// <param name="Categories">Names along the horizontal axis of bars and heat maps; empty otherwise.</param>
public sealed record FigureData(
    string Id, FigureKind Kind, AxisData X, AxisData Y,
    ImmutableArray<SeriesData> Series, ImmutableArray<string> Categories);

/// <summary>An axis.</summary>
/// <param name="Label">What it measures, with its unit.</param>
/// <param name="Log">Whether it is logarithmic.</param>
public sealed record AxisData(string Label, bool Log);

/// <summary>A named run of points; <paramref name="X"/> and <paramref name="Y"/> have the same length. NaN is a gap.</summary>
public sealed record SeriesData(string Name, ImmutableArray<double> X, ImmutableArray<double> Y);

/// <summary>A table that a snippet printed; every cell as the text that is shown.</summary>
/// <param name="Id">Id, unique in the lesson, or null.</param>
/// <param name="Columns">Headings.</param>
/// <param name="Rows">Rows, each as long as <paramref name="Columns"/>.</param>
public sealed record TableData(string? Id, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows);

/// <summary>A figure's words in one language; null leaves the snippet's own.</summary>
/// <param name="X">Label of the horizontal axis.</param>
/// <param name="Y">Label of the vertical axis.</param>
/// <param name="Series">Names of the series, in order; empty leaves all.</param>
/// <param name="Categories">Names of the categories, in order; empty leaves all.</param>
public sealed record FigureLabels(string? X, string? Y, ImmutableArray<string> Series, ImmutableArray<string> Categories)
{
    /// <summary>The snippet's own words.</summary>
    public static FigureLabels Own { get; } = new(null, null, [], []);
}
