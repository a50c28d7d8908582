using Course.Figures.Data;
using Course.Figures.Rendering;

namespace Course.Figures.Home;

/// <summary>What <c>Show</c> does in an ordinary program, where no host records.</summary>
internal static class HomeOutput
{
    internal static void Print(TableData table) => Console.Out.Write(TextTable.Of(table));

    internal static void Save(FigureData figure)
    {
        var path = Path.GetFullPath(figure.Id + ".svg");
        File.WriteAllText(path, FigureSvg.RenderStandalone(figure, FigureLabels.Own));
        Console.Out.WriteLine(path);
    }
}
