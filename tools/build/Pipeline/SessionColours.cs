using System.Collections.Immutable;
using Course.Content.Book;
using Course.Snippets.Classification;
using Course.Snippets.Compilation;
using Course.Snippets.Records;
using Course.Snippets.Sessions;

namespace Course.Build.Pipeline;

/// <summary>Colours of a session's snippets in each language that shows code of its own.</summary>
/// <param name="ByLanguage">Listings by language and snippet id.</param>
internal sealed record SessionColours(ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, Listing>> ByLanguage)
{
    public static SessionColours Of(LessonPair lesson, SessionSource session, ReferenceSet references)
    {
        var colours = ImmutableSortedDictionary.CreateBuilder<string, ImmutableSortedDictionary<string, Listing>>(StringComparer.Ordinal);
        foreach (var (language, text) in lesson.Texts)
        {
            if (language == lesson.Facts.SourceLanguage)
            {
                colours[language] = ListingClassifier.Classify(session, references);
                continue;
            }

            var own = text.Snippets.Where(static s => s.Code.Length > 0).Select(static s => s.Id).ToHashSet(StringComparer.Ordinal);
            if (!session.Snippets.Any(s => own.Contains(s.Id))) continue;
            colours[language] = ListingClassifier.Classify(session.WithBodiesOf(text.Snippets), references)
                .Where(l => own.Contains(l.Key)).ToImmutableSortedDictionary(StringComparer.Ordinal);
        }

        return new(colours.ToImmutable());
    }

    /// <summary>A snippet's listings by language.</summary>
    public ImmutableSortedDictionary<string, Listing> For(string snippet) => ByLanguage
        .Where(c => c.Value.ContainsKey(snippet))
        .ToImmutableSortedDictionary(static c => c.Key, c => c.Value[snippet], StringComparer.Ordinal);
}
