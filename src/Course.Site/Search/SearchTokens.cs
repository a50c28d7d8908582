using System.Collections.Frozen;

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

    /// <summary>Small letters without accents for U+00C0 to U+017F. A table, for what a runtime without ICU does is not what a browser does.</summary>
    private const string WithoutAccents = "aaaaaaæceeeeiiiiðnooooo×øuuuuyþßaaaaaaæceeeeiiiiðnooooo÷øuuuuyþyaaaaaaccccccccddđđeeeeeeeeeegggggggghhħħiiiiiiiiiıĳĳjjkkĸllllllŀŀłłnnnnnnŉŋŋooooooœœrrrrrrssssssssttttŧŧuuuuuuuuuuuuwwyyyzzzzzzſ";

    /// <summary>The tokens of a text in their order, once for each time that they occur.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="found">Called with each token; the span holds only during the call.</param>
    public static void Read(string text, Action<ReadOnlySpan<char>> found)
    {
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            if (IsSyllable(text[i]))
            {
                while (i < text.Length && IsSyllable(text[i])) i++;
                ReadSyllables(text.AsSpan(start, i - start), start > 0 && IsLetter(Fold(text[start - 1])), found);
            }
            else if (IsLetter(Fold(text[i])))
            {
                while (i < text.Length && IsLetter(Fold(text[i]))) i++;
                ReadWord(text.AsSpan(start, i - start), found);
                if (i < text.Length - 1 && text[i] == '-' && IsLetter(Fold(text[i + 1]))) ReadJoined(text, start, i, found);
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

    /// <summary>A character as it is compared: a small letter, without accent, of common width.</summary>
    private static char Fold(char c) => c switch
    {
        >= 'A' and <= 'Z' => (char)(c + 32),
        < '\u00C0' => c,
        <= '\u017F' => WithoutAccents[c - '\u00C0'],
        < '\u0391' => c,
        <= '\u03A9' => (char)(c + 32),
        >= '\u0410' and <= '\u042F' => (char)(c + 32),
        >= '\uFF21' and <= '\uFF3A' => (char)(c - 0xFEE0 + 32),
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        _ => c,
    };
}
