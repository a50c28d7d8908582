namespace Course.Content.Parsing;

/// <summary>Turns offsets into lines and columns.</summary>
internal sealed class LineMap
{
    private readonly List<int> _starts = [0];

    /// <param name="text">A text with <c>\n</c> line ends.</param>
    public LineMap(string text)
    {
        for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1)) _starts.Add(at + 1);
    }

    /// <summary>Line and column, from 1, of an offset.</summary>
    public (int Line, int Column) Position(int offset)
    {
        var found = _starts.BinarySearch(offset);
        var line = found >= 0 ? found : ~found - 1;
        return (line + 1, offset - _starts[line] + 1);
    }
}
