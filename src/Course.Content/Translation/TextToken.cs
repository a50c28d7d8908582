namespace Course.Content.Translation;

/// <summary>What a token of a block's text is.</summary>
public enum TokenKind
{
    /// <summary>A word or a mark of punctuation.</summary>
    Word,

    /// <summary>Code in backticks, or a formula in dollars.</summary>
    Code,

    /// <summary>A number in digits, or a quoted value.</summary>
    Number,
}

/// <summary>A piece of a block's text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The piece as it stands, delimiters and escapes included.</param>
/// <param name="AfterBlank">Whether a blank stands before it.</param>
public readonly record struct TextToken(TokenKind Kind, string Text, bool AfterBlank)
{
    /// <summary>Splits a text, in the form of <see cref="TextBlock.Text"/>. Any text can be split.</summary>
    public static List<TextToken> Split(string text)
    {
        var tokens = new List<TextToken>(text.Length / 5 + 1);
        var at = 0;
        var blank = false;
        while (at < text.Length)
        {
            if (text[at] == ' ')
            {
                blank = true;
                at++;
                continue;
            }

            var (kind, end) = Next(text, at);
            tokens.Add(new(kind, text[at..end], blank));
            (at, blank) = (end, false);
        }

        return tokens;
    }

    private static (TokenKind Kind, int End) Next(string text, int at)
    {
        var c = text[at];
        if (c is '`' or '$' && Delimited(text, at, c) is > 0 and var end) return (TokenKind.Code, end);
        if (c == '{' && text.IndexOf('}', at) is > 0 and var close)
            return (text.AsSpan(at).StartsWith("{value:") ? TokenKind.Number : TokenKind.Word, close + 1);
        if (c == '\\' && at + 1 < text.Length) return (TokenKind.Word, at + 2);
        if (char.IsAsciiDigit(c)) return (TokenKind.Number, NumberEnd(text, at));
        if (c is '-' or '−' or '+' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]) && (at == 0 || text[at - 1] is ' ' or '('))
            return (TokenKind.Number, NumberEnd(text, at + 1));
        return (TokenKind.Word, WordEnd(text, at));
    }

    /// <summary>The end of what two equal delimiters enclose, or 0 where the second is missing. A backslash takes away a character's meaning.</summary>
    private static int Delimited(string text, int at, char delimiter)
    {
        for (var end = at + 1; end < text.Length; end++)
        {
            if (text[end] == '\\') end++;
            else if (text[end] == delimiter) return end + 1;
        }

        return 0;
    }

    private static int NumberEnd(string text, int at)
    {
        while (at < text.Length)
        {
            if (char.IsAsciiDigit(text[at])) at++;
            else if (text[at] is '.' or ',' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])) at += 2;
            else if (text[at] is 'e' or 'E' && Exponent(text, at + 1) is > 0 and var end) at = end;
            else break;
        }

        return at;
    }

    private static int Exponent(string text, int at)
    {
        if (at < text.Length && text[at] is '-' or '+') at++;
        return at < text.Length && char.IsAsciiDigit(text[at]) ? at + 1 : 0;
    }

    /// <summary>Digits behind an ASCII letter belong to a name (L2, conv1d) and are no number.</summary>
    private static int WordEnd(string text, int at)
    {
        if (!char.IsLetter(text[at])) return at + (char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? 2 : 1);
        while (at < text.Length && (char.IsLetter(text[at]) || char.GetUnicodeCategory(text[at]) == System.Globalization.UnicodeCategory.NonSpacingMark
            || char.IsAsciiDigit(text[at]) && char.IsAscii(text[at - 1])))
        {
            at++;
        }

        return at;
    }
}
