using System.Collections.Immutable;
using System.Globalization;

namespace Course.Snippets.Comparison;

/// <summary>What kind of thing differs.</summary>
public enum DifferenceKind
{
    /// <summary>Words, names, labels.</summary>
    Text,

    /// <summary>Numbers that are too far apart.</summary>
    Number,

    /// <summary>How much there is: outputs, lines, rows, cells, series, points.</summary>
    Shape,

    /// <summary>What the snippet does: ends, throws, fails to compile, draws findings, diverges.</summary>
    Behaviour,
}

/// <summary>One way in which today's result is not the recorded one.</summary>
/// <param name="Kind">What differs.</param>
/// <param name="Where">The place in the snippet's result, in words: <c>line 2</c>, <c>table norms, row 1, depth</c>.</param>
/// <param name="Expected">What is recorded there; null: nothing.</param>
/// <param name="Actual">What is there today; null: nothing.</param>
public sealed record Difference(DifferenceKind Kind, string Where, string? Expected, string? Actual)
{
    private const int MostShown = 160;

    /// <summary>The numbers of this place that do not agree; empty where something else differs.</summary>
    public ImmutableArray<NumberDifference> Numbers { get; init; } = [];

    /// <summary>How many numbers were compared at this place.</summary>
    public int NumbersCompared { get; init; }

    /// <summary>A sentence as people read it: where, expected, got, which number, by how much.</summary>
    public override string ToString()
    {
        var texts = $"{Where}: expected {Quoted(Expected, Actual)}, got {Quoted(Actual, Expected)}";
        if (Numbers.IsEmpty) return texts;
        var worst = Numbers.MaxBy(static n => n.Relative)!;
        var count = Numbers.Length == 1 && NumbersCompared <= 1 ? ""
            : string.Create(CultureInfo.InvariantCulture, $"{Numbers.Length} of {NumbersCompared} numbers {(Numbers.Length == 1 ? "differs" : "differ")}, {(Numbers.Length == 1 ? "" : "most of all ")}");
        // The numbers of a figure are too many to be shown whole: then the one that is farthest off stands for them.
        return Expected is null && Actual is null
            ? $"{Where}: {count}{worst}"
            : $"{texts} ({count}{worst.Amount})";
    }

    /// <summary>Shows a text; of a long one the part around its first character that the other text does not have.</summary>
    private static string Quoted(string? text, string? other)
    {
        if (string.IsNullOrEmpty(text)) return "nothing";
        if (text.Length <= MostShown) return $"\"{text}\"";
        var same = text.AsSpan().CommonPrefixLength(other);
        var from = Math.Clamp(same - (MostShown / 2), 0, text.Length - MostShown);
        return $"\"{(from > 0 ? "…" : "")}{text.AsSpan(from, MostShown)}{(from + MostShown < text.Length ? "…" : "")}\"";
    }
}

/// <summary>A number that does not agree with the recorded one.</summary>
/// <param name="Index">Which number of its line, cell or series, from 1.</param>
/// <param name="Expected">The recorded number as it is written.</param>
/// <param name="Actual">Today's number as it is written.</param>
/// <param name="Difference">Distance between the two; not finite where one of them is not.</param>
/// <param name="Relative">The distance as a part of the larger of the two; infinite where one of them is not finite.</param>
/// <param name="Allowed">The greatest distance that would have been taken for the same.</param>
public sealed record NumberDifference(int Index, string Expected, string Actual, double Difference, double Relative, double Allowed)
{
    /// <summary>By how much, in words.</summary>
    public string Amount => string.Create(CultureInfo.InvariantCulture, $"number {Index} {By}");

    private string By => double.IsFinite(Relative)
        ? string.Create(CultureInfo.InvariantCulture, $"is off by {Difference:G3}, {Relative * 100:G3} %; allowed {(Allowed == 0 ? "none" : Allowed.ToString("G3", CultureInfo.InvariantCulture))}")
        : IsFinite(Expected) ? "is not finite any more: it diverged"
        : IsFinite(Actual) ? "is finite now, and was not: it does not diverge any more"
        : "is not finite in another way";

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"number {Index}: expected {Expected}, got {Actual}, which {By}");

    private static bool IsFinite(string number) => double.IsFinite(PrintedNumber.Parse(number).Value);
}
