using System.Globalization;
using Course.Content.Book;
using Course.Diagnostics;
using Course.Figures.Data;
using Course.Figures.Rendering;
using Course.Site.Theming;
using Scriban.Runtime;

namespace Course.Site.Pages;

/// <summary>The pages that are not lessons: home, tracks, glossary, 404, and the entrance that leads to the languages.</summary>
internal sealed class CoursePages(CourseBook book, PageFrame frame, Theme theme)
{
    /// <summary>Whether there is a page of search results.</summary>
    public bool HasSearch => frame.HasSearch;

    public Outcome<SiteFile> Home(string language)
    {
        var words = theme.Strings[language];
        var model = frame.Model(
            language, Addresses.Home(language), "home", "", book.Facts.Summary.In(language), Addresses.Home);
        model["summary"] = PageFrame.Escape(book.Facts.Summary.In(language));
        model["structured"] = Web.StructuredData.Course(book, language);
        model["tracks"] = Tracks(language, words);
        var (published, all) = (book.Lessons.Count(static l => l.Facts.Status == LessonStatus.Published), CoursePlan.Lessons(book));
        model["count"] = words.Format("lessons-count", Number(published), Number(all));
        model["planned"] = published < all;
        return Render("home", model, Addresses.Home(language));
    }

    public Outcome<SiteFile> Track(Track track, string language)
    {
        var words = theme.Strings[language];
        var address = Addresses.Track(language, track.Id);
        var model = frame.Model(
            language, address, "track", track.Title.In(language), track.Summary.In(language), code => Addresses.Track(code, track.Id));
        model["heading"] = PageFrame.Escape(track.Title.In(language));
        model["summary"] = track.Summary.In(language) is { Length: > 0 } summary ? PageFrame.Escape(summary) : null;
        model["number"] = words.Format("track-number", Number(track.Number));
        model["lessons"] = TrackMenu.Entries(track, language, m => words.Format("minutes", Number(m)), current: null);
        model["track_id"] = track.Id;
        return Render("track", model, address);
    }

    public Outcome<SiteFile> Glossary(string language)
    {
        var words = theme.Strings[language];
        var address = Addresses.Glossary(language);
        var model = frame.Model(language, address, "glossary", words["glossary"], book.Facts.Summary.In(language), Addresses.Glossary);
        var others = book.Facts.Languages.Where(code => code != language).ToList();
        model["terms"] = new ScriptArray(book.Glossary.Terms.Values
            .OrderBy(term => term.Term.In(language), StringComparer.OrdinalIgnoreCase).ThenBy(static term => term.Id, StringComparer.Ordinal)
            .Select(term => new ScriptObject
            {
                ["id"] = term.Id,
                ["term"] = PageFrame.Escape(term.Term.In(language)),
                ["meaning"] = PageFrame.Escape(term.Meaning.In(language)),
                ["others"] = new ScriptArray(others.Where(code => term.Term.In(code) != term.Term.In(language)).Select(code =>
                    new ScriptObject { ["code"] = code, ["term"] = PageFrame.Escape(term.Term.In(code)) })),
            }));
        return Render("glossary", model, address);
    }

    /// <summary>Whether the theme shows what it is made of.</summary>
    public bool HasStyle => theme.Layouts.Has("style");

    /// <summary>Everything that pages are made of, for those who change the styles, and for tests.</summary>
    public Outcome<SiteFile> Style(string language)
    {
        var words = theme.Strings[language];
        var address = Addresses.Style(language);
        var model = frame.Model(language, address, "style", words["style"], words["style-text"], Addresses.Style);
        model["figures"] = new ScriptArray(SpecimenFigures.All.Select(figure => new ScriptObject
        {
            ["id"] = figure.Id, ["svg"] = FigureSvg.Render(figure, FigureLabels.Own),
        }));
        model["check_style"] = theme.CheckStyleSheet;
        model["indexed"] = false;
        return Render("style", model, address);
    }

    /// <summary>What is new, newest first.</summary>
    public Outcome<SiteFile> Stream(string language)
    {
        var words = theme.Strings[language];
        var address = Addresses.Stream(language);
        var model = frame.Model(language, address, "stream", words["stream"], words["stream-text"], Addresses.Stream);
        model["days"] = new ScriptArray(Web.Stream.Entries(book).GroupBy(static e => e.Day).Select(day => new ScriptObject
        {
            ["date"] = day.Key.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["lessons"] = new ScriptArray(day.Select(e => Entry(e.Lesson, language, words))),
        }));
        return Render("stream", model, address);
    }

    /// <summary>All tags with their lessons.</summary>
    public Outcome<SiteFile> Tags(string language)
    {
        var words = theme.Strings[language];
        var address = Addresses.Tags(language);
        var model = frame.Model(language, address, "tags", words["tags"], words["tags-text"], Addresses.Tags);
        model["tags"] = new ScriptArray(book.Lessons
            .SelectMany(static lesson => lesson.Facts.Tags.Select(tag => (Tag: tag, Lesson: lesson)))
            .GroupBy(static e => e.Tag).OrderBy(static g => g.Key, StringComparer.Ordinal)
            .Select(tag => new ScriptObject
            {
                ["id"] = PageFrame.Escape(tag.Key),
                ["name"] = PageFrame.Escape(book.Facts.TagName(tag.Key, language)),
                ["lessons"] = new ScriptArray(tag.Select(e => Entry(e.Lesson, language, words))),
            }));
        return Render("tags", model, address);
    }

    /// <summary>The page of results; without scripts it leads to what can be looked up by hand.</summary>
    public Outcome<SiteFile> Search(string language)
    {
        var words = theme.Strings[language];
        var address = Addresses.Search(language);
        return Render("search", frame.Model(language, address, "search", words["search"], words["search-text"], Addresses.Search), address);
    }

    private ScriptObject Entry(LessonPair lesson, string language, Strings words)
    {
        var track = book.Tracks.First(t => t.Id == lesson.TrackId);
        return new()
        {
            ["id"] = lesson.Facts.Id,
            ["title"] = PageFrame.Escape(lesson.In(language).Title),
            ["href"] = Addresses.Lesson(language, lesson),
            ["track"] = PageFrame.Escape(track.Title.In(language)),
            ["minutes"] = words.Format("minutes", Number(lesson.Facts.Minutes)),
            ["revised"] = lesson.Facts.Revised is not null,
        };
    }

    /// <summary>Levels, achievements, the formula of XP, and what a learner may do with the progress that the browser keeps.</summary>
    public Outcome<SiteFile> Achievements(string language)
    {
        var words = theme.Strings[language];
        var address = Addresses.Achievements(language);
        var model = frame.Model(language, address, "achievements", words["achievements"], words["achievements-text"], Addresses.Achievements);
        model["achievements"] = new ScriptArray(book.Play.Achievements.Select(a => new ScriptObject
        {
            ["id"] = a.Id,
            ["title"] = PageFrame.Escape(a.Title.In(language)),
            ["text"] = PageFrame.Escape(a.Text.In(language)),
        }));
        model["levels"] = new ScriptArray(book.Play.Levels.Select((name, level) => new ScriptObject
        {
            ["number"] = level,
            ["name"] = PageFrame.Escape(name.In(language)),
            ["xp"] = 60 * level * (level + 1),
        }));
        model["formula"] = words.Format("xp-formula", Number(book.Play.ExerciseXp), Number(book.Play.GuessXp));
        return Render("achievements", model, address);
    }

    public Outcome<SiteFile> NotFound(string language)
    {
        var words = theme.Strings[language];
        var address = Addresses.Home(language);
        var model = frame.Model(language, address, "not-found", words["not-found"], words["not-found-text"], Addresses.Home);
        // It is no version of the home page, which does not name it in turn.
        model["alternates"] = new ScriptArray();

        AtAnyAddress(model);
        return theme.Layouts.Render("not-found", model, address + "404.html");
    }

    /// <summary>What hosts show for any address that does not exist, in all languages at once.</summary>
    public Outcome<SiteFile> Lost()
    {
        var first = book.Facts.Languages[0];
        var words = theme.Strings[first];
        var model = frame.Model(first, "", "not-found", words["not-found"], words["not-found-text"], Addresses.Home);
        model["alternates"] = new ScriptArray();
        AtAnyAddress(model);
        model["versions"] = new ScriptArray(book.Facts.Languages.Select(code => new ScriptObject
        {
            ["code"] = code,
            ["t"] = theme.Strings[code].ForLayouts,
            ["course"] = PageFrame.Escape(book.Facts.Title.In(code)),
        }));
        return theme.Layouts.Render("lost", model, "404.html");
    }

    /// <summary>
    /// A host shows such a page at any address, so only links from the host's root lead anywhere from it. Where course.yaml does not say
    /// where the site is, they stay relative and hold for addresses as deep as the page's own.
    /// </summary>
    private void AtAnyAddress(ScriptObject model)
    {
        model["indexed"] = false;
        if (book.Facts.Url is not { } url) return;
        model["root"] = PageFrame.Escape(url.AbsolutePath);
        model["languages"] = frame.Languages(model.GetSafeValue<string>("lang") ?? "", PageFrame.Escape(url.AbsolutePath), Addresses.Home);
    }

    /// <summary>What is shown without a network in place of a page that the browser has not kept.</summary>
    public Outcome<SiteFile> Offline(string language)
    {
        var words = theme.Strings[language];
        var address = Addresses.Offline(language);
        var model = frame.Model(language, address, "offline", words["offline-page"], words["offline-page-text"], Addresses.Offline);
        AtAnyAddress(model);
        return Render("offline", model, address);
    }

    public Outcome<SiteFile> Entrance()
    {
        var first = book.Facts.Languages[0];
        var model = frame.Model(first, "", "entrance", "", book.Facts.Summary.In(first), Addresses.Home);
        model["alternates"] = new ScriptArray();
        model["languages"] = new ScriptArray(book.Facts.Languages.Select(code => new ScriptObject
        {
            ["code"] = code,
            ["href"] = Addresses.Home(code),
            ["name"] = theme.Strings[code]["language-name"],
            ["title"] = PageFrame.Escape(book.Facts.Title.In(code)),
            ["summary"] = PageFrame.Escape(book.Facts.Summary.In(code)),
        }));
        return Render("entrance", model, "");
    }

    private ScriptArray Tracks(string language, Strings words)
    {
        var tracks = new ScriptArray();
        foreach (var place in book.Facts.Plan.Select(static p => p.Id).Union(book.Tracks.Select(static t => t.Id)))
        {
            if (book.Tracks.FirstOrDefault(t => t.Id == place) is { } track)
            {
                tracks.Add(Card(
                    track.Id, track.Number, track.Title.In(language), track.Summary.In(language), Addresses.Track(language, track.Id),
                    TrackMenu.Entries(track, language, m => words.Format("minutes", Number(m)), current: null), words));
            }
            else if (book.Facts.Plan.FirstOrDefault(p => p.Id == place) is { } planned)
            {
                tracks.Add(Card(
                    planned.Id, book.Facts.Plan.IndexOf(planned), planned.Title.In(language), "", null,
                    new ScriptArray(planned.Lessons.Select((l, i) => new ScriptObject
                    {
                        ["number"] = i + 1, ["id"] = null, ["title"] = PageFrame.Escape(l.Title.In(language)), ["href"] = null,
                    })), words));
            }
        }

        return tracks;
    }

    private static ScriptObject Card(
        string id, int number, string title, string summary, string? href, ScriptArray lessons, Strings words) => new()
        {
            ["id"] = id,
            ["number"] = words.Format("track-number", Number(number)),
            ["title"] = PageFrame.Escape(title),
            ["summary"] = summary.Length > 0 ? PageFrame.Escape(summary) : null,
            ["href"] = href,
            ["lessons"] = lessons,
        };

    private Outcome<SiteFile> Render(string layout, ScriptObject model, string address) => theme.Layouts.Render(layout, model, address + "index.html");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
