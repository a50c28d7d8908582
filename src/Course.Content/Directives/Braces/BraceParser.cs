using Course.Content.Parsing;
using Course.Content.Spelling;
using Markdig.Helpers;
using Markdig.Parsers;

namespace Course.Content.Directives.Braces;

/// <summary>Parses inline directives: <c>{value:…}</c> and <c>{term:…}</c>. Braces of any other look stay text.</summary>
internal sealed class BraceParser : InlineParser
{
    private readonly Dictionary<string, BraceDirective> _directives;

    /// <param name="directives">All inline directives.</param>
    public BraceParser(IEnumerable<BraceDirective> directives)
    {
        _directives = directives.ToDictionary(static d => d.Name, StringComparer.Ordinal);
        OpeningCharacters = ['{'];
    }

    /// <inheritdoc />
    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var text = slice.AsSpan();
        var colon = 1;
        while (colon < text.Length && (char.IsAsciiLetterLower(text[colon]) || text[colon] == '-')) colon++;

        // Only `{name:content` looks like a directive: sets such as {x: x > 0} and empty braces are prose.
        if (colon < 2 || colon + 1 >= text.Length || text[colon] != ':' || text[colon + 1] is ' ' or '\t' or '\n') return false;
        var context = (ParseContext)processor.Context!;
        var start = processor.GetSourcePosition(slice.Start, out var line, out var column);
        var name = text[1..colon].ToString();
        var length = text.IndexOfAny('}', '\n') + 1;
        var isClosed = length > 0 && text[length - 1] == '}';
        if (!_directives.TryGetValue(name, out var directive))
        {
            context.Report(ContentFaults.UnknownBraces, start, isClosed ? length : colon + 1,
                $"There is no inline directive `{name}`.{NearMiss.Hint(name, _directives.Keys)}",
                $"Use one of: {string.Join(", ", _directives.Keys)}; or write `\\{{` where a brace is meant.");
            return false;
        }

        if (!isClosed)
        {
            context.Report(ContentFaults.UnknownBraces, start, colon + 1,
                $"`{{{name}:` is not closed on its line.", "Add the closing `}`, or write `\\{` where a brace is meant.");
            return false;
        }

        if (directive.Read(context, text[(colon + 1)..(length - 1)].ToString(), start, length) is not { } inline) return false;
        inline.Span = new(start, start + length - 1);
        inline.Line = line;
        inline.Column = column;
        processor.Inline = inline;
        slice.Start += length;
        return true;
    }
}
