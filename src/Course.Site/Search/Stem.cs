using System.Buffers;

namespace Course.Site.Search;

/// <summary>
/// Light English stemming: plurals, -ing, -ed, -ize with its nouns, doubled ends. Stems are never shown, so that they need only be the
/// same for words that belong together: clip, clips, clipped, clipping; normalize, normalization.
/// </summary>
internal static class Stem
{
    private const int Shortest = 3;

    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz");

    /// <summary>Writes the stem of a word in small letters.</summary>
    /// <param name="word">The word.</param>
    /// <param name="buffer">At least as long as the word.</param>
    /// <returns>The part of the buffer that holds the stem.</returns>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> word, Span<char> buffer)
    {
        word.CopyTo(buffer);
        var stem = buffer[..word.Length];
        if (stem.Length <= Shortest || stem.ContainsAnyExcept(Letters)) return stem;
        if (stem.EndsWith("ies") && stem.Length > 4) stem = stem[..^2];
        else if (stem.EndsWith("sses")) stem = stem[..^2];
        else if (stem[^1] == 's' && stem[^2] is not ('s' or 'u' or 'i')) stem = stem[..^1];

        if (Drop(stem, "ing") is { } ing) stem = stem[..ing];
        else if (Drop(stem, "ed") is { } ed) stem = stem[..ed];

        if (stem.Length > 8 && (stem.EndsWith("ization") || stem.EndsWith("isation")))
        {
            stem = stem[..^5];
            stem[^1] = 'z';
        }
        else if (stem.Length > 6 && stem.EndsWith("ation"))
        {
            stem = stem[..^3];
        }
        else if (stem.Length > 6 && stem.EndsWith("ise"))
        {
            stem = stem[..^1];
            stem[^1] = 'z';
        }

        if (stem.Length > Shortest && stem[^1] == 'e') stem = stem[..^1];
        if (stem.Length > Shortest && stem[^1] == stem[^2]) stem = stem[..^1];
        if (stem.Length > Shortest && stem[^1] == 'y') stem[^1] = 'i';
        return stem;
    }

    /// <summary>Where the word ends without an ending; null where it has it not, or too little would be left of it.</summary>
    private static int? Drop(ReadOnlySpan<char> word, string ending)
    {
        var left = word.Length - ending.Length;
        return left >= Shortest && word.EndsWith(ending) && word[..left].ContainsAny(Vowels) ? left : null;
    }
}
