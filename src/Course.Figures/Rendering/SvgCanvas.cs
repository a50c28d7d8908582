using System.Globalization;
using System.Text;
using System.Xml;
using OxyPlot;

namespace Course.Figures.Rendering;

/// <summary>Writes what the plot library draws as SVG elements with presentation attributes only: no styles, no ids, no fonts.</summary>
internal sealed class SvgCanvas(FigurePaint paint) : ClippingRenderContext
{
    private readonly StringBuilder _elements = new();
    private string _shared = "";

    /// <summary>The whole picture.</summary>
    internal string ToSvg(int width, int height, double fontSize, bool standalone)
    {
        Share("");
        var background = standalone ? "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n" : "";
        var root = standalone ? "font-family=\"sans-serif\"" : "class=\"figure-plot\" aria-hidden=\"true\" focusable=\"false\"";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-size=\"{fontSize}\" {root}>\n{background}{_elements}</svg>\n");
    }

    public override void DrawLine(
        IList<ScreenPoint> points, OxyColor stroke, double thickness, EdgeRenderingMode edgeRenderingMode, double[] dashArray, LineJoin lineJoin)
    {
        if (points.Count < 2 || stroke.IsInvisible() || thickness <= 0) return;
        Share($"fill=\"none\"{Stroke(stroke, thickness, dashArray)} stroke-linejoin=\"round\"");
        _elements.Append("<path d=\"").Append(Path(points)).Append("\"/>\n");
    }

    public override void DrawPolygon(
        IList<ScreenPoint> points, OxyColor fill, OxyColor stroke, double thickness, EdgeRenderingMode edgeRenderingMode, double[] dashArray, LineJoin lineJoin)
    {
        if (points.Count < 2) return;
        Share(Fill(fill) + Stroke(stroke, thickness, dashArray));
        _elements.Append("<path d=\"").Append(Path(points)).Append("z\"/>\n");
    }

    public override void DrawRectangle(OxyRect rectangle, OxyColor fill, OxyColor stroke, double thickness, EdgeRenderingMode edgeRenderingMode)
    {
        // What a transparent cell would show is nothing; heat maps leave thousands of such elements out.
        if (fill.IsInvisible() && (stroke.IsInvisible() || thickness <= 0)) return;
        // Cells of a heat map meet without a seam only if their edges are not smoothed.
        var crisp = stroke.IsInvisible() || thickness <= 0 ? " shape-rendering=\"crispEdges\"" : "";
        Share(Colour("fill", fill) + Stroke(stroke, thickness, null) + crisp);
        _elements.Append(CultureInfo.InvariantCulture, $"<rect x=\"{N(rectangle.Left)}\" y=\"{N(rectangle.Top)}\" width=\"{N(rectangle.Width)}\" height=\"{N(rectangle.Height)}\"{Opacity("fill", fill)}/>\n");
    }

    public override void DrawEllipse(OxyRect extents, OxyColor fill, OxyColor stroke, double thickness, EdgeRenderingMode edgeRenderingMode)
    {
        Share(Fill(fill) + Stroke(stroke, thickness, null));
        _elements.Append(CultureInfo.InvariantCulture, $"<ellipse cx=\"{N(extents.Center.X)}\" cy=\"{N(extents.Center.Y)}\" rx=\"{N(extents.Width / 2)}\" ry=\"{N(extents.Height / 2)}\"/>\n");
    }

    public override void DrawText(
        ScreenPoint p, string text, OxyColor fill, string fontFamily, double fontSize, double fontWeight,
        double rotation, HorizontalAlignment horizontalAlignment, VerticalAlignment verticalAlignment, OxySize? maxSize)
    {
        if (string.IsNullOrEmpty(text)) return;
        var anchor = horizontalAlignment switch
        {
            HorizontalAlignment.Left => "",
            HorizontalAlignment.Center => " text-anchor=\"middle\"",
            _ => " text-anchor=\"end\"",
        };
        var lines = text.Split('\n');
        var further = (lines.Length - 1) * TextMetrics.LineHeight;
        // Offsets from the point to the first baseline, instead of dominant-baseline, which renderers place differently.
        var baseline = verticalAlignment switch
        {
            VerticalAlignment.Top => 0.9,
            VerticalAlignment.Middle => 0.35 - further / 2,
            _ => -0.25 - further,
        } * fontSize;
        var turn = rotation == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" transform=\"rotate({N(rotation)} {N(p.X)} {N(p.Y)})\"");
        for (var i = 0; i < lines.Length; i++)
        {
            Text(lines[i], p.X, p.Y + baseline + i * TextMetrics.LineHeight * fontSize, fontSize, anchor, turn, fill);
        }
    }

    public override OxySize MeasureText(string text, string fontFamily, double fontSize, double fontWeight) =>
        string.IsNullOrEmpty(text) ? OxySize.Empty
        : new OxySize(TextMetrics.Width(text, fontSize), (text.Count(static c => c == '\n') + 1) * TextMetrics.LineHeight * fontSize);

    // A nested picture clips to its view port without an id, which would have to be unique in the page.
    protected override void SetClip(OxyRect clippingRectangle)
    {
        Share("");
        var (x, y, width, height) = (N(clippingRectangle.Left), N(clippingRectangle.Top), N(clippingRectangle.Width), N(clippingRectangle.Height));
        _elements.Append(CultureInfo.InvariantCulture, $"<svg x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" viewBox=\"{x} {y} {width} {height}\">\n");
    }

    protected override void ResetClip()
    {
        Share("");
        _elements.Append("</svg>\n");
    }

    private void Text(string text, double x, double y, double size, string anchor, string turn, OxyColor fill)
    {
        Share(Fill(fill));
        var own = Math.Abs(size - PlotBuilder.FontSize) < 0.01 ? "" : $" font-size=\"{N(size)}\"";
        _elements.Append(CultureInfo.InvariantCulture, $"<text x=\"{N(x)}\" y=\"{N(y)}\"{own}{anchor}{turn}>{Escape(text)}</text>\n");
    }

    /// <summary>Opens a group for the attributes that the next element has in common with its neighbours, unless it is open already.</summary>
    private void Share(string attributes)
    {
        if (attributes == _shared) return;
        if (_shared.Length > 0) _elements.Append("</g>\n");
        if (attributes.Length > 0) _elements.Append("<g ").Append(attributes.TrimStart()).Append(">\n");
        _shared = attributes;
    }

    private string Fill(OxyColor colour) => Colour("fill", colour) + Opacity("fill", colour);

    private string Stroke(OxyColor colour, double thickness, double[]? dashes) =>
        colour.IsInvisible() || thickness <= 0 ? ""
        : $" {Colour("stroke", colour)}{Opacity("stroke", colour)} stroke-width=\"{N(thickness)}\""
            + (dashes is { Length: > 0 } ? $" stroke-dasharray=\"{string.Join(' ', dashes.Select(d => N(d * thickness)))}\"" : "");

    private string Colour(string attribute, OxyColor colour) => $"{attribute}=\"{(colour.IsInvisible() ? "none" : paint.Of(colour))}\"";

    private static string Opacity(string attribute, OxyColor colour) =>
        colour.IsInvisible() || colour.A == 255 ? "" : $" {attribute}-opacity=\"{N(colour.A / 255.0)}\"";

    /// <summary>The first point, and from each the way to the next: steps are shorter than places, and alike. Places are rounded before, so that nothing adds up.</summary>
    private static string Path(IList<ScreenPoint> points)
    {
        var path = new StringBuilder();
        var (lastX, lastY) = (0.0, 0.0);
        for (var i = 0; i < points.Count; i++)
        {
            var (x, y) = (Math.Round(points[i].X, 2), Math.Round(points[i].Y, 2));
            path.Append(i switch { 0 => "M", 1 => "l", _ => " " }).Append(N(x - lastX)).Append(' ').Append(N(y - lastY));
            (lastX, lastY) = (x, y);
        }

        // A sign divides numbers as a blank does.
        return path.Replace(" -", "-").ToString();
    }

    private static string N(double value)
    {
        var text = Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    private static string Escape(string text)
    {
        var legal = string.Concat(text.Where((c, i) =>
            XmlConvert.IsXmlChar(c)
            || (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            || (char.IsLowSurrogate(c) && i > 0 && char.IsHighSurrogate(text[i - 1]))));
        return legal.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
    }
}
