using System.Collections.Concurrent;
using Course.Browser.Tests.Serving;
using Microsoft.Playwright;

namespace Course.Browser.Tests.Checking;

/// <summary>README's promise that nothing leaves the browser: everything that page and worker ask the network for, while code with a mark in it is written, checked and mended.</summary>
public sealed class SilenceTests(BuiltSite site)
{
    private const string Mark = "Secret7f3a";

    [Fact]
    public async Task Code_is_in_no_request_and_checks_make_none()
    {
        var page = await site.NewPageAsync();
        ConcurrentQueue<IRequest> asked = [];
        page.Context.Request += (_, request) => asked.Enqueue(request);
        page.WebSocket += (_, socket) => Assert.Fail($"A socket to {socket.Url}.");
        await page.GotoAsync(site.Server[Desk.Lesson(site, "en")]);
        var desk = new Desk(page);
        await desk.Open.ClickAsync();
        await desk.CheckedAsync();

        // What the worker asks for is heard as well.
        Assert.Contains(asked, static request => request.Url.EndsWith("references.bin", StringComparison.Ordinal));
        Assert.Contains(asked, static request => request.Url.EndsWith(".wasm", StringComparison.Ordinal));
        var loaded = asked.Count;

        await desk.GoToEndOfAsync("var loss =");
        await page.Keyboard.TypeAsync($"\nvar {Mark} = lozz; // {Mark}");
        await Assertions.Expect(desk.Finding("CS0103")).ToBeVisibleAsync(new() { Timeout = Desk.FirstCheck });
        await desk.DeleteLineAsync(Mark);
        await desk.GoToEndOfAsync("// 2. Clip it");
        await page.Keyboard.TypeAsync($" {Mark}");
        await desk.CheckedAsync();
        Assert.Equal(loaded, asked.Count);

        // Explanations are pages of the site, asked for by their addresses alone.
        await desk.Finding("DL1001").Locator(".found-more > a").ClickAsync();
        await Assertions.Expect(page.Locator("dialog.beside")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        var explained = asked.Count;
        Assert.InRange(explained, loaded + 1, loaded + 5);

        var fix = desk.Finding("DL1001").Locator("details", new() { Has = page.Locator(".difference") });
        await fix.Locator("summary").ClickAsync();
        await fix.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(desk.Done).ToBeVisibleAsync(new() { Timeout = Desk.FirstCheck });
        Assert.Contains(Mark, await desk.TextAsync());
        Assert.Empty(asked.Skip(explained).Select(static request => $"{request.Method} {request.Url}"));
        Assert.All(asked, request =>
        {
            Assert.Equal("GET", request.Method);
            Assert.Null(request.PostDataBuffer);
            Assert.StartsWith(site.Server.Origin, request.Url, StringComparison.Ordinal);
            Assert.DoesNotContain(Mark, Uri.UnescapeDataString(request.Url), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("?", request.Url, StringComparison.Ordinal);
        });
        await desk.CloseAsync();
    }
}
