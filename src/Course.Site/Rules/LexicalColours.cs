using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Course.Site.Rules;

/// <summary>Colours of a line of C# by its characters alone, for code that no session compiles.</summary>
internal static partial class LexicalColours
{
    private static readonly string[] Kinds = ["c", "s", "n", "k", "m"];

    public static void Write(StringBuilder html, string line)
    {
        var at = 0;
        foreach (Match token in Tokens().Matches(line))
        {
            html.Append(WebUtility.HtmlEncode(line[at..token.Index]));
            var kind = Kinds.First(kind => token.Groups[kind].Success);
            html.Append("<span class=\"").Append(kind).Append("\">").Append(WebUtility.HtmlEncode(token.Value)).Append("</span>");
            at = token.Index + token.Length;
        }

        html.Append(WebUtility.HtmlEncode(line[at..]));
    }

    [GeneratedRegex(
        """
        (?<c>//.*$)|(?<s>[$@]*"(?:[^"\\]|\\.)*")|(?<n>\b\d[\d_.]*(?:e[+-]?\d+)?[fFdDmMlLuU]*\b)|(?<k>\b(?:abstract|as|async|await|base|bool|break|case|class|const|continue|default|do|double|else|false|finally|float|for|foreach|if|in|int|internal|is|long|namespace|new|null|object|out|override|params|private|protected|public|readonly|record|ref|return|sealed|static|string|struct|switch|this|throw|true|try|using|var|void|while|with)\b)|(?<m>\b[A-Za-z_]\w*(?=\())
        """)]
    private static partial Regex Tokens();
}
