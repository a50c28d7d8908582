using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Course.Content.Book;
using Course.Site.Theming;
using Course.Site.Web;
using Scriban.Runtime;

namespace Course.Site.Pages;

/// <summary>What every page's layout sees, whatever the page. Strings are HTML.</summary>
internal sealed class PageFrame(CourseBook book, Theme theme)
{
    private readonly ImmutableSortedDictionary<string, SiteFile> _data = theme.Strings.ToImmutableSortedDictionary(
        static s => s.Key, s => CourseData.File(book, s.Value, CourseData.CheckWords(s.Value).Path, theme.CheckStyleSheet), StringComparer.Ordinal);

    /// <summary>Entries of the largest model, a lesson's.</summary>
    private const int MostEntries = 64;

    private readonly CourseFacts _facts = book.Facts;

    /// <summary>Whether the site has pages about rules.</summary>
    public bool HasRules { get; init; }

    /// <summary>Paths of the pictures that others show beside links to pages.</summary>
    public FrozenSet<string> Cards { get; init; } = [];

    /// <summary>Whether the site can be searched: there is a page for it, and scripts to do it.</summary>
    public bool HasSearch { get; } = theme.Layouts.Has("search") && !theme.Scripts.Files.IsEmpty;

    /// <summary>Whether there is a page with an editor: a layout for it, and an editor.</summary>
    public bool HasPlayground { get; } = HasPlaygroundIn(theme);

    /// <summary>Whether a theme has such a page.</summary>
    public static bool HasPlaygroundIn(Theme theme) => theme.Layouts.Has("playground") && !theme.Scripts.Files.IsEmpty && theme.CheckStyleSheet is not null;

    /// <summary>The files that scripts read.</summary>
    public IEnumerable<SiteFile> Data => theme.Scripts.Files.IsEmpty ? []
        : theme.CheckStyleSheet is null ? _data.Values : _data.Values.Concat(theme.Strings.Values.Select(CourseData.CheckWords));

    /// <summary>A model with the frame's entries set.</summary>
    /// <param name="language">The page's language.</param>
    /// <param name="address">The page's address.</param>
    /// <param name="kind">Kind of page, as a class name.</param>
    /// <param name="title">Title, plain text.</param>
    /// <param name="description">One or two sentences, plain text.</param>
    /// <param name="twin">The address of the same page in another language.</param>
    /// <param name="canonicalLanguage">The language of the page that holds the original of what this one shows.</param>
    public ScriptObject Model(
        string language, string address, string kind, string title, string description,
        Func<string, string> twin, string? canonicalLanguage = null)
    {
        var root = Addresses.ToRoot(address);
        var course = Escape(_facts.Title.In(language));
        var model = new ScriptObject(MostEntries)
        {
            ["lang"] = language,
            ["t"] = theme.Strings[language].ForLayouts,
            ["root"] = root,
            ["style"] = theme.StyleSheet,
            ["check_style"] = null,
            ["icon"] = theme.Icon,
            ["app_icon"] = theme.AppIcons.Values.FirstOrDefault()?.Path,
            ["worker"] = theme.Scripts.Path(ClientScripts.Worker) is null ? null : OfflineFiles.Worker,
            ["checker"] = theme.Checker.Folder is { } checker && theme.Scripts.Path(ClientScripts.Checker) is { } runner ? $"{runner} {checker}" : null,
            ["manifest"] = theme.AppIcons.IsEmpty ? null : Addresses.Manifest(language),
            ["indexed"] = true,
            ["shared"] = Shared(language, address, kind, title, twin),
            ["boot"] = theme.Scripts.Path("boot"),
            ["script"] = theme.Scripts.Path("main"),
            ["data"] = _data[language].Path,
            ["structured"] = null,
            ["has_rules"] = HasRules,
            ["has_search"] = HasSearch,
            ["has_playground"] = HasPlayground,
            ["feed"] = Addresses.Feed(language),
            ["course_id"] = _facts.Id,
            ["progress"] = Progress(language),
            ["kind"] = kind,
            ["course"] = course,
            ["title"] = title.Length == 0 || title == _facts.Title.In(language) ? course : $"{Escape(title)} · {course}",
            ["description"] = Escape(description),
            ["canonical"] = Link(root, canonicalLanguage is null ? address : twin(canonicalLanguage)),
            ["alternates"] = Alternates(root, twin),
            ["languages"] = Languages(language, root, twin),
        };
        return model;
    }

    /// <summary>What others show of a link to the page (Open Graph, ogp.me).</summary>
    private ScriptObject Shared(string language, string address, string kind, string title, Func<string, string> twin)
    {
        var card = SocialCards.PathOf(address);
        if (!Cards.Contains(card)) card = SocialCards.PathOf(Addresses.Home(language));
        return new()
        {
            ["title"] = title.Length == 0 ? Escape(_facts.Title.In(language)) : Escape(title),
            ["type"] = kind == "lesson" ? "article" : "website",
            ["locale"] = Locale(language),
            ["other_locales"] = new ScriptArray(_facts.Languages.Where(code => code != language && twin(code) != address).Select(Locale).OfType<string>()),
            ["url"] = Absolute(address),
            ["picture"] = Cards.Contains(card) ? Absolute(card) : null,
            ["width"] = SocialCards.Width,
            ["height"] = SocialCards.Height,
        };
    }

    /// <summary>Language and country as ogp.me wants them; null where the words do not say.</summary>
    private string? Locale(string language) => theme.Strings[language].Has("locale") ? theme.Strings[language]["locale"] : null;

    /// <summary>The full address of a page, or null while course.yaml does not say where the site is served.</summary>
    public string? Absolute(string address) => _facts.Url is { } url ? Escape(new Uri(url, address).AbsoluteUri) : null;

    /// <summary>The address that search engines are told: in full where it is known, else relative, which is as valid.</summary>
    private string Link(string root, string address) => Absolute(address) ?? root + address;

    /// <summary>hreflang links to the page in every language; x-default leads to the course's first language.</summary>
    private ScriptArray Alternates(string root, Func<string, string> twin)
    {
        var alternates = new ScriptArray();
        foreach (var code in _facts.Languages)
        {
            alternates.Add(new ScriptObject { ["code"] = code, ["href"] = Link(root, twin(code)) });
        }

        alternates.Add(new ScriptObject { ["code"] = "x-default", ["href"] = Link(root, twin(_facts.Languages[0])) });
        return alternates;
    }

    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>The progress bar of a learner who has done nothing yet; scripts fill in the rest. Null in a course without play.</summary>
    private ScriptObject? Progress(string language)
    {
        if (book.Play.Levels.IsEmpty) return null;
        var words = theme.Strings[language];
        return new()
        {
            ["level"] = words.Format("client-level", "0", Escape(book.Play.Levels[0].In(language))),
            ["xp"] = words.Format("client-xp", "0"),
            ["lessons"] = words.Format("client-lessons", "0", Number(CoursePlan.Lessons(book))),
            ["achievements"] = words.Format("client-achievements", "0", Number(book.Play.Achievements.Length)),
            ["next"] = words.Format("client-next", "0", "120"),
            ["percent"] = words.Format("client-percent", "0"),
            ["href"] = Addresses.Achievements(language),
        };
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The switch to the same page in the other languages.</summary>
    public ScriptArray Languages(string language, string root, Func<string, string> twin)
    {
        var languages = new ScriptArray();
        foreach (var code in _facts.Languages)
        {
            languages.Add(new ScriptObject
            {
                ["code"] = code,
                ["name"] = theme.Strings[code]["language-name"],
                ["href"] = root + twin(code),
                ["current"] = code == language,
            });
        }

        return languages;
    }
}
