using Course.Figures.Data;

namespace Course.Figures.Rendering;

public static class FigureSvg
{
    public static string Render(FigureData figure, FigureLabels labels) => "<svg/>";
    public static string RenderStandalone(FigureData figure, FigureLabels labels) => "<svg/>";
}
