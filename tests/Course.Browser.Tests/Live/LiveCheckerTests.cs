using Course.Browser.Tests.Checking;
using Course.Browser.Tests.Serving;
using Microsoft.Playwright;

namespace Course.Browser.Tests.Live;

/// <summary>Code is checked in the pages that an author sees, under the policy that readers' pages have.</summary>
public sealed class LiveCheckerTests(BuiltSite site)
{
    [Fact]
    public async Task Code_is_checked_in_what_serve_shows_and_prose_arrives_meanwhile()
    {
        await using var live = new LiveCourse { HasChecker = true };
        await live.InitializeAsync();
        var page = await site.NewPageAsync();
        List<string> errors = [];
        page.Console += (_, said) => { if (said.Type == "error") errors.Add($"{said.Location} {said.Text}"); };
        IResponse? wasm = null;
        page.Response += (_, response) => { if (response.Url.EndsWith(".wasm", StringComparison.Ordinal)) wasm = response; };
        await page.GotoAsync(live["en/playground/"]);
        await WriteAsync(page, "var loss = lozz + 1;");
        await Assertions.Expect(page.Locator(".found-item").First).ToContainTextAsync("lozz", new() { Timeout = Desk.FirstCheck });
        Assert.Equal("application/wasm", wasm!.Headers["content-type"]);
        Assert.Contains("script-src 'self' 'wasm-unsafe-eval';", wasm.Headers["content-security-policy"]);

        // The build that shows an edit does not wait for checks, and the editor that is open stays as it is.
        var lesson = await site.NewPageAsync();
        await lesson.GotoAsync(live["en/one/first/"]);
        live.Files.Edit(LiveCourse.English, "Paragraph 3 of many.", "Paragraph *three* of many.");
        await Assertions.Expect(lesson.Locator(".prose em")).ToHaveTextAsync("three");
        await WriteAsync(page, "var loss = 1; Console.WriteLine(loss);");
        await Assertions.Expect(page.Locator(".editor:not(.is-stale) .found-item", new() { HasTextString = "lozz" })).ToHaveCountAsync(0, new() { Timeout = Desk.FirstCheck });
        await Assertions.Expect(page.Locator(".cm-content")).ToContainTextAsync("Console.WriteLine(loss);");
        Assert.True(errors.Count == 0, string.Join("\n", errors));
        await page.Context.CloseAsync();
        await lesson.Context.CloseAsync();
    }

    /// <summary>Writes something over what is in the editor. Chromium would style it as what it takes the place of, which the policy forbids and the console tells.</summary>
    private static async Task WriteAsync(IPage page, string code)
    {
        await page.Locator(".cm-content").ClickAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(code);
    }
}
