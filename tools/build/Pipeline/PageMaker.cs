using System.Collections.Immutable;
using System.Globalization;
using Course.Build.Downloads;
using Course.Build.Outside;
using Course.Build.Reporting;
using Course.Content.Book;
using Course.Diagnostics;
using Course.Site;
using Course.Site.Rules;
using Course.Site.Runs;
using Course.Site.Theming;
using Course.Site.Typesetting;
using Course.Site.Web;

namespace Course.Build.Pipeline;

/// <summary>The stage Render with what it needs from outside: typeset formulas, bundled scripts, the theme, images and downloads.</summary>
/// <param name="theme">Folder with layouts, strings and styles.</param>
internal sealed class PageMaker(string theme)
{
    private readonly NodeTypesetter _typesetter = new(EngineSite, Places.CacheFolder, new(EngineSite));
    private readonly ClientBundler _bundler = new(theme, EngineSite, Places.CacheFolder, new(EngineSite));
    private readonly CheckerPublisher _checker = new(Places.EngineRoot, Places.CacheFolder);
    private readonly PictureMaker _pictures = new(EngineSite, Places.CacheFolder);
    private readonly ThemeMemory _themes = new(theme);
    private readonly LessonAssets _assets = new();
    private readonly LessonDownloads _downloads = new();
    private readonly SiteRenderer _renderer = new();

    /// <summary>Lesson pages that the last call made anew.</summary>
    public int PagesMade => _renderer.PagesMade;

    /// <summary>The theme that pages were last made with.</summary>
    public Theme? Theme { get; private set; }

    /// <summary>Typesets the formulas of a course.</summary>
    public Task<Outcome<MathTable>> TypesetAsync(CourseBook book, CancellationToken cancellation) =>
        _typesetter.TypesetAsync(Formulas(book), FirstFormula(book), cancellation);

    /// <summary>Bundles the theme's scripts.</summary>
    public Task<Outcome<ClientScripts>> BundleAsync(CancellationToken cancellation) => _bundler.BundleAsync(cancellation);

    /// <summary>Publishes the checker where the theme has a script that runs it.</summary>
    public async Task<Outcome<CheckerFiles>> PublishCheckerAsync(ClientScripts scripts, IBuildObserver observer, CancellationToken cancellation) =>
        scripts.Path(ClientScripts.Checker) is null ? new(CheckerFiles.None, []) : await _checker.PublishAsync(observer, cancellation);

    /// <summary>Draws what a published site has and a served one can do without: the icon in the sizes of apps, and the cards that others show beside links.</summary>
    public async Task<Outcome<SitePictures>> DrawAsync(CourseBook book, ClientScripts scripts, CancellationToken cancellation)
    {
        var iconFile = Path.Combine(theme, "icon.svg");
        var icons = new Outcome<ImmutableArray<SiteFile>>([], []);
        if (scripts.Path(ClientScripts.Worker) is not null && File.Exists(iconFile))
        {
            var icon = await File.ReadAllTextAsync(iconFile, cancellation);
            icons = await _pictures.DrawAsync([.. AppIconWidths.Select(width => new Drawing("", icon, width))], hasText: false, cancellation);
        }

        // A theme without scripts is a test's or a sketch's; it needs no Node.
        var cards = scripts.Files.IsEmpty ? [] : SocialCards.Of(book);
        var drawn = cards.IsEmpty ? new([], []) : await _pictures.DrawAsync([.. cards.Select(static c => new Drawing(c.Path, c.Svg, SocialCards.Width))], hasText: true, cancellation);
        return new(
            new(icons.Value.Zip(AppIconWidths).ToImmutableSortedDictionary(
                    static i => i.Second, static i => i.First with { Path = string.Create(CultureInfo.InvariantCulture, $"assets/icon-{i.Second}.{i.First.Hash[..10]}.png") }), drawn.Value),
            [.. icons.Diagnostics, .. drawn.Diagnostics]);
    }

    /// <summary>Makes all files of the site; that content has errors already spares readers the faults in pages that follow from them.</summary>
    public Outcome<ImmutableArray<SiteFile>> Render(
        CourseBook book, ImmutableDictionary<string, LessonRuns> runs, MathTable math, ClientScripts scripts, SitePictures pictures, CheckerFiles checker, bool hasErrors)
    {
        // A course without languages has no pages; why it has none has been reported.
        if (book.Facts.Languages.IsEmpty) return new([], []);
        var theme = _themes.Load(book.Facts.Languages, scripts, pictures.AppIcons, checker);
        if (theme.Value is null || theme.HasErrors) return new([], theme.Diagnostics);
        Theme = theme.Value;
        var assets = _assets.Of(book);
        var site = _renderer.Render(new(book, runs, math, theme.Value, [.. assets.Value, .. _downloads.Of(book, theme.Value)]) { Rules = RulesFor(theme.Value), Cards = pictures.Cards, HasErrors = hasErrors });
        return new(site.Value, [.. theme.Diagnostics, .. assets.Diagnostics, .. site.Diagnostics]);
    }

    /// <summary>The sizes that browsers ask of an app.</summary>
    private static readonly int[] AppIconWidths = [192, 512];

    private static string EngineSite => Path.Combine(Places.EngineRoot, "site");

    /// <summary>A theme without a layout for rules has no pages about them.</summary>
    private static ImmutableArray<RuleSheet> RulesFor(Theme theme) => theme.Layouts.Has("rule") ? RuleSources.All : [];

    private static HashSet<(string, bool)> Formulas(CourseBook book) =>
        [.. book.Lessons.SelectMany(static l => l.Texts.Values).SelectMany(static t => t.Math).Select(static m => (m.Tex, m.Display))];

    private static SourceLocation FirstFormula(CourseBook book) =>
        book.Lessons.SelectMany(static l => l.Texts.Values).FirstOrDefault(static t => !t.Math.IsDefaultOrEmpty) is { } text
            ? SourceLocation.WholeLine(text.File.Path, text.Math[0].Line)
            : default;
}
