using System.Buffers;
using System.Text;
using Markdig.Syntax.Inlines;

namespace Course.Site.Prose;

/// <summary>
/// Korean particles stay on the line of what they belong to. Browsers keep Korean words whole, but would break a line between a particle
/// and a bracket, a sign, or code that ends in one.
/// </summary>
internal static class Particles
{
    private const char Joiner = '\u2060';
    private static readonly SearchValues<char> Signs = SearchValues.Create(")]}>%;_\"'’”");

    /// <summary>Text whose particles are joined to the signs before them; the same text where there are none.</summary>
    public static string Join(string text) => At(text) < 0 ? text : Joined(text);

    /// <summary>Whether a literal begins with a particle of the code before it.</summary>
    public static bool FollowsCode(LiteralInline literal) =>
        // By its span: to ask code for its text would leave that text in the tree.
        literal is { PreviousSibling: CodeInline { ContentSpan: [.., var last] }, Content: { Length: > 0 } text } && !char.IsLetterOrDigit(last) && IsKorean(text.CurrentChar);

    /// <summary>Whether there is anything to join.</summary>
    public static bool Has(ReadOnlySpan<char> text) => At(text) >= 0;

    private static int At(ReadOnlySpan<char> text)
    {
        for (var from = 0; text[from..].IndexOfAny(Signs) is var sign and >= 0; from += sign + 1)
        {
            if (from + sign + 1 < text.Length && IsKorean(text[from + sign + 1])) return from + sign + 1;
        }

        return -1;
    }

    private static string Joined(ReadOnlySpan<char> text)
    {
        var joined = new StringBuilder();
        for (int at; (at = At(text)) >= 0; text = text[at..]) joined.Append(text[..at]).Append(Joiner);
        return joined.Append(text).ToString();
    }

    private static bool IsKorean(char character) => character is >= '\uac00' and <= '\ud7a3';
}
