using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Course.Snippets.Comparison;

/// <summary>Texts that are the same but for numbers that agree.</summary>
internal static class NumberAwareText
{
    /// <summary>What came of comparing two texts.</summary>
    /// <param name="SameWords">Whether the texts are the same but for their numbers.</param>
    /// <param name="Apart">Numbers that do not agree.</param>
    /// <param name="Count">Numbers that were compared.</param>
    public readonly record struct Comparison(bool SameWords, ImmutableArray<NumberDifference> Apart, int Count)
    {
        /// <summary>Whether the texts agree.</summary>
        public bool Agrees => SameWords && Apart.IsEmpty;
    }

    private static readonly Comparison Same = new(true, [], 0), OtherWords = new(false, [], 0);

    /// <summary>Compares a text with the recorded one.</summary>
    /// <param name="recorded">The recorded text.</param>
    /// <param name="now">The text of today.</param>
    /// <param name="tolerance">Relative tolerance for its numbers, or null for the precision that the recorded digits show.</param>
    public static Comparison Compare(string recorded, string now, double? tolerance)
    {
        if (recorded == now) return Same;
        var (before, after) = (Numbers(recorded), Numbers(now));
        if (before.Count != after.Count) return OtherWords;
        var apart = ImmutableArray.CreateBuilder<NumberDifference>();
        var (endBefore, endAfter) = (0, 0);
        for (var i = 0; i < before.Count; i++)
        {
            if (!SameBetween(recorded.AsSpan(endBefore, before[i].Index - endBefore), now.AsSpan(endAfter, after[i].Index - endAfter), i > 0, true)) return OtherWords;
            if (Apart(i, before[i].Value, after[i].Value, tolerance) is { } difference) apart.Add(difference);
            (endBefore, endAfter) = (before[i].Index + before[i].Length, after[i].Index + after[i].Length);
        }

        return SameBetween(recorded.AsSpan(endBefore), now.AsSpan(endAfter), before.Count > 0, false)
            ? new(true, apart.ToImmutable(), before.Count)
            : OtherWords;
    }

    private static List<Match> Numbers(string text) => [.. PrintedNumber.Pattern.Matches(text).Where(static m => m.Groups["number"].Success)];

    private static NumberDifference? Apart(int index, string recorded, string now, double? tolerance)
    {
        var (before, after) = (PrintedNumber.Parse(recorded), PrintedNumber.Parse(now));
        if (before.Agrees(after, tolerance)) return null;
        var distance = Math.Abs(before.Value - after.Value);
        var size = Math.Max(Math.Abs(before.Value), Math.Abs(after.Value));
        return new(index + 1, recorded, now, distance, double.IsFinite(distance) ? distance / size : double.PositiveInfinity, before.Allowed(after.Value, tolerance));
    }

    // Columns are padded to a width: a number that gains a digit or a sign takes a blank away beside it, though not the last one.
    private static bool SameBetween(ReadOnlySpan<char> before, ReadOnlySpan<char> after, bool numberBefore, bool numberAfter)
    {
        if (numberAfter)
        {
            if (EndsInBlank(before) != EndsInBlank(after)) return false;
            before = before.TrimEnd(' ');
            after = after.TrimEnd(' ');
        }

        if (numberBefore)
        {
            if (StartsInBlank(before) != StartsInBlank(after)) return false;
            before = before.TrimStart(' ');
            after = after.TrimStart(' ');
        }

        return before.SequenceEqual(after);
    }

    private static bool EndsInBlank(ReadOnlySpan<char> text) => text.EndsWith(' ');

    private static bool StartsInBlank(ReadOnlySpan<char> text) => text.StartsWith(' ');
}
