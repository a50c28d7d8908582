using System.Collections.Immutable;
using System.Text.Json;
using Course.Content.Book;
using Course.Site.Pages;
using Course.Site.Rules;

namespace Course.Site.Search;

/// <summary>A page of the site itself that can be found.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Title">Its title.</param>
/// <param name="Text">What it is for.</param>
internal sealed record SearchedPage(string Address, string Title, string Text);

/// <summary>
/// What can be found besides written lessons, in one language: planned lessons, terms, rules, tags, pages of the site itself; and the file that tells the page what the
/// numbers of documents mean. Documents are numbered lessons first, section by section, then those in the order above.
/// </summary>
internal sealed class Catalogue
{
    private const double InTitle = 8, InOtherTitle = 5, InText = 1;

    private readonly CourseBook _book;
    private readonly ImmutableArray<RuleSheet> _rules;
    private readonly string _language;
    private readonly ImmutableArray<(PlannedLesson Lesson, LocalizedText Track)> _planned;
    private readonly ImmutableArray<string> _tags;

    private readonly ImmutableArray<SearchedPage> _pages;

    public Catalogue(CourseBook book, ImmutableArray<RuleSheet> rules, ImmutableArray<SearchedPage> pages, string language)
    {
        (_book, _rules, _pages, _language) = (book, rules, pages, language);
        var written = book.Lessons.Select(static lesson => lesson.Facts.Id).ToHashSet(StringComparer.Ordinal);
        _planned = [.. from track in book.Facts.Plan from lesson in track.Lessons where !written.Contains(lesson.Id) select (lesson, track.Title)];
        _tags = [.. book.Lessons.SelectMany(static lesson => lesson.Facts.Tags).Distinct().Order(StringComparer.Ordinal)];
        Postings = Count();
    }

    /// <summary>Tokens of what is no written lesson, documents counted from the first planned lesson.</summary>
    public ImmutableArray<Posting> Postings { get; }

    /// <summary>The texts that excerpts of terms and rules are taken from.</summary>
    public IEnumerable<SiteFile> Texts()
    {
        yield return Strings(Addresses.Glossary(_language), _book.Glossary.Terms.Values.Select(term => term.Meaning.In(_language)));
        if (!_rules.IsEmpty) yield return Strings(Addresses.Rules(_language), _rules.Select(rule => RuleText.Opening(rule.In(_language).Text)));
    }

    /// <summary>The catalogue with its lessons.</summary>
    public void Write(Utf8JsonWriter json, IEnumerable<LessonSearch> lessons)
    {
        json.WriteStartObject();
        json.WriteStartArray("lessons");
        foreach (var (lesson, search) in _book.Lessons.Zip(lessons))
        {
            json.WriteStartObject();
            json.WriteString("title", lesson.In(_language).Title);
            json.WriteString("track", _book.Tracks.First(track => track.Id == lesson.TrackId).Title.In(_language));
            json.WriteString("href", Addresses.Lesson(_language, lesson));
            json.WriteStartArray("sections");
            foreach (var (anchor, heading) in search.Headings.Skip(1)) Row(json, anchor, heading);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("planned");
        foreach (var (lesson, track) in _planned) Row(json, lesson.Title.In(_language), track.In(_language));
        json.WriteEndArray();
        json.WriteStartArray("terms");
        foreach (var term in _book.Glossary.Terms.Values) WriteTerm(json, term);
        json.WriteEndArray();
        json.WriteStartArray("rules");
        foreach (var rule in _rules) Row(json, rule.Id, rule.TitleIn(_language));
        json.WriteEndArray();
        json.WriteStartArray("tags");
        foreach (var tag in _tags) Row(json, tag, _book.Facts.TagName(tag, _language));
        json.WriteEndArray();
        json.WriteStartArray("pages");
        foreach (var page in _pages) Row(json, page.Address, page.Title);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A term with its names in the other languages by code, through which a query finds what is written in this one.</summary>
    private void WriteTerm(Utf8JsonWriter json, GlossaryTerm term)
    {
        json.WriteStartArray();
        json.WriteStringValue(term.Id);
        json.WriteStringValue(term.Term.In(_language));
        json.WriteStartObject();
        foreach (var (code, name) in Others(term.Term)) json.WriteString(code, name);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private ImmutableArray<Posting> Count()
    {
        var weights = new TermWeights(new());
        foreach (var (lesson, _) in _planned)
        {
            AddTitle(weights, lesson.Title);
            weights.EndDocument();
        }

        foreach (var term in _book.Glossary.Terms.Values)
        {
            AddTitle(weights, term.Term);
            weights.Add(term.Meaning.In(_language), InText);
            weights.EndDocument();
        }

        foreach (var rule in _rules)
        {
            weights.Add(rule.Id, InTitle);
            weights.Add(rule.TitleIn(_language), InTitle);
            weights.Add(rule.In(_language).Text, InText);
            weights.EndDocument();
        }

        foreach (var tag in _tags)
        {
            weights.Add(tag, InTitle);
            if (_book.Facts.Tags.TryGetValue(tag, out var name)) AddTitle(weights, name);
            weights.EndDocument();
        }

        foreach (var page in _pages)
        {
            weights.Add(page.Title, InTitle);
            weights.Add(page.Text, InText);
            weights.EndDocument();
        }

        return weights.TakePostings();
    }

    private void AddTitle(TermWeights weights, LocalizedText title)
    {
        weights.Add(title.In(_language), InTitle);
        foreach (var (_, other) in Others(title)) weights.Add(other, InOtherTitle);
    }

    private IEnumerable<KeyValuePair<string, string>> Others(LocalizedText text) => text.ByLanguage.Where(word => word.Key != _language && word.Value != text.In(_language));

    private static SiteFile Strings(string address, IEnumerable<string> texts) => Json.File(address + Json.Texts, json =>
    {
        json.WriteStartArray();
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    });

    private static void Row(Utf8JsonWriter json, params ReadOnlySpan<string> cells)
    {
        json.WriteStartArray();
        foreach (var cell in cells) json.WriteStringValue(cell);
        json.WriteEndArray();
    }
}
