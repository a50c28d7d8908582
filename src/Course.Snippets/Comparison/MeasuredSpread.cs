using System.Collections.Immutable;
using Course.Snippets.Records;

namespace Course.Snippets.Comparison;

/// <summary>How far a snippet's results lie apart over several runs, such as runs under other seeds.</summary>
/// <param name="Widest">The difference, beyond the digits shown, that is the greatest relative to its number; null where all runs agree.</param>
/// <param name="Tolerance">
/// The least of the tolerances 1, 2 and 5 times a power of ten under which all runs agree with the record; 0 where they
/// agree anyway, null where none up to 1 makes them agree.
/// </param>
/// <param name="Otherwise">What no tolerance could excuse: another text, shape or behaviour.</param>
public sealed record MeasuredSpread(Difference? Widest, double? Tolerance, Difference? Otherwise)
{
    private static readonly ImmutableArray<double?> Ladder =
        [null, .. from power in Enumerable.Range(-6, 6) from step in new[] { 1, 2, 5 } select (double?)(step / Math.Pow(10, -power)), 1];

    /// <summary>Measures runs against a record.</summary>
    public static MeasuredSpread Of(SnippetRecord recorded, IReadOnlyCollection<SnippetRecord> runs)
    {
        var widest = Differences(null).Where(static d => !d.Numbers.IsEmpty).MaxBy(static d => d.Numbers.Max(static n => n.Relative));
        foreach (var step in Ladder)
        {
            if (!Differences(step).Any()) return new(widest, step ?? 0, null);
        }

        return new(widest, null, Differences(1).First());

        IEnumerable<Difference> Differences(double? tolerance) => runs.SelectMany(run => NumberAwareComparison.Compare(recorded, run, tolerance));
    }
}
