using System.Collections.Immutable;
using System.Globalization;
using Course.Content.Book;
using Course.Content.Spelling;
using Course.Diagnostics;

namespace Course.Content.Yaml;

/// <summary>
/// Reads the keys of one map. What is asked for is known; <see cref="Finish"/> reports every other key.
/// Each method reports a value that does not fit and then returns what stands for "not given".
/// </summary>
/// <param name="map">The map.</param>
/// <param name="languages">Languages of the course; empty while they are not known.</param>
/// <param name="diagnostics">Takes what is found wrong.</param>
internal sealed class YamlReader(YamlMap map, ImmutableArray<string> languages, List<Diagnostic> diagnostics)
{
    private readonly List<string> _known = [];

    /// <summary>Place of the map.</summary>
    public SourceLocation Location => map.Location;

    /// <summary>Place of a key's value, or of the map where the key is missing.</summary>
    public SourceLocation At(string key) => Value(key)?.Location ?? map.Location;

    /// <summary>Non-empty text.</summary>
    public string? Text(string key, bool required = false) => Scalar(key, required)?.Value;

    /// <summary>An id in kebab-case.</summary>
    public string? Id(string key) => Scalar(key, required: true) is { } scalar && CheckId(scalar) ? scalar.Value : null;

    /// <summary>An id in kebab-case that may be left out.</summary>
    public string? OptionalId(string key) => Scalar(key, required: false) is { } scalar && CheckId(scalar) ? scalar.Value : null;

    /// <summary>A whole number.</summary>
    public int? Integer(string key, int least, int most, bool required = false)
    {
        if (Scalar(key, required) is not { } scalar) return null;
        var digits = scalar.Value.AsSpan().TrimStart('-');
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
        {
            diagnostics.Add(ContentFaults.WrongType.At(scalar.Location,
                $"`{key}` must be a whole number, but is `{scalar.Value}`.", "Write digits only, such as `20`."));
            return null;
        }

        if (int.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        diagnostics.Add(ContentFaults.OutOfRange.At(scalar.Location,
            $"`{key}` is {scalar.Value}, which is not between {Digits(least)} and {Digits(most)}.", "Give a number in that range."));
        return null;
    }

    /// <summary>A day, written yyyy-mm-dd.</summary>
    public DateOnly? Date(string key, bool required = false)
    {
        if (Scalar(key, required) is not { } scalar) return null;
        if (DateOnly.TryParseExact(scalar.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        diagnostics.Add(ContentFaults.BadDate.At(scalar.Location,
            $"`{scalar.Value}` is not a day of the calendar.", "Write it as yyyy-mm-dd, such as `2026-03-31`."));
        return null;
    }

    /// <summary>An absolute http or https address.</summary>
    public Uri? Url(string key, bool required = false)
    {
        if (Scalar(key, required) is not { } scalar) return null;
        if (Uri.TryCreate(scalar.Value, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" && url.Host.Length > 0) return url;
        diagnostics.Add(ContentFaults.BadUrl.At(scalar.Location,
            $"`{scalar.Value}` is not an address that a page can link to.", "Write a whole address that starts with https://."));
        return null;
    }

    /// <summary>One of a few words.</summary>
    public string? Choice(string key, bool required, params ReadOnlySpan<string> choices)
    {
        if (Scalar(key, required) is not { } scalar) return null;
        if (choices.Contains(scalar.Value)) return scalar.Value;
        var known = choices.ToArray();
        diagnostics.Add(ContentFaults.UnknownChoice.At(scalar.Location,
            $"`{key}` is `{scalar.Value}`, which is not one of the known values.{NearMiss.Hint(scalar.Value, known)}",
            $"Write one of: {string.Join(", ", known)}."));
        return null;
    }

    /// <summary>A language of the course.</summary>
    public string? Language(string key, bool required = false)
    {
        if (Scalar(key, required) is not { } scalar) return null;
        return CheckLanguage(scalar) ? scalar.Value : null;
    }

    /// <summary>A code of any language, of the course or not; English where it is left out.</summary>
    public string? Code(string key)
    {
        if (Scalar(key, required: false) is not { } scalar) return null;
        if (LanguageCode.IsValid(scalar.Value)) return scalar.Value;
        diagnostics.Add(ContentFaults.UnknownLanguage.At(scalar.Location,
            $"`{scalar.Value}` is not a language code.", "Write a code of BCP 47, such as `en` or `ko`."));
        return null;
    }

    /// <summary>Makes a key known that is read elsewhere.</summary>
    public void Allow(string key) => _known.Add(key);

    /// <summary>The same words in several languages.</summary>
    public LocalizedText Words(string key, bool required = false)
    {
        if (Nested(key, required) is not { } words) return LocalizedText.Empty;
        var byLanguage = LocalizedText.Empty.ByLanguage.ToBuilder();
        foreach (var (language, value) in words.Entries)
        {
            if (CheckLanguage(language) && AsScalar(language.Value, value) is { } text) byLanguage[language.Value] = text.Value;
        }

        foreach (var language in languages)
        {
            if (words.Entries.Any(e => e.Key.Value == language)) continue;
            diagnostics.Add(ContentFaults.MissingWords.At(words.Location,
                $"`{key}` has no words in `{language}`, so pages in that language show those of another.", $"Add `{language}: …`."));
        }

        return new(byLanguage.ToImmutable());
    }

    /// <summary>A list of texts without repetition, each with its place.</summary>
    public ImmutableArray<Located<string>> Texts(string key, bool required = false, bool ids = false) => Texts(key, Items(key, required), ids);

    /// <summary>A list of texts in each language that has one.</summary>
    public IEnumerable<(string Language, ImmutableArray<Located<string>> Texts)> TextsByLanguage(string key)
    {
        if (Nested(key, required: false, "a map from language to a list, such as `{en: [a, b]}`") is not { } lists) yield break;
        foreach (var (language, value) in lists.Entries)
        {
            if (CheckLanguage(language)) yield return (language.Value, Texts(language.Value, ItemsOf(language.Value, value), ids: false));
        }
    }

    private ImmutableArray<Located<string>> Texts(string key, ImmutableArray<YamlNode> items, bool ids)
    {
        var texts = ImmutableArray.CreateBuilder<Located<string>>();
        foreach (var item in items)
        {
            if (AsScalar(key, item) is not { } scalar || ids && !CheckId(scalar)) continue;
            if (texts.Any(t => t.Value == scalar.Value))
            {
                diagnostics.Add(ContentFaults.DuplicateItem.At(scalar.Location, $"`{scalar.Value}` is listed twice.", "Remove one of them."));
                continue;
            }

            texts.Add(new(scalar.Value, scalar.Location));
        }

        return texts.ToImmutable();
    }

    /// <summary>A list of maps, each with a reader of its own.</summary>
    public IEnumerable<YamlReader> Maps(string key, bool required = false)
    {
        foreach (var item in Items(key, required))
        {
            if (item is YamlMap nested) yield return new(nested, languages, diagnostics);
            else Wrong(key, item, "a list of maps, each starting with `- `");
        }
    }

    /// <summary>A map of its own keys.</summary>
    public YamlReader? Map(string key, bool required = false)
    {
        switch (Take(key, required))
        {
            case YamlMap nested: return new(nested, languages, diagnostics);
            case null: return null;
            case var value:
                Wrong(key, value, "a map, such as `{ key: value }`");
                return null;
        }
    }

    /// <summary>Where a learner's report goes: an absolute https or mailto address.</summary>
    public Uri? Contact(string key)
    {
        if (Scalar(key, required: false) is not { } scalar) return null;
        if (Uri.TryCreate(scalar.Value, UriKind.Absolute, out var url) && (url.Scheme is "https" or "http" && url.Host.Length > 0 || url.Scheme == "mailto" && url.AbsoluteUri.Contains('@'))) return url;
        diagnostics.Add(ContentFaults.BadUrl.At(scalar.Location,
            $"`{scalar.Value}` is no address that a report could go to.", "Write the address of an issue form that starts with https://, or mailto: with a mail address."));
        return null;
    }

    /// <summary>Reports keys that nothing asked for.</summary>
    public void Finish()
    {
        foreach (var (key, _) in map.Entries)
        {
            if (_known.Contains(key.Value)) continue;
            diagnostics.Add(ContentFaults.UnknownKey.At(key.Location,
                $"The key `{key.Value}` is unknown here.{NearMiss.Hint(key.Value, _known)}",
                $"Use one of the known keys ({string.Join(", ", _known)}), or remove it."));
        }
    }

    private YamlNode? Value(string key)
    {
        foreach (var (name, value) in map.Entries)
        {
            if (name.Value == key) return value;
        }

        return null;
    }

    private YamlNode? Take(string key, bool required)
    {
        _known.Add(key);
        if (Value(key) is { } value) return value;
        if (required)
        {
            diagnostics.Add(ContentFaults.MissingKey.At(map.Location, $"The key `{key}` is missing.", $"Add `{key}:` with its value."));
        }

        return null;
    }

    private YamlScalar? Scalar(string key, bool required) => Take(key, required) is { } value ? AsScalar(key, value) : null;

    private YamlScalar? AsScalar(string key, YamlNode value)
    {
        if (value is YamlScalar scalar && !string.IsNullOrWhiteSpace(scalar.Value)) return scalar;
        Wrong(key, value, "a single value");
        return null;
    }

    private YamlMap? Nested(string key, bool required, string expected = "a map from language to words, such as `{en: …, ko: …}`")
    {
        switch (Take(key, required))
        {
            case YamlMap nested: return nested;
            case null: return null;
            case var value:
                Wrong(key, value, expected);
                return null;
        }
    }

    private ImmutableArray<YamlNode> Items(string key, bool required) => Take(key, required) is { } value ? ItemsOf(key, value) : [];

    private ImmutableArray<YamlNode> ItemsOf(string key, YamlNode value)
    {
        if (value is YamlList list) return list.Items;
        Wrong(key, value, "a list, such as `[a, b]`");
        return [];
    }

    private void Wrong(string key, YamlNode value, string expected)
    {
        var got = value is YamlScalar { IsEmpty: false } scalar && string.IsNullOrWhiteSpace(scalar.Value) ? "blank" : value.Kind;
        diagnostics.Add(ContentFaults.WrongType.At(value.Location, $"`{key}` must be {expected}, but is {got}.", $"Write it as {expected}."));
    }

    private bool CheckId(YamlScalar scalar)
    {
        if (KebabCase.IsValid(scalar.Value)) return true;
        diagnostics.Add(ContentFaults.BadId.At(scalar.Location,
            $"`{scalar.Value}` is not an id: ids are part of addresses and consist of {KebabCase.Rule}.",
            $"Write it as `{KebabCase.From(scalar.Value, "an-id")}`."));
        return false;
    }

    private bool CheckLanguage(YamlScalar scalar)
    {
        if (languages.IsEmpty || languages.Contains(scalar.Value)) return true;
        diagnostics.Add(ContentFaults.UnknownLanguage.At(scalar.Location,
            $"`{scalar.Value}` is not a language of this course.",
            $"Use one of: {string.Join(", ", languages)}; or add it to `languages` in course.yaml."));
        return false;
    }

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A value with the place where it was written.</summary>
internal readonly record struct Located<T>(T Value, SourceLocation Location);
