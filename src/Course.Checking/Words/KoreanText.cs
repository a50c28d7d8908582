using System.Text;

namespace Course.Checking.Words;

/// <summary>Composes Korean around names that are known only when the message is made.</summary>
internal static class KoreanText
{
    private static readonly (string Mark, string AfterConsonant, string AfterVowel)[] Particles =
    [
        ("(을)", "을", "를"), ("(이)", "이", "가"), ("(은)", "은", "는"), ("(으로)", "으로", "로"), ("(이라는)", "이라는", "라는"),
    ];

    /// <summary>
    /// Replaces <c>(을)</c>, <c>(이)</c>, <c>(은)</c> and <c>(으로)</c> by the form that fits what stands before: 을 after a
    /// consonant, 를 after a vowel.
    /// </summary>
    public static string WithParticles(string text)
    {
        var result = new StringBuilder(text);
        foreach (var (mark, afterConsonant, afterVowel) in Particles)
        {
            for (var at = result.ToString().IndexOf(mark, StringComparison.Ordinal); at >= 0; at = result.ToString().IndexOf(mark, StringComparison.Ordinal))
            {
                var consonant = Final(result, at);
                if (mark == "(으로)" && consonant == 'ㄹ') consonant = null;
                result.Remove(at, mark.Length).Insert(at, consonant is null ? afterVowel : afterConsonant);
            }
        }

        return result.ToString();
    }

    /// <summary>The consonant in which what stands before a position ends when it is read aloud; null for a vowel.</summary>
    private static char? Final(StringBuilder text, int at)
    {
        var i = at - 1;
        while (i >= 0 && text[i] is '`' or '\'' or '"' or ')' or '>' or ']' or '?') i--;
        if (i < 0) return null;
        var last = text[i];
        if (last is >= '가' and <= '힣')
        {
            var final = (last - '가') % 28;
            return final == 0 ? null : final == 8 ? 'ㄹ' : 'ㄱ';
        }

        // Names are read as English words or letter by letter; these endings close with a consonant in Korean either way.
        return char.ToLowerInvariant(last) switch
        {
            'l' or '1' or '7' or '8' => 'ㄹ',
            'm' or 'n' or 'g' or 'k' or 'p' or 'b' or '0' or '3' or '6' => 'ㄱ',
            _ => null,
        };
    }
}
