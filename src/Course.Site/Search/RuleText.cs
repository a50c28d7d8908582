using System.Text.RegularExpressions;
using Course.Site.Prose;

namespace Course.Site.Search;

/// <summary>The words of a rule's page.</summary>
internal static partial class RuleText
{
    /// <summary>The first paragraph as plain text.</summary>
    public static string Opening(string markdown)
    {
        foreach (var block in markdown.Split("\n\n"))
        {
            var text = block.Trim();
            if (text.Length > 0 && text[0] is not ('#' or '`' or '|' or ':' or '<')) return Quotes.Curl(Links().Replace(text, "$1").Replace("`", "", StringComparison.Ordinal).Replace("**", "", StringComparison.Ordinal).ReplaceLineEndings(" "));
        }

        return "";
    }

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Links();
}
