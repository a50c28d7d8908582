namespace Course.Checking.Hostile;

/// <summary>How a string is written.</summary>
/// <param name="Dollars">Number of <c>$</c>: braces that open a hole; 0 for a plain string.</param>
/// <param name="IsVerbatim">Whether <c>@</c> stands before it.</param>
/// <param name="Quotes">Quotes that open and close it: 1, or 3 and more for a raw one.</param>
internal sealed record StringForm(int Dollars, bool IsVerbatim, int Quotes)
{
    /// <summary>The form of the string that begins at a position, and where its content begins; null where none begins there.</summary>
    public static (StringForm Form, int Content)? At(string text, int at)
    {
        var (i, dollars, verbatim) = (at, 0, false);
        for (; i < text.Length && text[i] is '$' or '@'; i++)
        {
            if (text[i] == '$') dollars++;
            else verbatim = true;
        }

        if (i >= text.Length || text[i] != '"') return null;
        var quotes = Run(text, i, '"');
        if (verbatim || quotes < 3) return (new(dollars == 0 ? 0 : 1, verbatim, 1), i + 1);
        return (new(dollars, false, quotes), i + quotes);
    }

    /// <summary>Reads content until the string ends or a hole opens.</summary>
    /// <returns>Where code goes on, and whether it does so inside a hole.</returns>
    public (int Next, bool InHole) Read(string text, int at)
    {
        var i = at;
        while (i < text.Length)
        {
            var c = text[i];
            if (c == '"')
            {
                var quotes = Run(text, i, '"');
                if (IsVerbatim && quotes > 1) i += quotes - (quotes % 2);
                else if (quotes >= Quotes) return (i + (Quotes == 1 ? 1 : quotes), false);
                else i += quotes;
            }
            else if (c == '{' && Dollars > 0)
            {
                var braces = Run(text, i, '{');
                i += braces;
                var opens = Quotes == 1 ? braces % 2 == 1 : braces >= Dollars;
                if (opens) return (i, true);
            }
            else if (c == '\\' && Quotes == 1 && !IsVerbatim)
            {
                i += 2;
            }
            else if (c is '\n' or '\r' && Quotes == 1 && !IsVerbatim)
            {
                // It was never closed: the compiler, too, goes on with the next line.
                return (i, false);
            }
            else
            {
                i++;
            }
        }

        return (text.Length, false);
    }

    /// <summary>Where the content goes on after the brace that closes a hole.</summary>
    public int AfterHole(string text, int brace) => brace + (Quotes == 1 ? 1 : System.Math.Min(Run(text, brace, '}'), Dollars));

    private static int Run(string text, int at, char c)
    {
        var i = at;
        while (i < text.Length && text[i] == c) i++;
        return i - at;
    }
}
