using System.Text.RegularExpressions;

namespace Course.Site.Prose.Listings;

/// <summary>What a finding says, as a page sets it: a sentence, with its code in code's own letters, which may break after dots and brackets. The editor's findings are set alike (site/client/check/findings/sentences.ts).</summary>
internal static partial class FindingWords
{
    public static void Write(ProseRenderer page, string message)
    {
        var text = Particles.Join(EndsOpen().IsMatch(message) ? message + "." : message);
        var at = 0;
        foreach (var code in Code().EnumerateMatches(text))
        {
            page.Text(text.AsSpan(at, code.Index - at)).Html("<code>");
            at = code.Index + code.Length;
            var pieces = Piece().Split(text[code.Index..at]);
            for (var i = 0; i < pieces.Length; i++) page.Html(i == 0 ? "" : "<wbr>").Text(pieces[i]);
            page.Html("</code>");
        }

        page.Text(text.AsSpan(at));
    }

    /// <summary>The compiler's convention is to have no full stop at the end.</summary>
    [GeneratedRegex(@"[\p{L}\p{N})\]]\z")]
    private static partial Regex EndsOpen();

    /// <summary>A call, a statement that is one, and a name with dots or underscores: what no language's prose has.</summary>
    [GeneratedRegex(@"(?:using var [A-Za-z0-9_]+ = )?[A-Za-z_][A-Za-z0-9_.]*(?:<[A-Za-z0-9_, ]+>)?\((?:[^()가-힣]|\([^()가-힣]*\))*\);?|[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z0-9_]{2,})+|[A-Za-z][A-Za-z0-9]*_[A-Za-z0-9_]*|(?<![A-Za-z0-9_])\.[a-z][A-Za-z0-9_]+")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<=[.(])(?=[A-Za-z])")]
    private static partial Regex Piece();
}
