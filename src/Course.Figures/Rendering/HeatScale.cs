using OxyPlot;
using OxyPlot.Axes;

namespace Course.Figures.Rendering;

/// <summary>
/// The scale beside a heat map. Draws itself: the library's own lets its steps overlap, which shows as stripes
/// where the steps are transparent.
/// </summary>
internal sealed class HeatScale : LinearColorAxis
{
    private const double Thickness = 12;
    private const double Distance = 4;

    internal HeatScale()
    {
        Position = AxisPosition.Right;
        InvalidNumberColor = OxyColors.Transparent;
        TextColor = TicklineColor = AxislineColor = FigurePaint.Text;
        FontSize = PlotBuilder.FontSize;
        LabelFormatter = AxisBuilder.Number;
        IntervalLength = 48;
        AxisDistance = 8;
        // What the library keeps free for ticks is the room that the bar takes.
        TickStyle = TickStyle.Outside;
        MajorTickSize = Thickness + Distance;
        MinorTickSize = 0;
    }

    public override void Render(IRenderContext rc, int pass)
    {
        if (pass != 0) return;
        var area = PlotModel.PlotArea;
        var left = area.Right + AxisDistance;
        var height = area.Height / Palette.Colors.Count;
        for (var i = 0; i < Palette.Colors.Count; i++)
        {
            rc.DrawRectangle(
                new OxyRect(left, area.Bottom - (i + 1) * height, Thickness, height),
                Palette.Colors[i], OxyColors.Undefined, 0, EdgeRenderingMode.Automatic);
        }

        GetTickValues(out _, out var ticks, out _);
        foreach (var tick in ticks)
        {
            var y = Transform(tick);
            if (y < area.Top - 1 || y > area.Bottom + 1) continue;
            rc.DrawText(
                new ScreenPoint(left + Thickness + Distance, y), FormatValue(tick), TextColor,
                horizontalAlignment: HorizontalAlignment.Left, verticalAlignment: VerticalAlignment.Middle,
                fontSize: FontSize, fontFamily: "", fontWeight: 400);
        }
    }
}
