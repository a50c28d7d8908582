namespace Course.Analyzers;

/// <summary>Korean particles after names: which form is right depends on whether the name ends in a consonant when it is read aloud.</summary>
internal static class KoreanParticles
{
    /// <summary>The name with 을 or 를; with 을(를) where it cannot be known how the name is read.</summary>
    public static string Object(string name) => name + (EndsInConsonant(name) switch
    {
        true => "을",
        false => "를",
        null => "을(를)",
    });

    private static bool? EndsInConsonant(string name)
    {
        if (name.Length == 0) return null;
        var last = name[name.Length - 1];

        // A Hangul syllable is one of 28 in its row of initial and vowel, and only the first of them has no final consonant.
        if (last is >= '\uac00' and <= '\ud7a3') return (last - '\uac00') % 28 != 0;

        // An abbreviation is spelled out: L, M and N end in consonants (엘, 엠, 엔), R is read both ways.
        if (last is >= 'A' and <= 'Z') return last == 'R' ? null : last is 'L' or 'M' or 'N';
        return null;
    }
}
