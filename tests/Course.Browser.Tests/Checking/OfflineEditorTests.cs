using Course.Browser.Tests.Serving;
using Microsoft.Playwright;

namespace Course.Browser.Tests.Checking;

/// <summary>The editor and the checker without a network: there once they were used, and not fetched before.</summary>
public sealed class OfflineEditorTests(PublishedCourse course)
{
    private const string Active = "(async () => { await navigator.serviceWorker.ready; while (!navigator.serviceWorker.controller) await new Promise(w => setTimeout(w, 20)); })()";

    private const string Kept = "(async () => { const found = []; for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname); return found; })()";

    [Fact]
    public async Task What_was_used_once_is_there_without_a_network_and_nobody_else_fetches_it()
    {
        var server = new SiteServer(course.Site);
        var page = await course.NewPageAsync();
        await page.GotoAsync(server[course.Lesson("en")]);
        await page.EvaluateAsync(Active);
        Assert.DoesNotContain(await page.EvaluateAsync<string[]>(Kept), static path => path.Contains("/assets/check", StringComparison.Ordinal));

        var desk = new Desk(page);
        await desk.Open.ClickAsync();
        await desk.CheckedAsync();
        string[] needed = ["check.en", "references.bin", ".wasm", "/check."];
        string[] kept;
        do kept = await page.EvaluateAsync<string[]>(Kept);
        while (!needed.All(part => kept.Any(path => path.Contains(part, StringComparison.Ordinal))));
        server.Dispose();

        await page.ReloadAsync();
        await desk.Open.ClickAsync();
        await desk.CheckedAsync();
        await Assertions.Expect(desk.Finding("DL1001")).ToBeVisibleAsync();
        await desk.CloseAsync();
    }
}
