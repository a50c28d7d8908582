using System.Collections.Concurrent;
using System.Collections.Immutable;
using Course.Content.Book;
using Course.Diagnostics;
using Course.Site.Linking;
using Course.Site.Pages;
using Course.Site.Prose;
using Course.Site.Rules;
using Course.Site.Runs;
using Course.Site.Search;
using Course.Site.Theming;
using Course.Site.Typesetting;
using Course.Site.Web;

namespace Course.Site;

/// <summary>Everything that pages are made from.</summary>
/// <param name="Book">The course.</param>
/// <param name="Runs">What snippets recorded, by lesson id.</param>
/// <param name="Math">The formulas as MathML.</param>
/// <param name="Theme">How pages look.</param>
/// <param name="Assets">Images and downloads of lessons, by path below the site's root.</param>
public sealed record SiteSource(
    CourseBook Book, ImmutableDictionary<string, LessonRuns> Runs, MathTable Math, Theme Theme, ImmutableArray<SiteFile> Assets)
{
    /// <summary>Whether the content has errors already: then links are broken that were reported with their line.</summary>
    public bool HasErrors { get; init; }

    /// <summary>The pictures that others show beside links to pages, one for each of <see cref="SocialCards.Of"/>; or none.</summary>
    public ImmutableArray<SiteFile> Cards { get; init; } = [];

    /// <summary>The analyzers' rules; none, and the site has no pages about rules.</summary>
    public ImmutableArray<RuleSheet> Rules { get; init; } = [];
}

/// <summary>
/// The Render stage: book and outputs in, files out. It is a pure function; what it remembers from one call to the
/// next only spares work. A lesson's page depends on that lesson and on the course's <see cref="CourseShape"/>: while
/// the shape is the same, only pages whose lesson changed are made again.
/// </summary>
public sealed class SiteRenderer
{
    private readonly record struct Page(
        LessonText Text, LessonText Source, object Translations, LessonFacts Facts, LessonRuns Runs, LessonPageFiles Result);

    private ConcurrentDictionary<(string Lesson, string Language), Page> _remembered = new();
    private readonly SiteLinks _links = new();
    private readonly LessonSearchReader _search = new();
    private string? _rememberedShape;
    private ImmutableArray<Outcome<SiteFile>> _coursePages = [];
    private readonly ConcurrentDictionary<string, SearchIndex> _searches = new(StringComparer.Ordinal);
    private (SiteSource Source, Outcome<ImmutableArray<SiteFile>> Site)? _last;

    /// <summary>Pages of lessons that the last call made anew.</summary>
    public int PagesMade { get; private set; }

    /// <summary>Renders the site.</summary>
    public Outcome<ImmutableArray<SiteFile>> Render(SiteSource source)
    {
        PagesMade = 0;
        if (_last is { } last && IsSame(last.Source, source)) return last.Site;
        var (book, theme) = (source.Book, source.Theme);
        var shape = CourseShape.Of(source);
        var sameShape = shape == _rememberedShape;
        if (!sameShape) _remembered.Clear();
        _rememberedShape = shape;

        var index = new CourseIndex(book) { Rules = source.Rules.ToImmutableDictionary(static rule => rule.Id, static rule => rule.Weight, StringComparer.Ordinal) };
        var frame = new PageFrame(book, theme) { HasRules = !source.Rules.IsEmpty, Cards = [.. source.Cards.Select(static card => card.Path)] };
        var lessonPage = new LessonPage(index, frame, theme, source.Math, _search);
        var work = (from language in book.Facts.Languages
                    from track in book.Tracks
                    from lesson in track.Lessons
                    select (language, track, lesson)).ToArray();
        var results = new LessonPageFiles[work.Length];
        var next = new ConcurrentDictionary<(string, string), Page>();
        var made = 0;

        // A few of them take long: begun first, they keep no core waiting at the end.
        var others = sameShape ? Task.FromResult(_coursePages) : Task.Run(() => OthersOf(source, frame));
        Parallel.For(0, work.Length, i =>
        {
            var (language, track, lesson) = work[i];
            var runs = source.Runs.GetValueOrDefault(lesson.Facts.Id) ?? LessonRuns.None;
            var key = (lesson.Facts.Id, language);
            if (!_remembered.TryGetValue(key, out var page) || !IsSame(page, lesson, language, runs))
            {
                Interlocked.Increment(ref made);
                page = new(lesson.In(language), lesson.Source, lesson.Translations, lesson.Facts, runs, lessonPage.Render(track, lesson, runs, language));
            }

            next[key] = page;
            results[i] = page.Result;
        });
        _remembered = next;
        PagesMade = made;
        _coursePages = others.GetAwaiter().GetResult();
        Outcome<ImmutableArray<SiteFile>> site = new(
            [.. results.SelectMany(static r => r.Files.Value), .. _coursePages.Select(static p => p.Value), .. SearchFiles(source, results, frame.HasPlayground, sameShape), .. theme.Assets, .. theme.Checker.Files, .. source.Assets, .. source.Cards],
            [.. results.SelectMany(static r => r.Files.Diagnostics), .. _coursePages.SelectMany(static p => p.Diagnostics), .. MissingWords(theme)]);

        // What has faults misses links and anchors; what follows from that is not told.
        if (!source.HasErrors && !site.HasErrors) site = site with { Diagnostics = site.Diagnostics.AddRange(_links.Check(site.Value, book.Facts.Url)) };
        // It names every other file, so it comes last.
        if (!site.HasErrors && OfflineFiles.Of(book, theme, site.Value, _links) is { IsEmpty: false } offline) site = site with { Value = site.Value.AddRange(offline) };
        _last = (source, site);
        return site;
    }

    /// <summary>The search index of each language; none where pages have no search.</summary>
    private IEnumerable<SiteFile> SearchFiles(SiteSource source, LessonPageFiles[] lessonPages, bool hasPlayground, bool sameShape)
    {
        var lessons = source.Book.Lessons.Count();
        var languages = source.Book.Facts.Languages;
        var files = new IEnumerable<SiteFile>[languages.Length];
        Parallel.For(0, languages.Length, i =>
        {
            var language = languages[i];
            var words = source.Theme.Strings[language];
            ImmutableArray<SearchedPage> pages = hasPlayground ? [new(Addresses.Playground(language), words["playground"], words["playground-text"])] : [];
            ImmutableArray<LessonSearch> searches = [.. lessonPages.Skip(i * lessons).Take(lessons).Select(static page => page.Search).OfType<LessonSearch>()];
            var index = _searches.GetOrAdd(language, static language => new(language));
            files[i] = searches.Length < lessons || lessons == 0 ? [] : index.Files(source.Book, source.Rules, pages, searches, sameShape);
        });
        return files.SelectMany(static each => each);
    }

    /// <summary>Keys that no table has are seen only when a page asks for them.</summary>
    private static IEnumerable<Diagnostic> MissingWords(Theme theme) => theme.Strings
        .Where(static strings => strings.Value.Missing.Any())
        .Select(static strings => SiteFaults.BadTheme.At(
            SourceLocation.WholeFile($"site/strings.{strings.Key}.yaml"), $"Words are missing that pages need: {string.Join(", ", strings.Value.Missing)}.",
            "Add them, so that no page shows a key instead of a word."));

    /// <summary>What depends on the course's shape alone.</summary>
    private static ImmutableArray<Outcome<SiteFile>> OthersOf(SiteSource source, PageFrame frame) =>
        [.. CoursePagesOf(source, frame), .. Companions(source, frame).Select(static file => new Outcome<SiteFile>(file, []))];

    /// <summary>The pages that are no lesson's, each made on its own.</summary>
    private static ImmutableArray<Outcome<SiteFile>> CoursePagesOf(SiteSource source, PageFrame frame)
    {
        var (book, theme) = (source.Book, source.Theme);
        var pages = new CoursePages(book, frame, theme);
        var rules = new RulePages(book, source.Rules, frame, theme);
        var playground = new PlaygroundPage(source.Rules, frame, theme);
        var work = new List<Func<Outcome<SiteFile>>>();
        foreach (var language in book.Facts.Languages)
        {
            work.AddRange([
                () => pages.Home(language), () => pages.Glossary(language), () => pages.Stream(language), () => pages.Tags(language), () => pages.NotFound(language)]);
            if (pages.HasSearch) work.Add(() => pages.Search(language));
            if (frame.HasPlayground) work.Add(() => playground.Page(language));
            if (!book.Play.Levels.IsEmpty) work.Add(() => pages.Achievements(language));
            if (pages.HasStyle) work.Add(() => pages.Style(language));
            if (theme.Scripts.Path(ClientScripts.Worker) is not null) work.Add(() => pages.Offline(language));
            work.AddRange(book.Tracks.Select(track => (Func<Outcome<SiteFile>>)(() => pages.Track(track, language))));
            work.AddRange(rules.All(language));
        }

        work.Add(pages.Entrance);
        if (theme.Layouts.Has("lost")) work.Add(pages.Lost);
        var made = new Outcome<SiteFile>[work.Count];
        Parallel.For(0, made.Length, i => made[i] = work[i]());
        return [.. made];
    }

    /// <summary>What is no page: feeds, files for robots, data for scripts.</summary>
    private static IEnumerable<SiteFile> Companions(SiteSource source, PageFrame frame)
    {
        var book = source.Book;
        List<Func<string, string>> pages =
        [
            Addresses.Home, Addresses.Stream, Addresses.Tags, Addresses.Glossary, .. book.Play.Levels.IsEmpty ? [] : (Func<string, string>[])[Addresses.Achievements],
            .. frame.HasSearch ? (Func<string, string>[])[Addresses.Search] : [],
            .. frame.HasPlayground ? (Func<string, string>[])[Addresses.Playground] : [],
            .. source.Rules.IsEmpty ? [] : (Func<string, string>[])[Addresses.Rules],
            .. source.Rules.Select(static rule => (Func<string, string>)(language => Addresses.Rule(language, rule.Id))),
            .. book.Tracks.Select(static track => (Func<string, string>)(language => Addresses.Track(language, track.Id))),
            .. book.Lessons.Select(static lesson => (Func<string, string>)(language => Addresses.Lesson(language, lesson))),
        ];
        return [.. frame.Data, .. frame.HasPlayground ? PlaygroundPage.Data(source.Rules) : [], .. AppManifest.Files(book, source.Theme), .. book.Facts.Languages.Select(language => Feed.File(book, language)), .. Conventions.Files(book, pages)];
    }

    private static bool IsSame(SiteSource a, SiteSource b) =>
        ReferenceEquals(a.Book, b.Book) && ReferenceEquals(a.Runs, b.Runs) && ReferenceEquals(a.Math, b.Math)
        && ReferenceEquals(a.Theme, b.Theme) && a.HasErrors == b.HasErrors && a.Rules == b.Rules && a.Cards.SequenceEqual(b.Cards) && a.Assets.SequenceEqual(b.Assets);

    private static bool IsSame(Page page, LessonPair lesson, string language, LessonRuns runs) =>
        ReferenceEquals(page.Text, lesson.In(language)) && ReferenceEquals(page.Source, lesson.Source)
        && ReferenceEquals(page.Translations, lesson.Translations) && ReferenceEquals(page.Facts, lesson.Facts) && ReferenceEquals(page.Runs, runs);
}
