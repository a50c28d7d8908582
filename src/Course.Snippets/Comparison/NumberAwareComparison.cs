using System.Collections.Immutable;
using System.Globalization;
using Course.Snippets.Records;

namespace Course.Snippets.Comparison;

/// <summary>Says how today's result differs from the recorded one, numbers that agree left out.</summary>
public static class NumberAwareComparison
{
    /// <summary>Compares two records of one snippet.</summary>
    /// <param name="recorded">The record.</param>
    /// <param name="now">What the snippet did today.</param>
    /// <param name="tolerance">
    /// Relative tolerance for all numbers; null: printed numbers must agree in the digits that the record shows
    /// (integers exactly), figures' data within a thousandth. Shapes and behaviours are exact whatever it is.
    /// </param>
    /// <returns>Differences, empty when the results agree.</returns>
    public static ImmutableArray<Difference> Compare(SnippetRecord recorded, SnippetRecord now, double? tolerance)
    {
        var found = new DifferenceList(tolerance);
        CompareBehaviours(recorded, now, found);
        CompareOutputs(recorded.Outputs, now.Outputs, found);
        foreach (var name in recorded.Values.Keys.Union(now.Values.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            found.Texts($"value {name}", recorded.Values.GetValueOrDefault(name), now.Values.GetValueOrDefault(name));
        }

        return found.All;
    }

    private static void CompareBehaviours(SnippetRecord recorded, SnippetRecord now, DifferenceList found)
    {
        var (before, after) = (recorded.Ending, now.Ending);
        found.Same(DifferenceKind.Behaviour, "how it ends", InWords(before), InWords(after));
        // Where it ended otherwise, that says all: another message would be its echo.
        if (before.Kind == after.Kind && before.Exception == after.Exception) found.Texts("the exception's message", before.Message, after.Message);
        found.Same(DifferenceKind.Behaviour, "what the compiler and the analyzers report", Findings(recorded), Findings(now));
    }

    private static string InWords(Ending ending) => ending.Kind switch
    {
        EndingKind.Completed => "it runs to its end",
        EndingKind.Threw => $"it throws {ending.Exception}",
        EndingKind.Compiled => "it is compiled and not run",
        EndingKind.Rejected => "it does not compile",
        _ => "it is neither compiled nor run",
    };

    private static string? Findings(SnippetRecord record) => record.Compiler.IsDefaultOrEmpty ? null : string.Join(", ", record.Compiler
        .Select(static f => string.Create(CultureInfo.InvariantCulture, $"{f.Id} at line {f.Line}")).Order(StringComparer.Ordinal));

    /// <summary>
    /// Holds each output against its counterpart: tables and figures by their ids, texts in their order, so that one
    /// that is missing does not make all after it differ.
    /// </summary>
    private static void CompareOutputs(ImmutableArray<OutputPart> recorded, ImmutableArray<OutputPart> now, DifferenceList found)
    {
        var (before, after) = (Named(recorded), Named(now));
        foreach (var (name, part) in before)
        {
            if (after.FirstOrDefault(a => a.Name == name).Part is { } counterpart) Compare(part, counterpart, found);
            else found.Add(DifferenceKind.Shape, "the outputs", name, null);
        }

        foreach (var (name, _) in after.Where(a => before.All(b => b.Name != a.Name))) found.Add(DifferenceKind.Shape, "the outputs", null, name);
        var (order, orderNow) = (before.Select(static o => o.Name), after.Select(static o => o.Name));
        if (order.Order(StringComparer.Ordinal).SequenceEqual(orderNow.Order(StringComparer.Ordinal)))
        {
            found.Same(DifferenceKind.Shape, "the order of the outputs", string.Join(", ", order), string.Join(", ", orderNow));
        }
    }

    private static List<(string Name, OutputPart Part)> Named(ImmutableArray<OutputPart> outputs)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. outputs.Select(part =>
        {
            var name = part switch
            {
                TextOutput { IsError: true } => "error text",
                TextOutput => "text",
                TableOutput { Table.Id: { } id } => $"table {id}",
                TableOutput => "table",
                FigureOutput figure => $"figure {figure.Figure.Id}",
                _ => "output",
            };
            var count = counts[name] = counts.GetValueOrDefault(name) + 1;
            return (count == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} ({count})"), part);
        })];
    }

    private static void Compare(OutputPart before, OutputPart after, DifferenceList found)
    {
        switch (before, after)
        {
            case (TextOutput a, TextOutput b): LineComparison.Compare(a.Text, b.Text, found); break;
            case (TableOutput a, TableOutput b): TableComparison.Compare(a.Table, b.Table, found); break;
            case (FigureOutput a, FigureOutput b): FigureComparison.Compare(a.Figure, b.Figure, found); break;
        }
    }
}
