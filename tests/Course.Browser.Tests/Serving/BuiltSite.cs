using System.Diagnostics.CodeAnalysis;
using Course.Browser.Tests.Serving;
using Course.Build.Pipeline;
using Course.Build.Reporting;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(BuiltSite))]
[assembly: SuppressMessage("Performance", "CA1852", Justification = "Fixtures and tests are found by reflection.")]

namespace Course.Browser.Tests.Serving;

/// <summary>The course as it is published, built once from its records, served, and a browser to look at it.</summary>
public sealed class BuiltSite : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("course-browser-").FullName;
    private IPlaywright? _playwright;
    private SiteServer? _server;
    private IBrowser? _browser;

    /// <summary>The published folder.</summary>
    internal string Folder => Path.Combine(_folder, "site");

    internal SiteServer Server => _server!;

    /// <summary>Paths of all pages below the site's root, such as <c>ko/glossary/index.html</c>.</summary>
    internal IReadOnlyList<string> Pages { get; private set; } = [];

    /// <summary>The pages that hold a lesson.</summary>
    internal IEnumerable<string> LessonPages => Pages.Where(static p => p.Split('/') is [_, not "rules", _, _]);

    /// <summary>The pages with masthead and colophon: all but the entrance.</summary>
    internal IEnumerable<string> FramedPages => Pages.Where(static p => p != "index.html");

    /// <summary>One page of each kind that a language has, and those that belong to none.</summary>
    internal IEnumerable<string> Templates(string language) => Pages
        .Where(path => path.StartsWith(language + "/", StringComparison.Ordinal) || !path.Contains('/'))
        .GroupBy(path => path.Split('/') switch
        {
            [_, "rules", _, _] => "rule",
            [_, _, _, _] => "lesson",
            [_, var folder, _] => folder,
            _ => path,
        }).Select(static kind => kind.First());

    /// <summary>The folder with course.yaml.</summary>
    internal static string Content => Path.Combine(CheckoutRoot(AppContext.BaseDirectory), "content");

    /// <summary>Builds, serves, and starts the browser.</summary>
    public async ValueTask InitializeAsync()
    {
        var root = CheckoutRoot(AppContext.BaseDirectory);
        var report = await new BuildPipeline(new(
            Content, Folder, Path.Combine(root, "site"), Frozen: true, Strict: false, Drafts: true, Json: false, Verbosity.Quiet) { Checker = true })
            .RunAsync(new NobodyWatches(), CancellationToken.None);
        Assert.True(report.Succeeded, string.Join('\n', report.Diagnostics.Select(static d => $"{d.Location} {d.Message}")));
        Pages = [.. Directory.EnumerateFiles(Folder, "*.html", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];
        Assert.True(LessonPages.Count() >= 2, "There should be a lesson in two languages to look at.");
        _server = new(Folder);
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
    }

    /// <summary>Opens a page of the site in a window of its own.</summary>
    internal async Task<IPage> OpenAsync(string path, int width = 1280, ColorScheme theme = ColorScheme.Light, bool scripts = true)
    {
        var page = await NewPageAsync(width, theme, scripts);
        await page.GotoAsync(Server[path]);
        return page;
    }

    /// <summary>Opens a page on a telephone.</summary>
    internal async Task<IPage> OpenTouchAsync(string path)
    {
        var context = await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = 360, Height = 740 }, HasTouch = true, IsMobile = true, ServiceWorkers = ServiceWorkerPolicy.Block });
        var page = await context.NewPageAsync();
        await page.GotoAsync(Server[path]);
        return page;
    }

    /// <summary>An empty window. Closing the page's context closes it.</summary>
    internal async Task<IPage> NewPageAsync(int width = 1280, ColorScheme theme = ColorScheme.Light, bool scripts = true)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 800 },
            ColorScheme = theme,
            JavaScriptEnabled = scripts,
            ReducedMotion = ReducedMotion.Reduce,

            // Reading offline has tests of its own; elsewhere the worker would only answer in the server's place.
            ServiceWorkers = ServiceWorkerPolicy.Block,
        });
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
        _server?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string CheckoutRoot(string folder) =>
        File.Exists(Path.Combine(folder, "Course.sln")) ? folder : CheckoutRoot(Path.GetDirectoryName(folder)!);

    private sealed class NobodyWatches : IBuildObserver
    {
        public void Begin(Stage stage, int steps)
        {
        }

        public void Step(Stage stage, string what, TimeSpan time)
        {
        }

        public void End(Stage stage, TimeSpan time)
        {
        }
    }
}
