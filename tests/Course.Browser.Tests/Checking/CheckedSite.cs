using System.Text.Json;
using Course.Browser.Tests.Serving;
using Course.Build.Outside;
using Course.Build.Pipeline;
using Course.Build.Reporting;
using Course.Build.Tests;
using Course.Diagnostics;
using Microsoft.Playwright;

namespace Course.Browser.Tests.Checking;

/// <summary>The course with the checker in its pages. Made only where a test needs it, for to publish the checker takes a minute.</summary>
public sealed class CheckedSite : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string _engine = "";

    /// <summary>The published folder.</summary>
    internal string Site => _folder["site"];

    internal SiteServer Server { get; private set; } = null!;

    /// <summary>What the build said on its way.</summary>
    internal BuildReport Report { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Report = await BuildAsync();
        var site = Path.Combine(Checkout.Root, "site");
        Assert.Null(await new NodePackages(site).RestoreAsync(SourceLocation.WholeFile("site/client"), CancellationToken.None));
        var bundled = await ExternalProgram.RunAsync(
            "node",
            ["--input-type=module", "-e", """
                import * as esbuild from "esbuild";
                const { outputFiles } = await esbuild.build({
                  stdin: { contents: 'export * from "./check/engine/supervisor"; export * from "./check/engine/files";', resolveDir: "client", loader: "ts" },
                  bundle: true, write: false, format: "iife", globalName: "engine" });
                process.stdout.write(outputFiles[0].text);
                """],
            site, null, CancellationToken.None);
        Assert.True(bundled.Succeeded, bundled.Error);
        _engine = bundled.Output + ";globalThis.engine = engine;";
        Server = new(Site);
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
    }

    /// <summary>Builds the site, or builds it again.</summary>
    internal async Task<BuildReport> BuildAsync()
    {
        var report = await new BuildPipeline(new(
            Path.Combine(Checkout.Root, "content"), Site, Path.Combine(Checkout.Root, "site"), Frozen: true, Strict: false, Drafts: true, Json: false, Verbosity.Quiet) { Checker = true, Compress = true })
            .RunAsync(new SilentProgress(), CancellationToken.None);
        Assert.True(report.Succeeded, string.Join('\n', report.Diagnostics.Select(static d => $"{d.Location} {d.Message}")));
        return report;
    }

    /// <summary>A page of the site in which scripts find the engine's modules as <c>engine</c>.</summary>
    internal async Task<IPage> OpenAsync()
    {
        var page = await NewPageAsync();
        await page.GotoAsync(Server["ko/"]);
        await page.EvaluateAsync(_engine);
        return page;
    }

    /// <summary>An empty window of its own, without a service worker.</summary>
    internal async Task<IPage> NewPageAsync() => await (await _browser!.NewContextAsync(new() { ServiceWorkers = ServiceWorkerPolicy.Block })).NewPageAsync();

    /// <summary>Starts an engine in a page; <c>checker</c> there is it.</summary>
    internal static Task StartAsync(IPage page, string patience = "{ first: 300000, least: 60000, most: 60000 }") => page.EvaluateAsync($$"""
        () => {
          globalThis.states = [];
          globalThis.checker = engine.createEngine(engine.engineFiles(), {{patience}});
          checker.watch((state) => { if (states.at(-1) !== state) states.push(state); });
          checker.start();
        }
        """);

    /// <summary>Checks code in a page.</summary>
    internal static async Task<JsonElement> CheckAsync(IPage page, string text, string language = "ko") =>
        JsonDocument.Parse(await page.EvaluateAsync<string>("async ([text, language]) => JSON.stringify(await checker.check({ text, language }))", new[] { text, language })).RootElement;

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
        Server?.Dispose();
        _folder.Dispose();
    }
}

/// <summary>The tests that share it.</summary>
[CollectionDefinition(nameof(CheckedSite))]
public sealed class CheckedSiteCollection : ICollectionFixture<CheckedSite>;
