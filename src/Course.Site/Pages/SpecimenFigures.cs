using System.Collections.Immutable;
using Course.Figures.Data;

namespace Course.Site.Pages;

/// <summary>One figure of each kind, with as many series as the palette has colours.</summary>
internal static class SpecimenFigures
{
    private static readonly ImmutableArray<double> Steps = [.. Enumerable.Range(1, 20).Select(static x => (double)x)];
    private static readonly ImmutableArray<string> Names = ["alpha", "beta", "gamma", "delta"];

    public static ImmutableArray<FigureData> All { get; } =
    [
        new("lines", FigureKind.Lines, new("step", false), new("loss", true), [.. Enumerable.Range(1, 6).Select(static n =>
            new SeriesData($"run {n}", Steps, [.. Steps.Select(x => Math.Exp(-x * n / 20))]))], []),
        new("scatter", FigureKind.Scatter, new("width", false), new("norm", false), [new("norm", Steps, [.. Steps.Select(static x => x % 7 + x / 4)])], []),
        new("bars", FigureKind.Bars, new("", false), new("accuracy", false), [new("train", [1, 2, 3, 4], [0.9, 0.8, 0.7, 0.95]), new("test", [1, 2, 3, 4], [0.8, 0.7, 0.65, 0.7])], Names),
        new("heatmap", FigureKind.Heatmap, new("predicted", false), new("true", false), [.. Names.Select(static (name, row) =>
            new SeriesData(name, [1, 2, 3, 4], [.. Enumerable.Range(0, 4).Select(column => column == row ? 0.9 : 0.1 * (row + column) / 2)]))], Names),
    ];
}
