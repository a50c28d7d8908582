using System.Collections.Immutable;
using System.Globalization;
using Course.Content.Book;
using Course.Diagnostics;
using Course.Site.Prose;
using Course.Site.Prose.Translations;
using Course.Site.Runs;
using Course.Site.Search;
using Course.Site.Theming;
using Course.Site.Typesetting;
using Course.Site.Web;
using Scriban.Runtime;

namespace Course.Site.Pages;

/// <summary>What is made of a lesson in one language.</summary>
/// <param name="Files">Its page and the files that go with it.</param>
/// <param name="Search">What the search knows of it, or null in a site without search.</param>
internal sealed record LessonPageFiles(Outcome<ImmutableArray<SiteFile>> Files, LessonSearch? Search);

/// <summary>A lesson in one language.</summary>
/// <param name="index">Looks up other lessons, terms and rules.</param>
/// <param name="frame">What every page shows.</param>
/// <param name="theme">How pages look.</param>
/// <param name="math">The formulas as MathML.</param>
/// <param name="search">Reads what the search finds.</param>
internal sealed class LessonPage(CourseIndex index, PageFrame frame, Theme theme, MathTable math, LessonSearchReader search)
{
    /// <summary>Renders the page and the files that go with it.</summary>
    public LessonPageFiles Render(Track track, LessonPair lesson, LessonRuns runs, string language)
    {
        var words = theme.Strings[language];
        var text = lesson.In(language);
        var address = Addresses.Lesson(language, lesson);
        var context = new ProseContext(index, lesson, text, language, runs, math, words, Addresses.ToRoot(address));
        var prose = ProseWriter.Render(context);
        var model = frame.Model(
            language, address, "lesson", text.Title, prose.Opening,
            code => Addresses.Lesson(code, lesson), text.Language == language ? null : text.Language);
        Fill(model, track, lesson, text, language, words);
        model["body"] = prose.Html;
        model["structured"] = StructuredData.Lesson(index.Book, lesson, language);
        model["report"] = ProblemReport.Link(index.Book.Facts, lesson, text, runs, address, words) is { } report ? PageFrame.Escape(report) : null;
        model["download"] = Downloads.AreOffered(words) && Downloads.HasCode(lesson) ? Downloads.CodeFile(lesson) : null;
        model["title_mark"] = prose.TitleMark;
        model["translation"] = Translation(context.Marks, language == lesson.Facts.SourceLanguage, words);
        var page = theme.Layouts.Render("lesson", model, address + "index.html");
        var files = new Outcome<ImmutableArray<SiteFile>>(
            [page.Value, SiteFile.FromText(address + "index.md", MarkdownTwin.Of(lesson, text, runs, context.Marks, words)), .. context.Companions.Select(c => c with { Path = address + c.Path })],
            [.. context.Found, .. page.Diagnostics]);
        return new(files, frame.HasSearch ? search.Read(context) : null);
    }

    private void Fill(ScriptObject model, Track track, LessonPair lesson, LessonText text, string language, Strings words)
    {
        var facts = lesson.Facts;
        model["track"] = new ScriptObject { ["title"] = PageFrame.Escape(track.Title.In(language)), ["href"] = Addresses.Track(language, track.Id) };
        model["lessons"] = TrackMenu.Entries(track, language, m => words.Format("minutes", Number(m)), lesson);
        model["place"] = words.Format("lesson-of", lesson.Number.ToString(CultureInfo.InvariantCulture), TrackMenu.Count(track).ToString(CultureInfo.InvariantCulture));
        model["lesson_id"] = facts.Id;
        model["heading"] = PageFrame.Escape(text.Title);
        model["text_lang"] = text.Language == language ? null : text.Language;
        model["original"] = Addresses.Lesson(text.Language, lesson);
        model["minutes"] = words.Format("minutes", Number(facts.Minutes));
        model["draft"] = facts.Status == LessonStatus.Draft;
        model["published"] = facts.Published is { } published ? words.Format("published", Day(published)) : null;
        model["revised"] = facts.Revised is { } revised ? words.Format("revised", Day(revised)) : null;
        model["tags"] = new ScriptArray(facts.Tags.Select(tag => new ScriptObject { ["id"] = PageFrame.Escape(tag), ["name"] = PageFrame.Escape(index.Book.Facts.TagName(tag, language)) }));
        model["tags_href"] = Addresses.Tags(language);
        model["prerequisites"] = new ScriptArray(facts.Prerequisites.Select(id => Link(id, language)));
        model["toc"] = new ScriptArray(text.Headings.Where(static h => h.Level <= 3).Select(static h =>
            new ScriptObject { ["id"] = h.Id, ["level"] = h.Level, ["text"] = PageFrame.Escape(h.Text) }));
        model["links"] = new ScriptArray(facts.Links.Select(link => new ScriptObject
        {
            ["href"] = PageFrame.Escape(link.Url.AbsoluteUri),
            ["title"] = PageFrame.Escape(link.Title.In(language)),
            ["language"] = link.Language,
            ["kind"] = words["kind-" + link.Kind],
            ["checked"] = index.Book.Links.LastChecked(link.Url) is { } day ? words.Format("checked", Day(day)) : null,
            ["foreign"] = link.Language == language ? null : LanguageName(words, link.Language),
        }));
        var (previous, next) = index.Neighbours(lesson);
        model["previous"] = previous is null ? null : Link(previous.Facts.Id, language);
        model["next"] = next is null ? null : Link(next.Facts.Id, language);
    }

    /// <summary>What the head of the page says about the state of its text, or null where nobody has compared it.</summary>
    private static ScriptObject? Translation(TranslationMarks marks, bool isSource, Strings words)
    {
        if (marks.IsEmpty && !marks.IsCheckedTranslation) return null;
        return new()
        {
            ["behind"] = marks.Count > 0,
            ["words"] = marks.Count == 0 ? words["translation-current"]
                : words.Format(isSource ? "source-behind" : "translation-behind", Number(marks.Count)),
        };
    }

    private ScriptObject Link(string id, string language) => new()
    {
        ["title"] = PageFrame.Escape(index.TitleOf(id, language)),
        ["href"] = index.Lessons.TryGetValue(id, out var lesson) ? Addresses.Lesson(language, lesson) : null,
    };

    /// <summary>The language's name in the reader's words where the theme knows it, else its code.</summary>
    private static string LanguageName(Strings words, string code) =>
        words.Has("in-" + code) ? words["in-" + code] : PageFrame.Escape(code);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
