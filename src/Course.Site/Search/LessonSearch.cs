using System.Collections.Immutable;

namespace Course.Site.Search;

/// <summary>What the search knows of one lesson in one language. Made anew when the lesson's page is.</summary>
/// <param name="Headings">Anchor and heading of its sections; the first is empty.</param>
/// <param name="Postings">Its tokens, documents counted from its first section.</param>
/// <param name="Texts">The file with the sections' prose, from which the page takes excerpts.</param>
internal sealed record LessonSearch(ImmutableArray<(string Anchor, string Heading)> Headings, ImmutableArray<Posting> Postings, SiteFile Texts);
