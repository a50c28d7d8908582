using System.Collections.Frozen;
using System.Collections.Immutable;
using Course.Build.CommandLine;
using Course.Build.Outside;
using Course.Build.Pipeline;
using Course.Build.Reporting;
using Course.Content;
using Course.Content.Book;
using Course.Diagnostics;
using Course.Site;
using Course.Site.Runs;
using Course.Site.Theming;
using Course.Snippets.Keys;

namespace Course.Build.Serving.Building;

/// <summary>
/// The stages as an author's browser needs them: what is read is rendered at once from the records that there are, and sessions
/// run beside (<see cref="LiveSessions"/>). The site stays in memory; records alone are written. One caller at a time.
/// </summary>
/// <param name="settings">What to build.</param>
/// <param name="observer">Is told of work that takes long.</param>
/// <param name="changed">Called, from any thread, when another build would show more.</param>
internal sealed class LiveBuild(BuildSettings settings, IBuildObserver observer, Action changed) : IAsyncDisposable
{
    private readonly ContentReader _content = new();
    private readonly RecordMemory _records = new(settings.Root);
    private readonly PageMaker _pages = new(settings.Theme);
    private readonly ProvisionalRuns _provisional = new();
    private readonly LiveChecker? _checker = settings.Checker ? new(new(Places.EngineRoot, Places.CacheFolder), observer, changed) : null;
    private LiveSessions? _sessions;
    private (ImmutableArray<SiteFile> Made, FrozenDictionary<string, SiteFile> ByPath)? _files;
    private (ImmutableArray<RecordMemory.Planned> Planned, ImmutableDictionary<string, LessonRuns> ByLesson)? _runs;
    private Outcome<EngineVersions?>? _engine;
    private (ClientScripts Bundled, ClientScripts Served)? _scripts;
    private bool _hasGood;

    private LiveSessions Sessions => _sessions ??= new(settings.Root, _records.Store, changed);

    /// <summary>Lesson pages that the last build made anew.</summary>
    public int PagesMade => _pages.PagesMade;

    /// <summary>Builds once. Faults of content and code are in what is returned, never exceptions.</summary>
    /// <param name="isLook">Whether nobody waits for it, so that there is time to see whether the engine itself has changed.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<LiveSite> BuildAsync(bool isLook, CancellationToken cancellation)
    {
        using var cache = await CacheTurn.ShareAsync(Places.CacheFolder, cancellation);
        var engine = _engine = isLook || _engine?.Value is null ? EngineVersions.Read(Places.EngineRoot) : _engine;
        var loaded = _content.Read(settings.Root);
        var proof = engine.Value is { } known ? Prove(loaded, known) : new([], []);

        var book = settings.Drafts ? loaded.Value : loaded.Value.WithoutDrafts();
        var math = await _pages.TypesetAsync(book, cancellation);
        var scripts = await _pages.BundleAsync(cancellation);

        var checker = Checker(scripts.Value) is { } live ? await live.FilesAsync() : CheckerFiles.None;

        // A browser that keeps pages would show an author yesterday's.
        var pages = _pages.Render(book, Runs(proof.Value), math.Value, WithoutWorker(scripts.Value), SitePictures.None, checker, loaded.HasErrors);
        var diagnostics = settings.Promote(
            [
                .. loaded.Diagnostics, .. engine.Diagnostics, .. proof.Diagnostics,
                .. math.Diagnostics, .. scripts.Diagnostics, .. pages.Diagnostics,
            ]);
        return Site(book, pages.Value, diagnostics.AddRange(Checker(scripts.Value)?.Diagnostics ?? []));
    }

    /// <summary>A theme without a script that runs the checker needs none.</summary>
    private LiveChecker? Checker(ClientScripts scripts) => scripts.Path(ClientScripts.Checker) is null ? null : _checker;

    /// <summary>The same object for the same scripts, which tells later stages that nothing changed.</summary>
    private ClientScripts WithoutWorker(ClientScripts bundled)
    {
        if (_scripts is not { } known || !ReferenceEquals(known.Bundled, bundled)) _scripts = (bundled, bundled.WithoutWorker());
        return _scripts.Value.Served;
    }

    /// <summary>Gets ready for the author's first edit of code, and looks whether the checker is of today.</summary>
    public void WarmUp()
    {
        if (_scripts is { } scripts) Checker(scripts.Bundled)?.Begin();
        var book = _content.Read(settings.Root).Value;
        if (_engine?.Value is not { } engine || SnippetProver.Sessions(_records.PlanAll(book, engine)).FirstOrDefault() is not { Session: { } first }) return;
        Sessions.WarmUp(first.Source, engine);
    }

    /// <summary>Ends everything that runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_checker is not null) await _checker.DisposeAsync();
        if (_sessions is not null) await _sessions.DisposeAsync();
    }

    /// <summary>Records as they are, with work begun on what is stale. Records of snippets that are gone stay: a snippet may be on its way to another place.</summary>
    private Outcome<ImmutableArray<RecordMemory.Planned>> Prove(Outcome<CourseBook> content, EngineVersions engine)
    {
        var planned = _records.PlanAll(content.Value, engine);
        var stale = Stale(planned);
        if (stale.Count > 0 && Sessions.WriteProven(stale, engine))
        {
            planned = _records.PlanAll(content.Value, engine);
            stale = Stale(planned);
        }

        var faulty = content.Diagnostics.Where(static d => d.Severity == Severity.Error).Select(static d => d.Location.File).ToHashSet(StringComparer.Ordinal);
        var found = stale.Count > 0 || _sessions is not null
            ? Sessions.Update(stale, engine, lesson => !faulty.Any(file => file.StartsWith(lesson.Folder + "/", StringComparison.Ordinal)))
            : [];
        return new([.. planned], [
            .. found, .. planned.SelectMany(static p => p.RecordFaults.AddRange(p.RunFaults)),
            .. planned.SelectMany(static p => SnippetProver.Identity(p.Plan.Lesson))]);
    }

    private static List<LessonSession> Stale(RecordMemory.Planned[] planned) =>
        [.. SnippetProver.Sessions(planned).Where(static s => s.Session.IsStale).DistinctBy(static s => s.Session.Name)];

    private ImmutableDictionary<string, LessonRuns> Runs(ImmutableArray<RecordMemory.Planned> planned)
    {
        var unsettled = _sessions?.Unsettled;
        if (unsettled is not { Count: > 0 } && _runs is { } last && last.Planned.AsSpan().SequenceEqual(planned.AsSpan(), ReferenceEqualityComparer.Instance))
            return last.ByLesson;
        var runs = planned.ToImmutableDictionary(
            static p => p.Plan.Lesson.Facts.Id,
            p => unsettled?.Contains(p.Plan.Lesson.Facts.Id) == true
                ? _provisional.Of(p.Plan.Lesson.Facts.Id, p.Runs, [.. unsettled[p.Plan.Lesson.Facts.Id].OfType<SessionColours>()])
                : p.Runs,
            StringComparer.Ordinal);
        _runs = unsettled is { Count: > 0 } ? null : (planned, runs);
        return runs;
    }

    private LiveSite Site(CourseBook book, ImmutableArray<SiteFile> made, ImmutableArray<Diagnostic> diagnostics)
    {
        var isGood = !diagnostics.Any(static d => d.Severity == Severity.Error);
        // Until something was good, what could be made is better than nothing.
        if (_files is null || ((isGood || !_hasGood) && !_files.Value.Made.AsSpan().SequenceEqual(made.AsSpan(), ReferenceEqualityComparer.Instance)))
            _files = (made, made.DistinctBy(static f => f.Path, StringComparer.Ordinal).ToFrozenDictionary(static f => f.Path, StringComparer.Ordinal));
        _hasGood |= isGood;
        return new(
            _files.Value.ByPath, book.Facts.Languages,
            book.Facts.Languages.ToImmutableDictionary(static l => l, l => LiveWords.Of(_pages.Theme?.Strings.GetValueOrDefault(l)), StringComparer.Ordinal),
            book.Lessons.ToImmutableDictionary(static l => LiveSite.AddressOf(l.TrackId, l.Facts.Id), static l => l.Folder, StringComparer.Ordinal),
            diagnostics,
            [.. _sessions?.Working.SelectMany(static s => s.Of.Session.Source.Snippets
                .Select(snippet => new RunningSnippet(LiveSite.AddressOf(s.Of.Lesson.Lesson.TrackId, s.Of.Lesson.Lesson.Facts.Id), snippet.Id))) ?? []]);
    }
}
