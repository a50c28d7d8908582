using System.Collections.Concurrent;

namespace Course.Site;

/// <summary>One object for each text, however often it is read: the pages of a course link to the same places and use the same words. For any number of threads.</summary>
internal sealed class StringPool
{
    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _spans;

    public StringPool() => _spans = _known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The text as a string.</summary>
    public string Of(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return "";
        if (_spans.TryGetValue(text, out var known)) return known;
        var added = text.ToString();
        return _known.GetOrAdd(added, added);
    }
}
