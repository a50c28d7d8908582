using System.Globalization;
using System.Text;

namespace Course.Site.Search;

/// <summary>
/// The index of one language, cut into files so that a query reads only those of its own tokens. Tokens that begin alike are in one shard, so
/// that words can be completed and mistyped ones be mended within it. A shard is a line for each token: the token, a space, and its postings,
/// each the distance to the document before, times sixteen, plus the weight; five bits a character, the sixth says that more follows.
/// </summary>
internal static class Shards
{
    /// <summary>Postings that a shard should have: some four kilobytes.</summary>
    private const int Middling = 1600;

    /// <summary>More files than this cost a publish more than they spare a reader.</summary>
    private const int Most = 256;

    /// <summary>The first of the 64 characters that postings are written in.</summary>
    private const int FirstDigit = '0';

    /// <summary>Number of shards for so many postings, a power of two.</summary>
    public static int CountFor(int postings)
    {
        var count = 1;
        while (count < Most && count * Middling < postings) count *= 2;
        return count;
    }

    /// <summary>The shard of a token: FNV-1a over its first syllable, or over the first two letters.</summary>
    public static int Of(string token, int count)
    {
        var hash = 2166136261u;
        var length = SearchTokens.IsSyllable(token[0]) ? 1 : Math.Min(2, token.Length);
        for (var i = 0; i < length; i++) hash = (hash ^ token[i]) * 16777619;
        // The low bits of such short inputs are not yet mixed.
        return (int)((hash ^ (hash >> 15)) & (uint)(count - 1));
    }

    /// <summary>Writes a shard.</summary>
    /// <param name="language">Language of the index.</param>
    /// <param name="shard">Number of the shard.</param>
    /// <param name="tokens">Postings by token, in the order of documents.</param>
    public static SiteFile Write(string language, int shard, Dictionary<string, List<(int Document, byte Weight)>> tokens)
    {
        var text = new StringBuilder();
        foreach (var token in tokens.Keys.Order(StringComparer.Ordinal))
        {
            text.Append(token).Append(' ');
            var before = 0;
            foreach (var (document, weight) in tokens[token])
            {
                var value = ((document - before) << 4) | weight;
                for (; value >= 32; value >>= 5) text.Append((char)(FirstDigit + 32 + (value & 31)));
                text.Append((char)(FirstDigit + value));
                before = document;
            }

            text.Append('\n');
        }

        var file = SiteFile.FromText("", text.ToString());
        return file with { Path = string.Create(CultureInfo.InvariantCulture, $"assets/search/{language}.{shard:x2}.{file.Hash[..8]}.txt") };
    }
}
