namespace Course.Content.Spelling;

/// <summary>Finds what an author probably meant.</summary>
public static class NearMiss
{
    /// <summary>The candidate closest to a word, if it is close enough to be meant; ties go to the first in ordinal order.</summary>
    public static string? Find(string word, IEnumerable<string> candidates)
    {
        // A third of the letters may be wrong, at least one and at most three: more is another word, and so is any other single letter.
        if (word.Length < 2) return null;
        var limit = Math.Clamp(word.Length / 3, 1, 3);
        string? best = null;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - word.Length) > limit) continue;
            var distance = Distance(word, candidate);
            if (distance < limit || distance == limit && (best is null || string.CompareOrdinal(candidate, best) < 0))
            {
                (best, limit) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>A sentence that proposes the near miss, with a leading space, or nothing.</summary>
    public static string Hint(string word, IEnumerable<string> candidates) =>
        Find(word, candidates) is { } meant ? $" Did you mean `{meant}`?" : "";

    /// <summary>Letters to insert, delete, replace or swap with their neighbour to turn one word into the other.</summary>
    public static int Distance(string a, string b)
    {
        // Words beyond this length are no ids; the table would only cost time.
        if (a.Length > 100 || b.Length > 100) return a == b ? 0 : int.MaxValue;
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(replace, 1 + Math.Min(rows[i - 1, j], rows[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[a.Length, b.Length];
    }
}
