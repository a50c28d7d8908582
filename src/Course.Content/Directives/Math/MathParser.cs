using Markdig.Extensions.Mathematics;
using Markdig.Helpers;
using Markdig.Parsers;

namespace Course.Content.Directives.Math;

/// <summary>
/// Parses <c>$…$</c> and <c>$$…$$</c> within a line. Markdig's own parser wants a blank or punctuation behind the
/// closing dollar, which Korean never has (<c>$x$는</c>). Here, as in Pandoc: no blank inside next to single
/// dollars, no digit right behind the closing one, no letter or digit of ASCII right before the opening one.
/// </summary>
internal sealed class MathParser : InlineParser
{
    public MathParser() => OpeningCharacters = ['$'];

    /// <inheritdoc />
    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var before = slice.PeekCharExtra(-1);
        if (before == '$' || char.IsAsciiLetterOrDigit(before)) return false;
        var text = slice.AsSpan();
        var dollars = text.Length > 1 && text[1] == '$' ? 2 : 1;
        var end = Close(processor, text, slice.Start, dollars);
        if (end < 0) return false;

        var content = text[dollars..end];
        var blanks = content.Length - content.TrimStart().Length;
        var inline = new MathInline
        {
            Span = new(processor.GetSourcePosition(slice.Start, out var line, out var column), processor.GetSourcePosition(slice.Start + end + dollars - 1)),
            Line = line,
            Column = column,
            Delimiter = '$',
            DelimiterCount = dollars,
            Content = new(slice.Text, slice.Start + dollars + blanks, slice.Start + dollars + blanks + content.Trim().Length - 1),
        };
        processor.Inline = inline;
        slice.Start += end + dollars;
        return true;
    }

    /// <summary>Index of the closing dollars, or -1.</summary>
    private int Close(InlineProcessor processor, ReadOnlySpan<char> text, int offset, int dollars)
    {
        // Without this memory a long line of dollars that close nothing would be scanned once for each of them.
        var memory = processor.GetParserState<FailedScan>(this);
        if (offset < memory.End(dollars)) return -1;
        if (dollars == 1 && text.Length > 1 && text[1] is ' ' or '\t') return -1;
        for (var i = dollars; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\':
                    i++;
                    break;
                case '\n':
                    memory.Set(dollars, offset + i);
                    return -1;
                case '$' when dollars == 2 && i + 1 < text.Length && text[i + 1] == '$':
                    return text[dollars..i].IsWhiteSpace() ? -1 : i;
                case '$' when dollars == 1 && i > 1 && text[i - 1] is not (' ' or '\t') && !(i + 1 < text.Length && char.IsAsciiDigit(text[i + 1])):
                    return i;
                default:
                    break;
            }
        }

        memory.Set(dollars, offset + text.Length);
        return -1;
    }

    /// <summary>Up to where it is known that nothing closes single or double dollars.</summary>
    private sealed class FailedScan
    {
        private int _single, _double;

        public int End(int dollars) => dollars == 1 ? _single : _double;

        public void Set(int dollars, int end) => (dollars == 1 ? ref _single : ref _double) = end;
    }
}
