using Course.Browser.Tests.Serving;
using Course.Build.Pipeline;
using Course.Build.Reporting;
using Course.Build.Tests;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(PublishedCourse))]

namespace Course.Browser.Tests.Serving;

/// <summary>The course as a host would have it: its course.yaml says where it is served and where reports go, and files have compressed twins.</summary>
public sealed class PublishedCourse : IAsyncLifetime
{
    /// <summary>Where course.yaml says the site is. Nothing is ever asked there.</summary>
    public const string Url = "https://example.org/course/";

    private readonly TempFolder _folder = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The published folder.</summary>
    internal string Site => _folder["site"];

    internal SiteServer Server { get; private set; } = null!;

    /// <summary>Paths of all files.</summary>
    internal IReadOnlyList<string> Files => [.. Directory.EnumerateFiles(Site, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Site, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>Paths of all pages.</summary>
    internal IReadOnlyList<string> Pages => [.. Files.Where(static path => path.EndsWith(".html", StringComparison.Ordinal))];

    /// <summary>The first lesson's page in a language.</summary>
    internal string Lesson(string language) => Pages.First(path => path.StartsWith(language + "/", StringComparison.Ordinal) && path.Split('/').Length == 4 && !path.Contains("/rules/", StringComparison.Ordinal));

    internal string Text(string path) => File.ReadAllText(Path.Combine(Site, path));

    public async ValueTask InitializeAsync()
    {
        await BuildAsync(_folder, "site", "https://example.org/forge/issues/new?labels=course", checker: true);
        Server = new(Site);
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
    }

    /// <summary>Builds the course into a folder.</summary>
    /// <param name="folder">Where the course is copied to, once, and the site goes.</param>
    /// <param name="site">Path of the site in it.</param>
    /// <param name="reports">Where reports go.</param>
    /// <param name="compress">Whether files have compressed twins.</param>
    /// <param name="checker">Whether code can be checked in the page.</param>
    internal static async Task<BuildReport> BuildAsync(TempFolder folder, string site, string reports, bool compress = true, bool checker = false)
    {
        if (!Directory.Exists(folder["content"]))
        {
            folder.CopyFrom(Path.Combine(Checkout.Root, "content"), "content");
            folder.Edit("content/course.yaml", "\nlanguages:", $"\nurl: {Url}\nreports: {reports}\nlanguages:");
        }

        var report = await new BuildPipeline(new(
            folder["content"], folder[site], Path.Combine(Checkout.Root, "site"), Frozen: true, Strict: false, Drafts: true, Json: false, Build.Reporting.Verbosity.Quiet) { Compress = compress, Checker = checker })
            .RunAsync(new SilentProgress(), CancellationToken.None);
        Assert.True(report.Succeeded, string.Join('\n', report.Diagnostics.Select(static d => $"{d.Location} {d.Message}")));
        return report;
    }

    /// <summary>A browser window of its own, with storage of its own.</summary>
    internal async Task<IPage> NewPageAsync(int width = 1280, ColorScheme theme = ColorScheme.Light, string? language = null, bool isMobile = false) =>
        await (await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 800 }, ColorScheme = theme, Locale = language, IsMobile = isMobile, HasTouch = isMobile, ReducedMotion = ReducedMotion.Reduce })).NewPageAsync();

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
        Server?.Dispose();
        _folder.Dispose();
    }
}
