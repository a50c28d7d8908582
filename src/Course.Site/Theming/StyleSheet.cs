using System.Text;

namespace Course.Site.Theming;

/// <summary>
/// A style sheet as browsers need it: without comments, and with no more blanks than tell words apart. Names, values and the order of rules stay as
/// they are written, so that a rule in the browser's tools is found again in site/styles.
/// </summary>
internal static class StyleSheet
{
    /// <summary>Beside these a blank says nothing, wherever they stand outside of strings.</summary>
    private const string Dividers = "{};,";

    /// <summary>Takes comments and needless blanks away.</summary>
    /// <param name="css">A style sheet; one that is not whole comes out as short as it can be read.</param>
    public static string Compact(string css)
    {
        var text = new StringBuilder(css.Length);
        var blank = false;
        for (var i = 0; i < css.Length; i++)
        {
            var c = css[i];
            if (c == '/' && i + 1 < css.Length && css[i + 1] == '*')
            {
                var end = css.IndexOf("*/", i + 2, StringComparison.Ordinal);
                i = end < 0 ? css.Length : end + 1;

                // A comment divides words as a blank does.
                blank = true;
            }
            else if (char.IsWhiteSpace(c))
            {
                blank = true;
            }
            else
            {
                if (blank && text.Length > 0 && !Dividers.Contains(c, StringComparison.Ordinal) && !EndsTight(text)) text.Append(' ');
                blank = false;
                if (c == '}' && text.Length > 0 && text[^1] == ';') text.Length--;
                var length = c is '"' or '\'' ? StringLength(css, i) : 1;
                text.Append(css, i, length);
                i += length - 1;
            }
        }

        return text.ToString();
    }

    /// <summary>Whether a blank may be left out after what was written. One before a colon may divide selectors: <c>p :first-child</c>; one behind divides nothing.</summary>
    private static bool EndsTight(StringBuilder text) => text[^1] == ':' || Dividers.Contains(text[^1], StringComparison.Ordinal);

    private static int StringLength(string css, int start)
    {
        for (var i = start + 1; i < css.Length; i++)
        {
            if (css[i] == '\\') i++;
            else if (css[i] == css[start]) return i - start + 1;
        }

        return css.Length - start;
    }
}
