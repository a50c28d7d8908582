using System.Collections.Immutable;
using System.Globalization;

namespace Course.Build.Verification;

/// <summary>One of several parts of a course that are proven on machines of their own, at the same time.</summary>
/// <param name="Number">Which, from 1.</param>
/// <param name="Count">How many there are.</param>
internal sealed record Shard(int Number, int Count)
{
    /// <summary>The most parts that may be asked for.</summary>
    public const int Most = 1000;

    /// <summary>Reads <c>2/5</c>; null where it is not of that form.</summary>
    public static Shard? Parse(string text) =>
        text.Split('/') is [var number, var count]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var c)
        && n >= 1 && n <= c && c <= Most ? new(n, c) : null;

    /// <summary>
    /// The part's share of some work, in the order given. The largest pieces are dealt first, each to the part that has the
    /// least so far, so that no two parts are further apart than the largest piece; every machine deals alike.
    /// </summary>
    /// <param name="all">All pieces.</param>
    /// <param name="size">How long a piece takes.</param>
    /// <param name="name">Its name, which decides between pieces of a size.</param>
    public ImmutableArray<T> Of<T>(IReadOnlyList<T> all, Func<T, long> size, Func<T, string> name)
    {
        var loads = new long[Count];
        var mine = new HashSet<int>();
        foreach (var index in Enumerable.Range(0, all.Count).OrderByDescending(i => size(all[i])).ThenBy(i => name(all[i]), StringComparer.Ordinal).ThenBy(static i => i))
        {
            var least = Array.IndexOf(loads, loads.Min());
            loads[least] += size(all[index]);
            if (least == Number - 1) mine.Add(index);
        }

        return [.. all.Where((_, index) => mine.Contains(index))];
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");
}
