namespace Course.Content.Translation;

/// <summary>How much two texts have in common.</summary>
internal static class Likeness
{
    /// <summary>Share of tokens that two texts of one language have in common: 0 to 1.</summary>
    public static double Of(string a, string b) => Of(Counts(a, static _ => true), Counts(b, static _ => true));

    /// <summary>Share of what stays the same from one language to another, code and numbers: 0 to 1; 0 where there is none.</summary>
    public static double OfFacts(string a, string b) =>
        Of(Counts(a, static t => t.Kind != TokenKind.Word), Counts(b, static t => t.Kind != TokenKind.Word));

    private static Dictionary<string, int> Counts(string text, Func<TextToken, bool> counts)
    {
        var result = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var token in TextToken.Split(text))
        {
            if (counts(token)) result[token.Text] = result.GetValueOrDefault(token.Text) + 1;
        }

        return result;
    }

    private static double Of(Dictionary<string, int> a, Dictionary<string, int> b)
    {
        var all = a.Values.Sum() + b.Values.Sum();
        if (all == 0) return 0;
        var common = 0;
        foreach (var (token, count) in a) common += Math.Min(count, b.GetValueOrDefault(token));
        return 2.0 * common / all;
    }
}
