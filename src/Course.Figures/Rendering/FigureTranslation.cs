using System.Collections.Immutable;
using Course.Figures.Data;

namespace Course.Figures.Rendering;

/// <summary>Puts the words of one language into a figure.</summary>
public static class FigureTranslation
{
    /// <summary>The figure with these labels. Lists shorter than what they name leave the rest as it is; longer ones are cut.</summary>
    public static FigureData Apply(this FigureLabels labels, FigureData figure)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(figure);
        return figure with
        {
            X = figure.X with { Label = labels.X ?? figure.X.Label },
            Y = figure.Y with { Label = labels.Y ?? figure.Y.Label },
            Series = [.. figure.Series.Select((s, i) => s with { Name = At(labels.Series, i) ?? s.Name })],
            Categories = [.. figure.Categories.Select((c, i) => At(labels.Categories, i) ?? c)],
        };
    }

    private static string? At(ImmutableArray<string> names, int index) => !names.IsDefault && index < names.Length ? names[index] : null;
}
