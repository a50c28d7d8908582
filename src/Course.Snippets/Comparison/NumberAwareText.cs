namespace Course.Snippets.Comparison;

/// <summary>Texts that are the same but for numbers that agree.</summary>
internal static class NumberAwareText
{
    /// <summary>Whether a text agrees with the recorded one.</summary>
    /// <param name="recorded">The recorded text.</param>
    /// <param name="now">The text of today.</param>
    /// <param name="tolerance">Relative tolerance for its numbers, or null for the precision that the recorded digits show.</param>
    public static bool Agrees(string recorded, string now, double? tolerance)
    {
        if (recorded == now) return true;
        var before = PrintedNumber.Pattern.Matches(recorded);
        var after = PrintedNumber.Pattern.Matches(now);
        if (before.Count != after.Count) return false;
        var (endBefore, endAfter) = (0, 0);
        for (var i = 0; i < before.Count; i++)
        {
            if (!SameUpToNumber(recorded.AsSpan(endBefore, before[i].Index - endBefore), now.AsSpan(endAfter, after[i].Index - endAfter))) return false;
            if (!PrintedNumber.Parse(before[i].Value).Agrees(PrintedNumber.Parse(after[i].Value), tolerance)) return false;
            (endBefore, endAfter) = (before[i].Index + before[i].Length, after[i].Index + after[i].Length);
        }

        return recorded.AsSpan(endBefore).SequenceEqual(now.AsSpan(endAfter));
    }

    // Columns are padded to a width: a number that gains a digit or a sign takes a blank away before it.
    private static bool SameUpToNumber(ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        var left = before.TrimEnd(' ');
        var right = after.TrimEnd(' ');
        return left.SequenceEqual(right) && (left.Length < before.Length) == (right.Length < after.Length);
    }
}
