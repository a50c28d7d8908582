namespace Course.Site.Web;

/// <summary>The lines of a text, one after the other, without copies: what <c>Split('\n')</c> would return.</summary>
internal ref struct TextLines(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;
    private bool _isAtEnd;

    /// <summary>Number of the line that was read last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Reads a line; false where there are no more.</summary>
    public bool Next(out ReadOnlySpan<char> line)
    {
        line = _rest;
        if (_isAtEnd) return false;
        Number++;
        var end = _rest.IndexOf('\n');
        if (end < 0)
        {
            _isAtEnd = true;
            return true;
        }

        line = _rest[..end];
        _rest = _rest[(end + 1)..];
        return true;
    }
}
