using System.Collections.Immutable;
using System.Globalization;

namespace Course.Snippets.Comparison;

/// <summary>Collects differences under one tolerance.</summary>
internal sealed class DifferenceList(double? tolerance)
{
    private readonly ImmutableArray<Difference>.Builder _all = ImmutableArray.CreateBuilder<Difference>();

    /// <summary>The tolerance for numbers; null: what their digits show.</summary>
    public double? Tolerance => tolerance;

    /// <summary>What was found.</summary>
    public ImmutableArray<Difference> All => _all.ToImmutable();

    /// <summary>Adds a difference.</summary>
    public void Add(DifferenceKind kind, string where, string? expected, string? actual) => _all.Add(new(kind, where, expected, actual));

    /// <summary>Holds that two texts are the same to the letter.</summary>
    public void Same(DifferenceKind kind, string where, string? expected, string? actual)
    {
        if (expected != actual) Add(kind, where, expected, actual);
    }

    /// <summary>Holds that there are as many of something.</summary>
    public bool SameCount(string where, string noun, int expected, int actual)
    {
        if (expected == actual) return true;
        Add(DifferenceKind.Shape, where, Count(expected, noun), Count(actual, noun));
        return false;
    }

    /// <summary>Holds that two texts agree but for digits that mean nothing.</summary>
    public void Texts(string where, string? expected, string? actual)
    {
        if (expected == actual) return;
        if (expected is null || actual is null)
        {
            Add(DifferenceKind.Shape, where, expected, actual);
            return;
        }

        var compared = NumberAwareText.Compare(expected, actual, tolerance);
        if (compared.Agrees) return;
        _all.Add(new(Kind(compared.SameWords, compared.Apart), where, expected, actual) { Numbers = compared.Apart, NumbersCompared = compared.Count });
    }

    /// <summary>Adds points of a figure's series that do not agree.</summary>
    public void Points(string where, ImmutableArray<NumberDifference> apart, int compared)
    {
        if (!apart.IsEmpty) _all.Add(new(Kind(true, apart), where, null, null) { Numbers = apart, NumbersCompared = compared });
    }

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    // A number that stops or starts to be finite is what the snippet does, not how exactly it does it.
    private static DifferenceKind Kind(bool sameWords, ImmutableArray<NumberDifference> apart) =>
        !sameWords ? DifferenceKind.Text
        : apart.Any(static n => !double.IsFinite(n.Relative)) ? DifferenceKind.Behaviour
        : DifferenceKind.Number;
}
