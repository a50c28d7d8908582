using System.Collections.Frozen;
using System.Text;

namespace Course.Site.Search;

/// <summary>
/// Splits text into what the search index holds: stems of words in alphabets, pairs of neighbouring syllables of Korean words.
/// The page splits queries the same way (site/client/search/tokens.ts); shared cases hold the two together.
/// </summary>
internal static class SearchTokens
{
    /// <summary>Words that nearly every English text has, and that nobody means.</summary>
    private static readonly FrozenSet<string> Common = new[]
    {
        "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "do", "does", "for", "from", "had", "has", "have", "he", "her", "how", "if",
        "in", "into", "is", "it", "its", "may", "no", "not", "of", "on", "one", "or", "so", "than", "that", "the", "their", "them", "then", "there", "they",
        "this", "to", "was", "we", "were", "what", "when", "where", "which", "while", "who", "why", "will", "with", "you", "your",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> CommonSpans = Common.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// Text as it is compared: composed Hangul, letters without accents, full-width forms as plain ones, small letters in place of capitals.
    /// Only what is done alike in C# and in a browser is done.
    /// </summary>
    public static string Normalize(string text)
    {
        if (!Ascii.IsValid(text)) text = WithoutAccents(text);
        return string.Create(text.Length, text, static (small, text) =>
        {
            for (var i = 0; i < small.Length; i++) small[i] = Fold(text[i]);
        });
    }

    /// <summary>The tokens of a text in their order, once for each time that they occur.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="found">Called with each token; the span holds only during the call.</param>
    public static void Read(string text, Action<ReadOnlySpan<char>> found)
    {
        var folded = WithoutAccentsIfAny(text);
        for (var i = 0; i < folded.Length;)
        {
            var start = i;
            if (IsSyllable(folded[i]))
            {
                while (i < folded.Length && IsSyllable(folded[i])) i++;
                ReadSyllables(folded.AsSpan(start, i - start), start > 0 && IsLetter(Fold(folded[start - 1])), found);
            }
            else if (IsLetter(Fold(folded[i])))
            {
                while (i < folded.Length && IsLetter(Fold(folded[i]))) i++;
                ReadWord(folded.AsSpan(start, i - start), found);
                if (i < folded.Length - 1 && folded[i] == '-' && IsLetter(Fold(folded[i + 1]))) ReadJoined(folded, start, i, found);
            }
            else
            {
                i++;
            }
        }
    }

    /// <summary>Whether a character belongs to a script whose words have no fixed borders: Hangul, Han, kana.</summary>
    public static bool IsSyllable(char c) => c is (>= '\uAC00' and <= '\uD7A3') or (>= '\u4E00' and <= '\u9FFF') or (>= '\u3040' and <= '\u30FF');

    /// <summary>Whether a folded character belongs to a word of an alphabet, or to a number or an identifier.</summary>
    public static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or (>= '\u00DF' and <= '\u024F') or (>= '\u0370' and <= '\u04FF');

    /// <summary>Pairs of syllables. A syllable that stands alone, but for a particle, is a token by itself; a particle behind a word of an alphabet is none.</summary>
    private static void ReadSyllables(ReadOnlySpan<char> run, bool followsWord, Action<ReadOnlySpan<char>> found)
    {
        if (followsWord && Particles.Length(run) == run.Length) return;
        for (var i = 0; i + 1 < run.Length; i++) found(run.Slice(i, 2));
        if (run.Length - Particles.Length(run) == 1) found(run[..1]);
    }

    /// <summary>The stem of a word; of an identifier, itself and the stems of its parts.</summary>
    private static void ReadWord(ReadOnlySpan<char> word, Action<ReadOnlySpan<char>> found)
    {
        Span<char> buffer = stackalloc char[64];
        if (word.Length > buffer.Length) return;
        var small = buffer[..word.Length];
        for (var i = 0; i < word.Length; i++) small[i] = Fold(word[i]);
        var whole = small.Trim('_');
        if (whole.Length == 0 || CommonSpans.Contains(whole)) return;
        Span<char> stem = stackalloc char[64];
        found(Stem.Of(whole, stem));
        var start = 0;
        for (var i = 1; i <= word.Length; i++)
        {
            if (i < word.Length && word[i] != '_' && !(char.IsAsciiLetterUpper(word[i]) && char.IsAsciiLetterLower(word[i - 1]))) continue;
            var part = small[start..i].Trim('_');
            if (part.Length >= 3 && part.Length < whole.Length) found(Stem.Of(part, stem));
            start = i;
        }
    }

    /// <summary>Words with a hyphen are found when they are written as one: pre-norm, prenorm.</summary>
    private static void ReadJoined(string text, int start, int hyphen, Action<ReadOnlySpan<char>> found)
    {
        var end = hyphen + 1;
        while (end < text.Length && IsLetter(Fold(text[end]))) end++;
        if (end - start > 40) return;
        Span<char> joined = stackalloc char[40];
        var length = 0;
        for (var i = start; i < end; i++)
        {
            if (i != hyphen) joined[length++] = Fold(text[i]);
        }

        Span<char> stem = stackalloc char[64];
        found(Stem.Of(joined[..length], stem));
    }

    private static string WithoutAccentsIfAny(string text) => Ascii.IsValid(text) ? text : WithoutAccents(text);

    private static string WithoutAccents(string text)
    {
        // Most Korean text is composed and has no accents, and taking it apart costs more than all the rest.
        var needed = false;
        foreach (var c in text)
        {
            if (c is (>= '\u00C0' and <= '\u024F') or (>= '\u0300' and <= '\u036F') or (>= '\u1100' and <= '\u11FF') or (>= '\u1E00' and <= '\u1FFF')) needed = true;
        }

        if (!needed) return text;
        var apart = text.Normalize(NormalizationForm.FormD);
        var kept = new StringBuilder(apart.Length);
        foreach (var c in apart)
        {
            if (c is < '\u0300' or > '\u036F') kept.Append(c);
        }

        return kept.ToString().Normalize(NormalizationForm.FormC);
    }

    private static char Fold(char c) => c switch
    {
        >= 'A' and <= 'Z' => (char)(c + 32),
        < '\u0391' => c,
        <= '\u03A9' => (char)(c + 32),
        >= '\u0410' and <= '\u042F' => (char)(c + 32),
        >= '\uFF21' and <= '\uFF3A' => (char)(c - 0xFEE0 + 32),
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        _ => c,
    };
}
