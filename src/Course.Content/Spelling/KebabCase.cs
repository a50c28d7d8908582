using System.Text;

namespace Course.Content.Spelling;

/// <summary>The form of every id: lower-case ASCII letters and digits, in words joined by single hyphens.</summary>
public static class KebabCase
{
    /// <summary>How the rule is told to authors.</summary>
    public const string Rule = "lower-case letters a-z, digits, and single hyphens between words";

    /// <summary>Whether a text is an id.</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] == '-' || text[^1] == '-') return false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && !(c == '-' && text[i - 1] != '-')) return false;
        }

        return true;
    }

    /// <summary>An id made from words, or the fallback where they hold no Latin letter or digit.</summary>
    public static string From(string words, string fallback)
    {
        var id = new StringBuilder(words.Length);
        foreach (var c in words)
        {
            if (char.IsAsciiLetterOrDigit(c)) id.Append(char.ToLowerInvariant(c));
            else if (id.Length > 0 && id[^1] != '-' && c != '\'') id.Append('-');
        }

        while (id.Length > 0 && id[^1] == '-') id.Length--;
        return id.Length == 0 ? fallback : id.ToString();
    }
}
