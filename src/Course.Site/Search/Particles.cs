using System.Collections.Frozen;

namespace Course.Site.Search;

/// <summary>The particles (josa) and endings that Korean hangs on nouns: 기울기를, 기울기에서는.</summary>
internal static class Particles
{
    private const int Longest = 3;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> All = new[]
    {
        "에서는", "에서도", "으로는", "으로도", "이라는", "에게는", "까지는", "부터는", "이라고", "이란", "에서", "에게", "으로", "부터", "까지", "처럼", "보다", "마다", "조차",
        "라는", "라고", "에는", "에도", "로는", "로도", "와는", "과는", "하고", "이나", "이며", "인가", "이다", "하는", "하기", "하면", "한다", "할때", "되는", "된다",
        "을", "를", "은", "는", "이", "가", "의", "에", "로", "와", "과", "도", "만", "란", "나",
    }.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Number of characters of the longest particle that a word ends with; 0 where there is none. A word that is nothing but a particle counts as one.</summary>
    public static int Length(ReadOnlySpan<char> word)
    {
        for (var length = Math.Min(Longest, word.Length); length > 0; length--)
        {
            if (All.Contains(word[^length..])) return length;
        }

        return 0;
    }
}
