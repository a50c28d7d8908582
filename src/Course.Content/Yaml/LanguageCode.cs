namespace Course.Content.Yaml;

/// <summary>The form of language codes: BCP 47's language with an optional script or region.</summary>
internal static class LanguageCode
{
    /// <summary>Whether a text could be a language code (<c>en</c>, <c>zh-Hant</c>, <c>pt-BR</c>).</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        var hyphen = text.IndexOf('-');
        var language = hyphen < 0 ? text : text[..hyphen];
        if (language.Length is < 2 or > 3 || language.ContainsAnyExceptInRange('a', 'z')) return false;
        if (hyphen < 0) return true;
        var rest = text[(hyphen + 1)..];
        if (rest.Length is < 2 or > 8) return false;
        foreach (var c in rest)
        {
            if (!char.IsAsciiLetterOrDigit(c)) return false;
        }

        return true;
    }
}
