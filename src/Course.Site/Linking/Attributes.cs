namespace Course.Site.Linking;

/// <summary>The places of an attribute in HTML, in their order.</summary>
/// <param name="html">The HTML.</param>
/// <param name="name">The attribute from the space before it to the quote in front of its value.</param>
internal ref struct Attributes(ReadOnlySpan<byte> html, ReadOnlySpan<byte> name)
{
    private readonly ReadOnlySpan<byte> _html = html;
    private readonly ReadOnlySpan<byte> _name = name;
    private int _next;

    /// <summary>Where the attribute begins, and where its value is.</summary>
    public (int At, Range Value) Current { get; private set; }

    /// <summary>For <c>foreach</c>.</summary>
    public readonly Attributes GetEnumerator() => this;

    /// <summary>Goes to the next one.</summary>
    public bool MoveNext()
    {
        while (_html[_next..].IndexOf(_name) is >= 0 and var ahead)
        {
            var at = _next + ahead;
            var start = at + _name.Length;
            var length = _html[start..].IndexOf((byte)'"');
            if (length < 0) return false;
            _next = start + length;

            // A listing may show such words: they are an attribute only where the last bracket before them opens a tag.
            if (_html[..at].LastIndexOfAny((byte)'<', (byte)'>') is not (>= 0 and var bracket) || _html[bracket] != '<') continue;
            Current = (at, start.._next);
            return true;
        }

        return false;
    }
}
