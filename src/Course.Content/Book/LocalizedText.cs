using System.Collections.Immutable;

namespace Course.Content.Book;

/// <summary>The same words in several languages, by language code (<c>en</c>, <c>ko</c>).</summary>
public sealed record LocalizedText(ImmutableSortedDictionary<string, string> ByLanguage)
{
    /// <summary>No words at all.</summary>
    public static LocalizedText Empty { get; } = new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>The words in a language; where they are missing, those of the first language that has them; else nothing.</summary>
    public string In(string language) =>
        ByLanguage.TryGetValue(language, out var text) ? text
        : ByLanguage.IsEmpty ? "" : ByLanguage.First().Value;
}
