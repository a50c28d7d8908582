using Course.Figures.Data;

namespace Course.Figures.Rendering;

/// <summary>Fits the label of an axis into the picture: on several lines, then in smaller type.</summary>
internal static class AxisLabel
{
    private const double Room = FigureSvg.Width - 30;

    /// <summary>The label with its line breaks, and its font size.</summary>
    internal static (string Text, double FontSize) Of(AxisData axis)
    {
        // A label of many lines would leave the plot no room, and a word can be wider than the picture.
        var size = PlotBuilder.FontSize;
        string text;
        do
        {
            text = TextMetrics.Wrap(axis.Label, size, Room);
            if (text.Count(static c => c == '\n') < 2 && (text.Length == 0 || TextMetrics.Width(text, size) <= Room)) break;
            size--;
        }
        while (size > PlotBuilder.SmallestFontSize);

        return (text, size);
    }

    /// <summary>Height of the label, in units of the view box.</summary>
    internal static double Height(AxisData axis)
    {
        var (text, size) = Of(axis);
        return text.Length == 0 ? 0 : (text.Count(static c => c == '\n') + 1) * TextMetrics.LineHeight * size;
    }
}
