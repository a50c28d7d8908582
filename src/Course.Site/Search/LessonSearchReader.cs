using System.Collections.Concurrent;
using Course.Site.Pages;
using Course.Site.Prose;

namespace Course.Site.Search;

/// <summary>Reads lessons for the search, any number at a time.</summary>
internal sealed class LessonSearchReader
{
    private const double InTitle = 8, InOtherTitle = 5, InHeading = 6, InOtherHeading = 2, InTag = 4, InProse = 1, InCode = 0.5;

    /// <summary>Most tokens are in many lessons.</summary>
    private readonly StringPool _tokens = new();

    /// <summary>Counters grow to the size of the largest lesson and are used by one thread at a time, so they go round.</summary>
    private readonly ConcurrentBag<TermWeights> _idle = [];

    /// <summary>Reads a lesson.</summary>
    /// <param name="context">The lesson's text with what it shows; faults found meanwhile are those of the page and are not reported again.</param>
    public LessonSearch Read(ProseContext context)
    {
        var (lesson, text) = (context.Lesson, context.Text);
        var sections = LessonSections.Of(context);
        // The other languages' titles and headings lead here as well: who types English finds the Korean page.
        var others = lesson.Texts.Values.Where(other => other.Language != text.Language).ToList();
        var otherHeadings = others.SelectMany(static other => other.Headings.Select(static h => (h.Id, h.Text)).Concat(other.Exercises.Select(static e => (e.Id, Text: e.Title ?? ""))))
            .ToLookup(static heading => heading.Id, static heading => heading.Text);
        var weights = _idle.TryTake(out var idle) ? idle : new(_tokens);
        foreach (var section in sections)
        {
            if (section.Anchor.Length == 0)
            {
                weights.Add(text.Title, InTitle);
                foreach (var other in others) weights.Add(other.Title, InOtherTitle);
                foreach (var tag in lesson.Facts.Tags)
                {
                    weights.Add(tag, InTag);
                    if (context.Index.Book.Facts.TagName(tag, text.Language) is var name && name != tag) weights.Add(name, InTag);
                }
            }
            else
            {
                weights.Add(section.Heading, InHeading);
                foreach (var heading in otherHeadings[section.Anchor]) weights.Add(heading, InOtherHeading);
            }

            weights.Add(section.Prose, InProse);
            weights.Add(section.Code, InCode);
            weights.EndDocument();
        }

        var postings = weights.TakePostings();
        _idle.Add(weights);
        return new(
            [.. sections.Select(static s => (s.Anchor, s.Heading))], postings,
            Json.File(Addresses.Lesson(context.Language, lesson) + Json.Texts, json =>
            {
                json.WriteStartArray();
                foreach (var section in sections) json.WriteStringValue(section.Prose);
                json.WriteEndArray();
            }));
    }
}
