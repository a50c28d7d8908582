namespace Course.Checking.Hostile;

/// <summary>
/// Follows <c>#if</c> as the compiler does. Text that it leaves out is no code: a quote in it opens no string, and scanning it
/// as if it did would lose sight of what follows.
/// </summary>
internal sealed class ConditionalText
{
    private readonly HashSet<string> _symbols = new(StringComparer.Ordinal);

    /// <summary>Reads the directive at a <c>#</c> that begins a line.</summary>
    /// <returns>Where code goes on, and whether the directive would have the compiler read another file.</returns>
    public (int Next, bool IsRefused) Read(string text, int at)
    {
        var (word, rest, end) = Line(text, at);
        switch (word)
        {
            case "r" or "load":
                return (end, true);
            case "define":
                _symbols.Add(rest);
                return (end, false);
            case "undef":
                _symbols.Remove(rest);
                return (end, false);
            case "if":
                return (Holds(rest) ? end : Skip(text, end, toEnd: false), false);
            case "elif" or "else":
                // The branch before was taken, or else skipping would not have stopped above it.
                return (Skip(text, end, toEnd: true), false);
            default:
                return (end, false);
        }
    }

    /// <summary>Skips branches until one is taken or the condition ends.</summary>
    private int Skip(string text, int at, bool toEnd)
    {
        var nested = 0;
        for (var i = at; i < text.Length;)
        {
            var start = i;
            while (start < text.Length && text[start] is ' ' or '\t' or '\r' or '\n' or '\f' or '\v') start++;
            if (start >= text.Length) return text.Length;
            if (text[start] != '#')
            {
                i = EndOfLine(text, start);
                continue;
            }

            var (word, rest, end) = Line(text, start);
            i = end;
            if (word == "if") nested++;
            else if (word == "endif" && nested-- == 0) return end;
            else if (nested == 0 && !toEnd && (word == "else" || (word == "elif" && Holds(rest)))) return end;
        }

        return text.Length;
    }

    private bool Holds(string condition) => Or(condition, 0).Value;

    private (bool Value, int Next) Or(string text, int at)
    {
        var (value, next) = (false, at);
        do
        {
            bool term;
            (term, next) = And(text, next);
            value |= term;
        }
        while (Takes(text, ref next, "||"));
        return (value, next);
    }

    private (bool Value, int Next) And(string text, int at)
    {
        var (value, next) = (true, at);
        do
        {
            bool term;
            (term, next) = Equality(text, next);
            value &= term;
        }
        while (Takes(text, ref next, "&&"));
        return (value, next);
    }

    private (bool Value, int Next) Equality(string text, int at)
    {
        var (value, next) = Unary(text, at);
        while (true)
        {
            var equal = Takes(text, ref next, "==");
            if (!equal && !Takes(text, ref next, "!=")) return (value, next);
            bool other;
            (other, next) = Unary(text, next);
            value = equal == (value == other);
        }
    }

    private (bool Value, int Next) Unary(string text, int at)
    {
        var (next, negated) = (at, false);
        while (Takes(text, ref next, "!")) negated = !negated;

        // Brackets in a condition are read by recursion, here and in the compiler: more than people write is no condition.
        if (next - at < 64 && Takes(text, ref next, "(") && text.AsSpan().Count('(') <= ScanLimits.Depth)
        {
            var (inner, after) = Or(text, next);
            Takes(text, ref after, ")");
            return (inner != negated, after);
        }

        var start = next;
        while (next < text.Length && (char.IsLetterOrDigit(text[next]) || text[next] == '_')) next++;
        var name = text[start..next];
        return ((name == "true" || _symbols.Contains(name)) != negated, next);
    }

    private static bool Takes(string text, ref int at, string token)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        if (string.CompareOrdinal(text, at, token, 0, token.Length) != 0 || (token == "!" && at + 1 < text.Length && text[at + 1] == '=')) return false;
        at += token.Length;
        return true;
    }

    private static (string Word, string Argument, int End) Line(string text, int at)
    {
        var end = EndOfLine(text, at);
        var line = text[(at + 1)..end].Trim();
        var comment = line.IndexOf("//", StringComparison.Ordinal);
        if (comment >= 0) line = line[..comment].TrimEnd();
        var length = 0;
        while (length < line.Length && char.IsLetter(line[length])) length++;
        return (line[..length], line[length..].Trim(), end);
    }

    private static int EndOfLine(string text, int at)
    {
        var end = text.AsSpan(at).IndexOfAny('\n', '\r');
        return end < 0 ? text.Length : at + end;
    }
}
