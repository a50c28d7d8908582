using System.Collections.Immutable;
using System.Globalization;
using Course.Figures.Building;
using Course.Figures.Data;
using Course.Figures.Home;
using Course.Figures.Hosting;

namespace Course.Figures;

/// <summary>
/// What a lesson's code calls to show something. In the course's build it is recorded for the page; in an ordinary program
/// tables are printed and figures are saved as <c>id.svg</c> in the current directory.
/// </summary>
public static class Show
{
    /// <summary>Points joined by lines.</summary>
    /// <param name="id">Id by which the text refers to the figure; kebab-case, unique in the lesson.</param>
    /// <param name="x">Horizontal axis: a label, or <see cref="Axis.Log"/>.</param>
    /// <param name="y">Vertical axis.</param>
    /// <param name="series">One or more <c>("name", xs, ys)</c>, or <c>("name", ys)</c> to count x from 0.</param>
    /// <exception cref="ArgumentException">The id or the data cannot be shown; the message says why.</exception>
    public static void Lines(string id, Axis x, Axis y, params IEnumerable<Series> series) =>
        Figure(FigureBuilder.OfPoints(FigureKind.Lines, id, x, y, series));

    /// <summary>Points alone.</summary>
    /// <inheritdoc cref="Lines"/>
    public static void Scatter(string id, Axis x, Axis y, params IEnumerable<Series> series) =>
        Figure(FigureBuilder.OfPoints(FigureKind.Scatter, id, x, y, series));

    /// <summary>One bar a category and series.</summary>
    /// <param name="id">Id by which the text refers to the figure; kebab-case, unique in the lesson.</param>
    /// <param name="x">What the categories are.</param>
    /// <param name="y">What the bars measure.</param>
    /// <param name="categories">Categories along the horizontal axis: names or numbers.</param>
    /// <param name="series">One or more <c>("name", values)</c>, one value a category.</param>
    /// <exception cref="ArgumentException">The id or the data cannot be shown; the message says why.</exception>
    public static void Bars<T>(string id, Axis x, Axis y, IEnumerable<T> categories, params IEnumerable<Series> series) =>
        Figure(FigureBuilder.OfBars(id, x, y, categories, series));

    /// <summary>How many values lie in each of a number of equally wide bins.</summary>
    /// <param name="id">Id by which the text refers to the figure; kebab-case, unique in the lesson.</param>
    /// <param name="x">What the values are.</param>
    /// <param name="values">The values, at most 20,000; only the counts are kept.</param>
    /// <param name="bins">Number of bins, 1 to 1000.</param>
    /// <param name="y">Vertical axis; <c>count</c> unless given.</param>
    /// <exception cref="ArgumentException">The id or the data cannot be shown; the message says why.</exception>
    public static void Histogram(string id, Axis x, IEnumerable<double> values, int bins = 20, Axis? y = null) =>
        Figure(FigureBuilder.OfHistogram(id, x, y, [Series.Of("", values)], bins));

    /// <inheritdoc cref="Histogram(string, Axis, IEnumerable{double}, int, Axis?)"/>
    public static void Histogram(string id, Axis x, IEnumerable<float> values, int bins = 20, Axis? y = null) =>
        Figure(FigureBuilder.OfHistogram(id, x, y, [Series.Of("", values)], bins));

    /// <inheritdoc cref="Histogram(string, Axis, IEnumerable{double}, int, Axis?)"/>
    public static void Histogram(string id, Axis x, IEnumerable<int> values, int bins = 20, Axis? y = null) =>
        Figure(FigureBuilder.OfHistogram(id, x, y, [Series.Of("", values)], bins));

    /// <summary>Several distributions in the same bins.</summary>
    /// <param name="id">Id by which the text refers to the figure; kebab-case, unique in the lesson.</param>
    /// <param name="x">What the values are.</param>
    /// <param name="y">Vertical axis, such as <c>"count"</c>.</param>
    /// <param name="bins">Number of bins, 1 to 1000.</param>
    /// <param name="series">Two or more <c>("name", values)</c>.</param>
    /// <exception cref="ArgumentException">The id or the data cannot be shown; the message says why.</exception>
    public static void Histogram(string id, Axis x, Axis y, int bins, params IEnumerable<Series> series) =>
        Figure(FigureBuilder.OfHistogram(id, x, y, series, bins));

    /// <summary>A matrix of values as colours; the first row is drawn at the top.</summary>
    /// <param name="id">Id by which the text refers to the figure; kebab-case, unique in the lesson.</param>
    /// <param name="x">What the columns are.</param>
    /// <param name="y">What the rows are.</param>
    /// <param name="matrix">Values by row and column.</param>
    /// <param name="rows">Names of the rows; 0, 1, 2, … unless given.</param>
    /// <param name="columns">Names of the columns; 0, 1, 2, … unless given.</param>
    /// <exception cref="ArgumentException">The id or the data cannot be shown; the message says why.</exception>
    public static void Heatmap(
        string id, Axis x, Axis y, double[,] matrix, IEnumerable<string>? rows = null, IEnumerable<string>? columns = null) =>
        Figure(FigureBuilder.OfHeatmap(id, x, y, Matrix(id, matrix), rows, columns));

    /// <inheritdoc cref="Heatmap(string, Axis, Axis, double[,], IEnumerable{string}?, IEnumerable{string}?)"/>
    public static void Heatmap(
        string id, Axis x, Axis y, float[,] matrix, IEnumerable<string>? rows = null, IEnumerable<string>? columns = null) =>
        Figure(FigureBuilder.OfHeatmap(id, x, y, Matrix(id, matrix), rows, columns));

    /// <inheritdoc cref="Heatmap(string, Axis, Axis, double[,], IEnumerable{string}?, IEnumerable{string}?)"/>
    public static void Heatmap(
        string id, Axis x, Axis y, IEnumerable<IEnumerable<double>> matrix, IEnumerable<string>? rows = null, IEnumerable<string>? columns = null) =>
        Figure(FigureBuilder.OfHeatmap(id, x, y, Matrix(id, matrix), rows, columns));

    /// <inheritdoc cref="Heatmap(string, Axis, Axis, double[,], IEnumerable{string}?, IEnumerable{string}?)"/>
    public static void Heatmap(
        string id, Axis x, Axis y, IEnumerable<IEnumerable<float>> matrix, IEnumerable<string>? rows = null, IEnumerable<string>? columns = null) =>
        Figure(FigureBuilder.OfHeatmap(id, x, y, Matrix(id, matrix), rows, columns));

    /// <summary>A table.</summary>
    /// <param name="id">Id of the table; kebab-case, unique in the lesson.</param>
    /// <param name="columns">Headings.</param>
    /// <param name="rows">Rows, each an array or a tuple of cells; numbers are written in the invariant culture.</param>
    /// <exception cref="ArgumentException">The id or the rows cannot be shown; the message says why.</exception>
    public static void Table<TRow>(string id, IEnumerable<string> columns, IEnumerable<TRow> rows) =>
        Table(Cells.Table(id, columns, rows));

    /// <inheritdoc cref="Table{TRow}(string, IEnumerable{string}, IEnumerable{TRow})"/>
    public static void Table(string id, IEnumerable<string> columns, IEnumerable<object?[]> rows) =>
        Table(Cells.Table(id, columns, rows));

    /// <summary>Records a number that the text quotes as <c>{value:name}</c>. Prints nothing.</summary>
    /// <param name="name">Name; kebab-case, unique in the lesson.</param>
    /// <param name="value">The number.</param>
    /// <param name="format">Format, such as <c>"F3"</c>; invariant culture.</param>
    /// <exception cref="ArgumentException">The name is not kebab-case.</exception>
    public static void Value(string name, IFormattable value, string? format = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value(name, value.ToString(format, CultureInfo.InvariantCulture));
    }

    /// <summary>Records words that the text quotes as <c>{value:name}</c>. Prints nothing.</summary>
    /// <exception cref="ArgumentException">The name is not kebab-case, or the words are longer than 200 characters.</exception>
    public static void Value(string name, string text)
    {
        FigureRules.CheckId(name, "value");
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > 200) throw new ArgumentException($"The value '{name}' has {text.Length} characters; it is quoted in a sentence, so keep it under 200.");
        SessionEvents.Sink?.Value(name, text.ReplaceLineEndings(" "));
    }

    private static void Table(TableData table)
    {
        if (SessionEvents.Sink is { } sink) sink.Table(table);
        else HomeOutput.Print(table);
    }

    private static void Figure(FigureData figure)
    {
        if (SessionEvents.Sink is { } sink) sink.Figure(figure);
        else HomeOutput.Save(figure);
    }

    private static ImmutableArray<ImmutableArray<double>> Matrix<T>(string id, T[,] matrix)
        where T : struct, IConvertible =>
        matrix is null ? throw FigureRules.Fault(id, $"has no matrix (null).")
        : [.. Enumerable.Range(0, matrix.GetLength(0)).Select(row =>
            Numbers.Of(Enumerable.Range(0, matrix.GetLength(1)).Select(column => matrix[row, column]), id))];

    private static ImmutableArray<ImmutableArray<double>> Matrix<T>(string id, IEnumerable<IEnumerable<T>> matrix)
        where T : struct, IConvertible =>
        matrix is null ? throw FigureRules.Fault(id, $"has no matrix (null).")
        : [.. matrix.Take(Numbers.MostPoints + 1).Select(row => Numbers.Of(row, id))];
}
