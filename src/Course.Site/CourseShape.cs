using System.Globalization;
using Course.Content.Book;
using Course.Diagnostics;

namespace Course.Site;

/// <summary>
/// What one lesson's page shows of the rest of the course: titles, addresses, headings, terms, menus, and the theme.
/// A change of prose leaves it as it is.
/// </summary>
internal static class CourseShape
{
    public static string Of(SiteSource source) => ContentHash.OfParts(Parts(source));

    private static IEnumerable<string> Parts(SiteSource source)
    {
        var (book, facts) = (source.Book, source.Book.Facts);
        yield return source.Theme.Hash;
        yield return facts.Url?.AbsoluteUri ?? "";
        yield return facts.Repository?.AbsoluteUri ?? "";
        foreach (var code in facts.Languages) yield return code;
        foreach (var word in Words(facts.Title, facts.Summary)) yield return word;
        foreach (var planned in facts.Plan)
        {
            yield return planned.Id;
            foreach (var word in Words([planned.Title, .. planned.Lessons.Select(static l => l.Title)])) yield return word;
            foreach (var lesson in planned.Lessons) yield return lesson.Id;
        }

        foreach (var (tag, name) in facts.Tags)
        {
            yield return tag;
            foreach (var word in Words(name)) yield return word;
        }

        foreach (var (address, check) in book.Links.ByAddress) yield return string.Create(CultureInfo.InvariantCulture, $"{address} {check.Checked:yyyy-MM-dd}");

        foreach (var card in source.Cards) yield return card.Path;

        foreach (var rule in source.Rules) yield return rule.Hash;
        yield return facts.Id;
        yield return facts.Reports?.AbsoluteUri ?? "";
        yield return string.Create(CultureInfo.InvariantCulture, $"{book.Play.ExerciseXp} {book.Play.GuessXp}");
        foreach (var word in Words(book.Play.Levels)) yield return word;
        foreach (var achievement in book.Play.Achievements)
        {
            yield return achievement.Id;
            yield return achievement.Needs.ToString();
            foreach (var word in Words(achievement.Title, achievement.Text)) yield return word;
        }

        foreach (var term in book.Glossary.Terms.Values)
        {
            yield return term.Id;
            foreach (var word in Words(term.Term, term.Meaning)) yield return word;
        }

        foreach (var track in book.Tracks)
        {
            yield return track.Id;
            foreach (var word in Words(track.Title, track.Summary)) yield return word;
            foreach (var lesson in track.Lessons)
            {
                yield return lesson.Facts.Id;
                yield return lesson.Facts.Status.ToString();
                yield return string.Create(CultureInfo.InvariantCulture, $"{lesson.Number} {lesson.Facts.Minutes} {lesson.Facts.Xp} {lesson.Facts.Published} {lesson.Facts.Revised}");
                foreach (var tag in lesson.Facts.Tags) yield return tag;
                foreach (var snippet in lesson.Source.Snippets.Where(static s => s.Reports.Length > 0)) yield return snippet.Id + " " + string.Join(' ', snippet.Reports);
                foreach (var snippet in lesson.Source.Snippets.Where(static s => s.Predict is not null)) yield return "predict " + snippet.Id;
                foreach (var exercise in lesson.Source.Exercises) yield return exercise.Id;
                foreach (var (language, text) in lesson.Texts)
                {
                    yield return language;
                    yield return text.Title;
                    foreach (var heading in text.Headings)
                    {
                        yield return heading.Id;
                        yield return heading.Text;
                    }
                }
            }
        }
    }

    private static IEnumerable<string> Words(params IEnumerable<LocalizedText> texts) =>
        texts.SelectMany(static text => text.ByLanguage.SelectMany(static w => new[] { w.Key, w.Value }));
}
