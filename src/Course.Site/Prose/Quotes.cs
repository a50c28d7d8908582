using System.Buffers;
using Markdig.Renderers;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax.Inlines;

namespace Course.Site.Prose;

/// <summary>Quotation marks and apostrophes as print has them, “so” and ‘so’, where those of a typewriter were typed. Code keeps its own, and so does what a backslash stands before.</summary>
internal static class Quotes
{
    private static readonly SearchValues<char> Straight = SearchValues.Create("\"'");

    /// <summary>Whether there is anything to curl.</summary>
    public static bool Has(ReadOnlySpan<char> text) => text.ContainsAny(Straight);

    /// <summary>The text of an inline, curled by what stands before it.</summary>
    public static string Curl(LiteralInline literal)
    {
        var before = literal.PreviousSibling switch
        {
            null or LineBreakInline => ' ',
            LiteralInline { Content: { Length: > 0 } text } => text.Text[text.End],
            // Behind code, a formula or a link a mark closes or is an apostrophe.
            _ => 'x',
        };
        return Curl(literal.Content.AsSpan(), before, literal.IsFirstCharacterEscaped);
    }

    /// <summary>Text that begins behind a blank.</summary>
    public static string Curl(string text) => Has(text) ? Curl(text, ' ', firstIsEscaped: false) : text;

    private static string Curl(ReadOnlySpan<char> text, char before, bool firstIsEscaped)
    {
        var curled = text.ToArray();
        for (var i = firstIsEscaped ? 1 : 0; i < curled.Length; i++)
        {
            var previous = i == 0 ? before : curled[i - 1];
            var opens = char.IsWhiteSpace(previous) || previous is '(' or '[' or '{' or '/' or '–' or '—' or '“' or '‘';
            // ’90s: a mark before a figure stands for what was left out.
            if (curled[i] == '\'') curled[i] = opens && !(i + 1 < curled.Length && char.IsAsciiDigit(curled[i + 1])) ? '‘' : '’';
            else if (curled[i] == '"') curled[i] = opens ? '“' : '”';
        }

        return new string(curled);
    }
}

/// <summary>Plain words of a text, with the marks and breaks of print.</summary>
internal sealed class WordsRenderer : LiteralInlineRenderer
{
    protected override void Write(HtmlRenderer renderer, LiteralInline obj)
    {
        if (Particles.FollowsCode(obj)) renderer.Write("&#8288;");
        if (Quotes.Has(obj.Content.AsSpan())) renderer.WriteEscape(Particles.Join(Quotes.Curl(obj)));
        else if (Particles.Has(obj.Content.AsSpan())) renderer.WriteEscape(Particles.Join(obj.Content.ToString()));
        else base.Write(renderer, obj);
    }
}
