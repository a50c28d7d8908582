using Course.Content.Parsing;
using Course.Content.Spelling;
using Course.Diagnostics;

namespace Course.Content.Directives;

/// <summary>The first line of a container directive.</summary>
/// <param name="context">The parse that it belongs to.</param>
/// <param name="start">Offset of the name.</param>
/// <param name="end">Offset behind the line's last character that is not blank.</param>
internal readonly struct DirectiveLine(ParseContext context, int start, int end)
{
    /// <summary>The parse that the line belongs to.</summary>
    public ParseContext Context => context;

    /// <summary>The directive's name.</summary>
    public string Name => context.File.Text[start..WordEnd(start)];

    /// <summary>All after the name, or null where there is nothing.</summary>
    public string? Words => WordsFrom(WordEnd(start));

    /// <summary>Reports a fault of the line as a whole.</summary>
    public void Report(Fault fault, string message, string remedy) => context.Report(fault, start, end - start, message, remedy);

    /// <summary>Reports words where none are allowed.</summary>
    public void AllowNothing()
    {
        if (Words is not { } words) return;
        context.Report(ContentFaults.UnknownAttribute, end - words.Length, words.Length,
            $"`{Name}` takes nothing after its name.", "Move the words into the body, or remove them.");
    }

    /// <summary>The id after the name; reports it where it is missing or no id.</summary>
    /// <param name="example">A line that is right.</param>
    /// <param name="rest">Offset behind the id.</param>
    public string? Id(string example, out int rest)
    {
        var from = SkipBlanks(WordEnd(start));
        rest = WordEnd(from);
        var id = context.File.Text.AsSpan(from, rest - from);
        if (KebabCase.IsValid(id)) return id.ToString();
        if (id.IsEmpty || id.Contains('='))
        {
            rest = from;
            Report(ContentFaults.MissingArgument, $"`{Name}` needs an id as its first word.", $"Write it as `{example}`.");
            return null;
        }

        context.Report(ContentFaults.BadAttribute, from, id.Length,
            $"`{id}` is not an id: ids consist of {KebabCase.Rule}.", $"Write it as `{KebabCase.From(id.ToString(), "an-id")}`.");
        return null;
    }

    /// <summary>All from an offset on, or null where there is nothing.</summary>
    public string? WordsFrom(int offset)
    {
        var from = SkipBlanks(offset);
        return from < end ? context.File.Text[from..end] : null;
    }

    /// <summary>The attributes from an offset on.</summary>
    public AttributeList Attributes(int offset) => AttributeList.Parse(context, offset, end);

    private int SkipBlanks(int from)
    {
        while (from < end && context.File.Text[from] is ' ' or '\t') from++;
        return from;
    }

    private int WordEnd(int from)
    {
        while (from < end && context.File.Text[from] is not (' ' or '\t')) from++;
        return from;
    }
}
