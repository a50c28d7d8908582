using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Net;
using Scriban.Runtime;

namespace Course.Site.Theming;

/// <summary>The words of the pages' frame in one language: site/strings.&lt;language&gt;.yaml.</summary>
public sealed class Strings
{
    private readonly FrozenDictionary<string, string> _words;
    private readonly ConcurrentDictionary<string, bool> _missing = new(StringComparer.Ordinal);

    /// <param name="language">Language code.</param>
    /// <param name="words">Words by key, as plain text.</param>
    public Strings(string language, IReadOnlyDictionary<string, string> words)
    {
        Language = language;
        _words = words.ToFrozenDictionary(static w => w.Key, static w => WebUtility.HtmlEncode(w.Value), StringComparer.Ordinal);
        ForLayouts = [];
        foreach (var (key, value) in _words) ForLayouts.SetValue(key, value, readOnly: true);
    }

    /// <summary>The language that the words are in.</summary>
    public string Language { get; }

    /// <summary>The keys that are there.</summary>
    public IEnumerable<string> Keys => _words.Keys;

    /// <summary>The same words as layouts see them (<c>t.next</c>).</summary>
    internal ScriptObject ForLayouts { get; }

    /// <summary>Whether the table has a key.</summary>
    public bool Has(string key) => _words.ContainsKey(key);

    /// <summary>Keys that pages asked for and the table lacks.</summary>
    public IEnumerable<string> Missing => _missing.Keys.Order(StringComparer.Ordinal);

    /// <summary>The words for a key as HTML; the key itself when the table lacks it, which is then among <see cref="Missing"/>.</summary>
    public string this[string key]
    {
        get
        {
            if (_words.TryGetValue(key, out var words)) return words;
            _missing.TryAdd(key, true);
            return key;
        }
    }

    /// <summary>The words for a key with <c>{0}</c>, <c>{1}</c> … replaced by HTML.</summary>
    public string Format(string key, params ReadOnlySpan<string> arguments)
    {
        var text = this[key];
        for (var i = 0; i < arguments.Length; i++)
        {
            text = text.Replace("{" + i.ToString(System.Globalization.CultureInfo.InvariantCulture) + "}", arguments[i], StringComparison.Ordinal);
        }

        return text;
    }
}
