using System.Collections.Immutable;
using Course.Site.Pages;
using Course.Site.Prose;

namespace Course.Site.Search;

/// <summary>What the search knows of one lesson in one language. Made anew when the lesson's page is.</summary>
/// <param name="Headings">Anchor and heading of its sections; the first is empty.</param>
/// <param name="Postings">Its tokens, documents counted from its first section.</param>
/// <param name="Texts">The file with the sections' prose, from which the page takes excerpts.</param>
internal sealed record LessonSearch(ImmutableArray<(string Anchor, string Heading)> Headings, ImmutableArray<Posting> Postings, SiteFile Texts)
{
    private const double InTitle = 8, InOtherTitle = 5, InHeading = 6, InOtherHeading = 2, InTag = 4, InProse = 1, InCode = 0.5;

    /// <summary>Reads a lesson.</summary>
    /// <param name="context">The lesson's text with what it shows; faults found meanwhile are those of the page and are not reported again.</param>
    /// <param name="tokens">Keeps the tokens of all lessons.</param>
    public static LessonSearch Of(ProseContext context, StringPool tokens)
    {
        var (lesson, text) = (context.Lesson, context.Text);
        var sections = LessonSections.Of(context);
        // The other languages' titles and headings lead here as well: who types English finds the Korean page.
        var others = lesson.Texts.Values.Where(other => other.Language != text.Language).ToList();
        var otherHeadings = others.SelectMany(static other => other.Headings.Select(static h => (h.Id, h.Text)).Concat(other.Exercises.Select(static e => (e.Id, Text: e.Title ?? ""))))
            .ToLookup(static heading => heading.Id, static heading => heading.Text);
        var weights = new TermWeights(tokens);
        foreach (var section in sections)
        {
            if (section.Anchor.Length == 0)
            {
                weights.Add(text.Title, InTitle);
                foreach (var other in others) weights.Add(other.Title, InOtherTitle);
                foreach (var tag in lesson.Facts.Tags) weights.Add(tag, InTag);
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

        return new(
            [.. sections.Select(static s => (s.Anchor, s.Heading))], weights.ToPostings().Postings,
            Json.File(Addresses.Lesson(context.Language, lesson) + Json.Texts, json =>
            {
                json.WriteStartArray();
                foreach (var section in sections) json.WriteStringValue(section.Prose);
                json.WriteEndArray();
            }));
    }
}
