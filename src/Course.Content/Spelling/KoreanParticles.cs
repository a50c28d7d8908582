namespace Course.Content.Spelling;

/// <summary>Tells whether what follows a Korean noun within its word is grammar, and not the rest of a longer noun.</summary>
internal static class KoreanParticles
{
    private const int MostInARow = 3;

    private static readonly string[] All =
    [
        "이", "가", "은", "는", "을", "를", "의", "에", "도", "만", "와", "과", "로", "으로", "들", "나", "이나", "라", "이라",
        "에서", "에게", "까지", "부터", "처럼", "보다", "마다", "조차", "마저", "밖에", "뿐", "대로", "만큼", "같은", "같이",
        "란", "이란", "라는", "이라는", "라고", "이라고", "인", "이다", "다", "이며", "며", "이고", "고", "입니다", "이므로", "므로", "이면", "면",
    ];

    /// <summary>Whether a run of syllables consists of particles and endings alone; nothing at all does.</summary>
    public static bool Are(ReadOnlySpan<char> syllables) => Are(syllables, MostInARow);

    private static bool Are(ReadOnlySpan<char> syllables, int left)
    {
        if (syllables.IsEmpty) return true;
        if (left == 0) return false;
        foreach (var particle in All)
        {
            if (syllables.StartsWith(particle) && Are(syllables[particle.Length..], left - 1)) return true;
        }

        return false;
    }
}
