using Course.Figures.Building;
using Course.Figures.Data;
using OxyPlot;

namespace Course.Figures.Rendering;

/// <summary>
/// Draws figures as SVG. The picture has no size of its own (a view box, so that the page scales it), no background, no
/// fonts and no style sheet: colours are presentation attributes with the page's custom properties, so that
/// one picture serves light and dark themes and a content security policy that forbids inline styles.
/// Properties: --figure-text, --figure-grid, --figure-1 to --figure-6, and if wanted --figure-heat and
/// --figure-heat-negative (else --figure-1 and --figure-2).
/// The same input gives the same bytes.
/// </summary>
public static class FigureSvg
{
    /// <summary>Width of the view box, in its own units.</summary>
    public const int Width = 520;

    /// <summary>Height of the view box.</summary>
    public const int Height = 340;

    /// <summary>Draws a figure for a page. The picture is hidden from assistive technology: the page's alt text and data table speak for it.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="labels">Its words in the page's language.</param>
    /// <returns>An svg element, to be put into HTML as it is.</returns>
    public static string Render(FigureData figure, FigureLabels labels) => Draw(figure, labels, standalone: false);

    /// <summary>Draws a figure as a file of its own: light colours, white background.</summary>
    public static string RenderStandalone(FigureData figure, FigureLabels labels) => Draw(figure, labels, standalone: true);

    // The plot library subtracts and divides: beyond these bounds a range would be infinite or zero. The data keep the numbers.
    private static FigureData WithinReach(FigureData figure) => figure with
    {
        Series = [.. figure.Series.Select(static s => s with { X = [.. s.X.Select(WithinReach)], Y = [.. s.Y.Select(WithinReach)] })],
    };

    private static double WithinReach(double value) => Math.Abs(value) switch
    {
        > FigureRules.Greatest => double.NaN,
        < FigureRules.Smallest => 0,
        _ => value,
    };

    private static string Draw(FigureData figure, FigureLabels labels, bool standalone)
    {
        var translated = WithinReach(labels.Apply(figure));
        var canvas = new SvgCanvas(new FigurePaint(standalone));
        var plot = PlotBuilder.Build(translated);
        ((IPlotModel)plot).Update(updateData: true);
        ((IPlotModel)plot).Render(canvas, new OxyRect(0, 0, Width, Height));
        if (plot.GetLastPlotException() is { } e) throw new InvalidOperationException($"Figure '{figure.Id}' cannot be drawn.", e);

        // The label stands above the axis, not turned beside it: it stays readable on a phone, in Korean above all.
        var (label, size) = AxisLabel.Of(translated.Y);
        canvas.DrawText(
            new ScreenPoint(6, 2), label, FigurePaint.Text, "", size, 400, 0, HorizontalAlignment.Left, VerticalAlignment.Top, null);
        return canvas.ToSvg(Width, Height, PlotBuilder.FontSize, standalone);
    }
}
