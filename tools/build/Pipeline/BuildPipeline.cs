using System.Collections.Immutable;
using System.Diagnostics;
using Course.Build.BlastRadius;
using Course.Build.Cleaning;
using Course.Build.CommandLine;
using Course.Build.Outside;
using Course.Build.Reporting;
using Course.Content;
using Course.Content.Book;
using Course.Diagnostics;
using Course.Site;
using Course.Site.Publishing;
using Course.Site.Theming;
using Course.Snippets.Keys;

namespace Course.Build.Pipeline;

/// <summary>
/// The stages in their order. An object may build many times; what it remembers from one build to the next spares
/// work and changes no result.
/// </summary>
/// <param name="settings">What to build, and how.</param>
/// <param name="clock">Tells the day of a run; the system's where none is given.</param>
/// <param name="engine">Versions to hold records against; read from the engine's sources where none are given.</param>
internal sealed class BuildPipeline(BuildSettings settings, TimeProvider? clock = null, EngineVersions? engine = null)
{
    private readonly ContentReader _content = new();
    private readonly SnippetProver _prover = new(
        settings.Root, () => engine is null ? EngineVersions.Read(Places.EngineRoot) : new(engine, []), clock ?? TimeProvider.System);
    private readonly PageMaker _pages = new(settings.Theme);

    /// <summary>Lesson pages that the last build made anew.</summary>
    public int PagesMade => _pages.PagesMade;

    /// <summary>Builds once. Faults of content and code are in the report, never exceptions.</summary>
    public async Task<BuildReport> RunAsync(IBuildObserver observer, CancellationToken cancellation)
    {
        BuildReport report;
        using (await CacheTurn.ShareAsync(Places.CacheFolder, cancellation))
        {
            // Of two builds at once, the second would show what it ran itself and not what is recorded, if it did not wait.
            using var turn = settings.Frozen ? null : await BuildTurn.TakeAsync(settings.Root, cancellation);
            report = await BuildAsync(observer, cancellation);
        }

        CacheSweep.Run(Places.CacheFolder, DateTime.UtcNow);
        return report;
    }

    private async Task<BuildReport> BuildAsync(IBuildObserver observer, CancellationToken cancellation)
    {
        var stages = new StageClock(observer);
        _prover.Begin();

        var (loaded, recorded) = stages.Time(Stage.Load, () =>
        {
            var content = _content.Read(settings.Root);
            return (content, settings.Frozen ? _prover.Read(content.Value) : null);
        });
        var book = loaded.Value;
        var diagnostics = new List<Diagnostic>(loaded.Diagnostics);

        var shared = TellWhatChanged(settings.Drafts ? book : book.WithoutDrafts(), stages);

        var proof = recorded ?? await _prover.RunAsync(book, mayRun: !loaded.HasErrors, stages, cancellation);
        diagnostics.AddRange(proof.Diagnostics);

        var published = settings.Drafts ? book : book.WithoutDrafts();
        var math = await _pages.TypesetAsync(published, cancellation);
        diagnostics.AddRange(math.Diagnostics);

        var scripts = await _pages.BundleAsync(cancellation);
        diagnostics.AddRange(scripts.Diagnostics);

        var checker = settings.Checker ? await _pages.PublishCheckerAsync(scripts.Value, observer, cancellation) : new(CheckerFiles.None, []);
        diagnostics.AddRange(checker.Diagnostics);

        var pictures = await _pages.DrawAsync(published, scripts.Value, cancellation);
        diagnostics.AddRange(pictures.Diagnostics);

        var pages = stages.Time(Stage.Render, () => _pages.Render(published, proof.Runs, math.Value, scripts.Value, pictures.Value, checker.Value, loaded.HasErrors));
        diagnostics.AddRange(pages.Diagnostics);

        var report = new BuildReport
        {
            Diagnostics = settings.Promote(diagnostics),
            HasOlderSite = Directory.Exists(settings.Site),
            Lessons = published.Lessons.Count(),
            Pages = pages.Value.Count(static f => f.Path.EndsWith(".html", StringComparison.Ordinal)),
            Snippets = proof.Snippets,
            SnippetsRun = proof.SnippetsRun,
            SnippetsFresh = proof.SnippetsFresh,
            Figures = proof.Runs.Values.Sum(static r => r.Figures.Count),
            Changes = proof.Changes,
            Reasons = proof.Reasons,
        };
        if (report.Succeeded && !settings.CheckOnly)
        {
            report = stages.Time(Stage.Publish, () => Publish(report, pages.Value, checker.Value.Twins));
            Remember(shared, stages, report);
        }

        return Finished(stages, report);
    }

    /// <summary>Says how many pages a change of layouts, words or the glossary reaches.</summary>
    private SharedFiles? TellWhatChanged(CourseBook book, IBuildObserver observer)
    {
        if (settings.CheckOnly || book.Facts.Languages.IsEmpty) return null;
        try
        {
            var now = SharedFiles.Of(settings.Theme, book.Glossary);
            if (SharedFiles.Read(PublishedSite.SharedOf(settings.Site)) is not { } before) return now;
            foreach (var line in now.ChangesSince(before, book)) observer.Tell(line);
            return now with { PageMilliseconds = before.PageMilliseconds };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // That the theme cannot be read is told by the stage that needs it.
            return null;
        }
    }

    private void Remember(SharedFiles? shared, StageClock stages, BuildReport report)
    {
        if (shared is null || report.Site is null) return;
        var render = stages.Times.FirstOrDefault(static t => t.Item1 == Stage.Render).Item2;
        var perPage = report.Pages > 0 ? Math.Round(render.TotalMilliseconds / report.Pages, 2) : 0;

        // Times differ from build to build; only what changed is a reason to write.
        var before = SharedFiles.Read(PublishedSite.SharedOf(settings.Site));
        if (before is null || !shared.IsSame(before)) (shared with { PageMilliseconds = perPage }).Write(PublishedSite.SharedOf(settings.Site));
    }

    /// <summary>A report with the time and memory that its making took.</summary>
    internal static BuildReport Finished(StageClock stages, BuildReport report) => report with
    {
        Times = stages.Times,
        Total = DateTime.Now - Process.GetCurrentProcess().StartTime,
        PeakMegabytes = Process.GetCurrentProcess().PeakWorkingSet64 / (1 << 20),
    };

    private BuildReport Publish(BuildReport report, ImmutableArray<SiteFile> files, ImmutableArray<SiteFile> twins)
    {
        var all = settings.Compress ? CompressedTwins.Add(files, settings.Site, twins) : new(files, []);
        var published = all.HasErrors ? new(PublishReport.None, all.Diagnostics) : Publisher.Publish(all.Value, settings.Site);
        return report with
        {
            Diagnostics = [.. report.Diagnostics, .. published.Diagnostics],
            Written = published.Value.Written,
            Unchanged = published.Value.Unchanged,
            Deleted = published.Value.Deleted,
            Site = published.HasErrors ? null : settings.Site,
        };
    }
}
