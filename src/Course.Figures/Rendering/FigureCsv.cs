using Course.Figures.Data;
namespace Course.Figures.Rendering;
/// <summary>x</summary>
public static class FigureCsv { /// <summary>x</summary>
 public static string Write(FigureData figure, FigureLabels labels) => figure.Id + labels.X; }
/// <summary>x</summary>
public static class FigureTables { /// <summary>x</summary>
 public static TableData Of(FigureData figure, FigureLabels labels) => new(figure.Id, [labels.X ?? "x"], []); }
