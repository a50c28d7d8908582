using Course.Figures.Data;

namespace Course.Figures.Rendering;

/// <summary>A figure's data as comma-separated values (RFC 4180, but with <c>\n</c> line ends).</summary>
public static class FigureCsv
{
    /// <summary>Writes the table that <see cref="FigureTables"/> makes.</summary>
    public static string Write(FigureData figure, FigureLabels labels)
    {
        var table = FigureTables.Of(figure, labels);
        return string.Concat(table.Rows.Prepend(table.Columns).Select(static row => string.Join(',', row.Select(Field)) + "\n"));
    }

    private static string Field(string text) =>
        text.AsSpan().IndexOfAny(",\"\n\r") >= 0 ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text;
}
