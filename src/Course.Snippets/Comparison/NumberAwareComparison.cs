using System.Collections.Immutable;
using System.Globalization;
using Course.Figures.Data;
using Course.Snippets.Records;

namespace Course.Snippets.Comparison;

/// <summary>Says in words how today's result differs from the recorded one, numbers that agree left out.</summary>
public static class NumberAwareComparison
{
    // A figure's data show no digits of their own; a thousandth is less than a line is wide.
    private const double FigureTolerance = 1e-3;

    /// <summary>Compares two records of one snippet.</summary>
    /// <param name="recorded">The record.</param>
    /// <param name="now">What the snippet did today.</param>
    /// <param name="tolerance">
    /// Relative tolerance for all numbers; null: printed numbers must agree in the digits that the record shows
    /// (integers exactly), figures' data within a thousandth.
    /// </param>
    /// <returns>Differences, empty when the results agree.</returns>
    public static ImmutableArray<string> Compare(SnippetRecord recorded, SnippetRecord now, double? tolerance)
    {
        var found = new List<string>();
        CompareEndings(recorded.Ending, now.Ending, tolerance, found);
        if (recorded.Outputs.Length != now.Outputs.Length) found.Add(Line($"there were {recorded.Outputs.Length} outputs, now {now.Outputs.Length}"));
        foreach (var (before, after) in recorded.Outputs.Zip(now.Outputs)) CompareOutputs(before, after, tolerance, found);
        foreach (var name in recorded.Values.Keys.Union(now.Values.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            CompareTexts($"value {name}", recorded.Values.GetValueOrDefault(name), now.Values.GetValueOrDefault(name), tolerance, found);
        }

        var (ids, idsNow) = (Ids(recorded), Ids(now));
        if (ids != idsNow) found.Add($"the compiler reported {Quoted(ids)}, now {Quoted(idsNow)}");
        return [.. found];
    }

    private static void CompareEndings(Ending before, Ending after, double? tolerance, List<string> found)
    {
        if (before.Kind != after.Kind) found.Add($"it ended as {before.Kind}, now as {after.Kind}");
        CompareTexts("exception", before.Exception, after.Exception, tolerance, found);
        CompareTexts("exception's message", before.Message, after.Message, tolerance, found);
    }

    private static void CompareOutputs(OutputPart before, OutputPart after, double? tolerance, List<string> found)
    {
        switch (before, after)
        {
            case (TextOutput a, TextOutput b) when a.IsError == b.IsError: CompareLines(a.Text, b.Text, tolerance, found); break;
            case (TableOutput a, TableOutput b): CompareTables(a.Table, b.Table, tolerance, found); break;
            case (FigureOutput a, FigureOutput b): CompareFigures(a.Figure, b.Figure, tolerance, found); break;
            default: found.Add($"{Name(before)} became {Name(after)}"); break;
        }
    }

    private static void CompareLines(string before, string after, double? tolerance, List<string> found)
    {
        var (lines, linesNow) = (before.Split('\n'), after.Split('\n'));
        if (lines.Length != linesNow.Length) found.Add(Line($"it printed {lines.Length} lines, now {linesNow.Length}"));
        for (var i = 0; i < Math.Min(lines.Length, linesNow.Length); i++)
        {
            CompareTexts(Line($"line {i + 1}"), lines[i], linesNow[i], tolerance, found);
        }
    }

    private static void CompareTables(TableData before, TableData after, double? tolerance, List<string> found)
    {
        var name = before.Id is null ? "the table" : $"table {before.Id}";
        if (before.Id != after.Id) found.Add($"{name} is now {after.Id ?? "without an id"}");
        if (!before.Columns.SequenceEqual(after.Columns)) found.Add($"the columns of {name} were {string.Join(" | ", before.Columns)}, now {string.Join(" | ", after.Columns)}");
        if (before.Rows.Length != after.Rows.Length) found.Add(Line($"{name} had {before.Rows.Length} rows, now {after.Rows.Length}"));
        for (var row = 0; row < Math.Min(before.Rows.Length, after.Rows.Length); row++)
        {
            var (cells, cellsNow) = (before.Rows[row], after.Rows[row]);
            if (cells.Length != cellsNow.Length) found.Add(Line($"row {row + 1} of {name} had {cells.Length} cells, now {cellsNow.Length}"));
            for (var i = 0; i < Math.Min(cells.Length, cellsNow.Length); i++)
            {
                var column = i < before.Columns.Length ? before.Columns[i] : Line($"{i + 1}");
                CompareTexts(Line($"{name}, row {row + 1}, {column}"), cells[i], cellsNow[i], tolerance, found);
            }
        }
    }

    private static void CompareFigures(FigureData before, FigureData after, double? tolerance, List<string> found)
    {
        var name = $"figure {before.Id}";
        if (before.Id != after.Id || before.Kind != after.Kind) found.Add($"{name} ({before.Kind}) is now {after.Id} ({after.Kind})");
        if (before.X != after.X || before.Y != after.Y) found.Add($"the axes of {name} changed");
        if (!before.Categories.SequenceEqual(after.Categories)) found.Add($"the categories of {name} changed");
        if (!before.Series.Select(static s => s.Name).SequenceEqual(after.Series.Select(static s => s.Name)))
        {
            found.Add($"the series of {name} were {string.Join(", ", before.Series.Select(static s => s.Name))}, now {string.Join(", ", after.Series.Select(static s => s.Name))}");
            return;
        }

        foreach (var (a, b) in before.Series.Zip(after.Series))
        {
            ComparePoints($"{name}, {a.Name}, x", a.X, b.X, before.X.Log, tolerance, found);
            ComparePoints($"{name}, {a.Name}, y", a.Y, b.Y, before.Y.Log, tolerance, found);
        }
    }

    // On a linear axis a value near zero is judged by the size of its series, on a logarithmic one by its own.
    private static void ComparePoints(
        string name, ImmutableArray<double> before, ImmutableArray<double> after, bool log, double? tolerance, List<string> found)
    {
        if (before.Length != after.Length)
        {
            found.Add(Line($"{name} had {before.Length} values, now {after.Length}"));
            return;
        }

        var size = log ? 0 : before.Concat(after).Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();
        var apart = Enumerable.Range(0, before.Length).Where(i => !Agree(before[i], after[i], size, tolerance ?? FigureTolerance)).ToArray();
        if (apart.Length == 0) return;
        var first = apart[0];
        found.Add(Line($"{name}: {apart.Length} of {before.Length} values differ, the first (number {first + 1}) was {before[first]:G6}, now {after[first]:G6}"));
    }

    private static bool Agree(double before, double after, double size, double tolerance)
    {
        if (before.Equals(after) || before == after) return true;
        if (!double.IsFinite(before) || !double.IsFinite(after)) return false;
        return Math.Abs(before - after) <= tolerance * Math.Max(size, Math.Max(Math.Abs(before), Math.Abs(after)));
    }

    private static void CompareTexts(string what, string? before, string? after, double? tolerance, List<string> found)
    {
        if (before == after || (before is not null && after is not null && NumberAwareText.Agrees(before, after, tolerance))) return;
        found.Add($"{what} was {Quoted(before)}, now {Quoted(after)}");
    }

    private static string Ids(SnippetRecord record) => string.Join(", ", record.Compiler.Select(static f => f.Id).Order(StringComparer.Ordinal));

    private static string Quoted(string? text) => string.IsNullOrEmpty(text) ? "nothing" : $"\"{text}\"";

    private static string Name(OutputPart part) => part switch
    {
        TextOutput { IsError: true } => "error text",
        TextOutput => "text",
        TableOutput => "a table",
        _ => "a figure",
    };

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
