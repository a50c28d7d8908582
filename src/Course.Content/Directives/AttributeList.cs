using System.Collections.Immutable;
using System.Text;
using Course.Content.Parsing;
using Course.Content.Spelling;

namespace Course.Content.Directives;

/// <summary>One attribute: <c>flag</c>, <c>key=value</c> or <c>key="quoted value"</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value without quotes, or null for a flag.</param>
/// <param name="Start">Offset of the name.</param>
/// <param name="Length">Length of name and value.</param>
internal readonly record struct NamedAttribute(string Name, string? Value, int Start, int Length);

/// <summary>The attributes of a fence or directive. What is taken is known; <see cref="Finish"/> reports the rest.</summary>
internal sealed class AttributeList
{
    private readonly ParseContext _context;
    private readonly List<NamedAttribute> _attributes = [];
    private readonly List<string> _known = [];

    private AttributeList(ParseContext context) => _context = context;

    /// <summary>Names in the order written.</summary>
    public ImmutableArray<string> Names => [.. _attributes.Select(static a => a.Name)];

    /// <summary>Reads the attributes between two offsets of one line.</summary>
    public static AttributeList Parse(ParseContext context, int start, int end)
    {
        var list = new AttributeList(context);
        var text = context.File.Text;
        var at = start;
        while (true)
        {
            while (at < end && text[at] is ' ' or '\t') at++;
            if (at >= end) return list;
            var nameStart = at;
            while (at < end && text[at] is not (' ' or '\t' or '=')) at++;
            var name = text[nameStart..at];
            string? value = null;
            if (at < end && text[at] == '=')
            {
                at++;
                value = at < end && text[at] == '"' ? list.Quoted(ref at, end) : Bare(text, ref at, end);
            }

            list.Add(new(name, value, nameStart, at - nameStart));
        }
    }

    /// <summary>The attribute of a name, or null.</summary>
    public NamedAttribute? Take(string name)
    {
        if (!_known.Contains(name)) _known.Add(name);
        foreach (var attribute in _attributes)
        {
            if (attribute.Name == name) return attribute;
        }

        return null;
    }

    /// <summary>The attribute of a name with a value that is not blank; one without is reported and counts as absent.</summary>
    public NamedAttribute? TakeValue(string name)
    {
        if (Take(name) is not { } attribute) return null;
        if (!string.IsNullOrWhiteSpace(attribute.Value)) return attribute;
        Report(attribute, $"`{name}` needs a value.", $"Write `{name}=…`, with double quotes around a value that holds spaces.");
        return null;
    }

    /// <summary>Value of the attribute of a name, or null.</summary>
    public string? Text(string name) => TakeValue(name)?.Value;

    /// <summary>Whether a flag is set; a value is reported.</summary>
    public bool Flag(string name)
    {
        if (Take(name) is not { } attribute) return false;
        if (attribute.Value is not null) Report(attribute, $"`{name}` is a flag and takes no value.", $"Write only `{name}`.");
        return true;
    }

    /// <summary>Reports that a value is not valid.</summary>
    public void Report(NamedAttribute attribute, string message, string remedy) =>
        _context.Report(ContentFaults.BadAttribute, attribute.Start, attribute.Length, message, remedy);

    /// <summary>Reports attributes that nothing asked for.</summary>
    /// <param name="owner">What the attributes belong to.</param>
    public void Finish(string owner)
    {
        foreach (var attribute in _attributes)
        {
            if (_known.Contains(attribute.Name)) continue;
            _context.Report(ContentFaults.UnknownAttribute, attribute.Start, attribute.Length,
                $"{owner} has no attribute `{attribute.Name}`.{NearMiss.Hint(attribute.Name, _known)}",
                $"Use one of: {string.Join(", ", _known)}; or put a value that holds spaces in double quotes.");
        }
    }

    private void Add(NamedAttribute attribute)
    {
        foreach (var other in _attributes)
        {
            if (other.Name != attribute.Name) continue;
            _context.Report(ContentFaults.DuplicateAttribute, attribute.Start, attribute.Length,
                $"`{attribute.Name}` is given twice.", "Keep one of them.");
            return;
        }

        _attributes.Add(attribute);
    }

    private string Quoted(ref int at, int end)
    {
        var text = _context.File.Text;
        var start = at++;
        var value = new StringBuilder();
        for (; at < end; at++)
        {
            if (text[at] == '"')
            {
                at++;
                return value.ToString();
            }

            if (text[at] == '\\' && at + 1 < end && text[at + 1] is '"' or '\\') at++;
            value.Append(text[at]);
        }

        _context.Report(ContentFaults.UnclosedQuote, start, end - start,
            "The quoted value is never closed on its line.", "Add the closing `\"`; write a quote within the value as `\\\"`.");
        return value.ToString();
    }

    private static string Bare(string text, ref int at, int end)
    {
        var start = at;
        while (at < end && text[at] is not (' ' or '\t')) at++;
        return text[start..at];
    }
}
