using System.Globalization;
using System.Text;
using Course.Browser.Tests.Reading;
using Course.Browser.Tests.Serving;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Course.Browser.Tests.Checking;

/// <summary>A learner's own run over the published one: pasted, dropped, opened; drawn, said in words, and sent nowhere.</summary>
public sealed class OwnRunTests(BuiltSite site)
{
    private const string Diverged = "step 1  loss 6.44  |g| 4.80\r\nstep 2  loss 6.48  |g| 0.91\r\nstep 3  loss 15.7  |g| 30\r\nstep 12  loss NaN  |g| inf\r\n";

    [Theory]
    [InlineData("ko", "손실이 12번째 갱신에서 NaN", "max_norm(1)", "레슨의 실행", "내 실행")]
    [InlineData("en", "the loss became NaN at step 12", "max_norm (1) at step 1", "published run", "your run")]
    public async Task A_pasted_log_is_drawn_over_the_published_run_and_sent_nowhere(string language, string lost, string passes, string published, string own)
    {
        var page = await OpenAsync(language);
        await Assertions.Expect(page.Locator(".run-plot")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator(".run-legend").First).ToHaveTextAsync(published);
        List<string> requests = [];
        page.Request += (_, request) => requests.Add(request.Url);
        await page.Locator(".own-run textarea").FillAsync(Diverged);
        var remarks = page.Locator(".run-remarks");
        await Assertions.Expect(remarks).ToContainTextAsync(lost);
        await Assertions.Expect(remarks).ToContainTextAsync(passes);
        await Assertions.Expect(page.Locator(".run-legend li").Nth(1)).ToHaveTextAsync(own);

        // Picture, words for it, and numbers.
        await Assertions.Expect(page.Locator(".run-plot svg.figure-plot text", new() { HasTextString = "NaN" }).First).ToBeVisibleAsync();
        var alt = await page.Locator(".run-plot .picture").First.GetAttributeAsync("aria-label");
        Assert.Contains(own, alt, StringComparison.Ordinal);
        Assert.Contains("15.7", alt, StringComparison.Ordinal);
        await page.Locator(".run-plot summary").First.ClickAsync();
        await Assertions.Expect(page.Locator(".run-plot table").First.Locator("tbody tr")).ToHaveCountAsync(4);
        await Assertions.Expect(page.Locator(".run-plot table").First).ToContainTextAsync("6.48");

        // Lines differ in their dashes as well as in colour.
        var dashes = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('.run-plot:first-of-type .run-legend path')].map(p => p.getAttribute('stroke-dasharray') ?? 'none')");
        Assert.Equal(dashes.Length, dashes.Distinct().Count());
        Assert.Empty(requests);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_dropped_file_of_a_million_lines_leaves_the_page_alive()
    {
        var page = await OpenAsync("en");
        List<string> requests = [];
        page.Request += (_, request) => requests.Add(request.Url);

        // The file is made in the page, as a browser would hand it over.
        await page.EvaluateAsync("""
            () => {
              const lines = Array.from({ length: 1_000_000 }, (_, i) => `step ${i + 1}  loss ${(6 / (1 + i * 1e-3)).toPrecision(4)}  norm 2.41 before, 1.00 after\n`);
              const transfer = new DataTransfer();
              transfer.items.add(new File(lines, 'long.log', { type: 'text/plain' }));
              window.drawn = 0;
              const beat = () => { window.drawn++; if (document.querySelector('.run-remarks') === null) requestAnimationFrame(beat); };
              requestAnimationFrame(() => {
                document.querySelector('.own-run').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
                beat();
              });
            }
            """);
        await Assertions.Expect(page.Locator(".own-run-state")).ToContainTextAsync("long.log: 1000000.", new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator(".run-remarks")).ToContainTextAsync("never exceeds 1");
        Assert.InRange(await page.Locator(".run-plot svg.figure-plot *").CountAsync(), 10, 400);

        // A page that is held up draws nothing until the end. Frames are counted, since a busy machine makes any one of them late.
        Assert.InRange(await page.EvaluateAsync<int>("window.drawn"), 20, int.MaxValue);
        Assert.Empty(requests);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_is_no_log_is_said_and_what_is_encoded_otherwise_is_read()
    {
        var page = await OpenAsync("en");
        var file = page.Locator(".own-run input[type=file]");
        var state = page.Locator(".own-run-state");
        await file.SetInputFilesAsync(new FilePayload { Name = "weights.dat", MimeType = "application/octet-stream", Buffer = [0x50, 0x4b, 3, 4, 0, 0, 0xff, 0xfe, 0] });
        await Assertions.Expect(state).ToContainTextAsync("not text");
        await Assertions.Expect(page.Locator(".run-remarks")).ToHaveCountAsync(0);
        await file.SetInputFilesAsync(new FilePayload { Name = "story.txt", MimeType = "text/plain", Buffer = "Once upon a time."u8.ToArray() });
        await Assertions.Expect(state).ToContainTextAsync("No line names a loss");
        await file.SetInputFilesAsync(new FilePayload { Name = "windows.log", MimeType = "text/plain", Buffer = [0xff, 0xfe, .. Encoding.Unicode.GetBytes("10단계 손실 0.69 기울기 norm 1.2\r\n")] });
        await Assertions.Expect(state).ToContainTextAsync("windows.log");
        await Assertions.Expect(page.Locator(".run-remarks")).ToContainTextAsync("gradient norm passes max_norm (1) at step 10");
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear" }).ClickAsync();
        await Assertions.Expect(page.Locator(".run-remarks")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".own-run textarea")).ToBeFocusedAsync();
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("ko", 360, ColorScheme.Dark)]
    [InlineData("ko", 1280, ColorScheme.Light)]
    [InlineData("en", 360, ColorScheme.Light)]
    [InlineData("en", 1280, ColorScheme.Dark)]
    public async Task It_is_accessible_and_fits(string language, int width, ColorScheme theme)
    {
        var page = await OpenAsync(language, width, theme);
        await page.Locator(".own-run textarea").FillAsync(string.Concat(Enumerable.Range(1, 50).Select(static i => string.Create(CultureInfo.InvariantCulture, $"step {i} loss {6.0 / i:F2} norm {2.0 / i:F2} before, {1.0 / i:F2} after\n"))));
        await Assertions.Expect(page.Locator(".run-remarks")).ToBeVisibleAsync();
        foreach (var summary in await page.Locator(".run-plot summary").AllAsync()) await summary.ClickAsync();
        var axe = await page.Locator(".exercise").RunAxe(LayoutTests.Rules);
        Faults.AssertNone([.. axe.Violations.SelectMany(static v => v.Nodes.Take(5).Select(n => $"{v.Id}: {v.Help}: {n.Html}"))]);
        Assert.True(axe.Passes.Length > 5, "axe looked at too little");
        foreach (var narrow in new[] { 320, width })
        {
            await page.SetViewportSizeAsync(narrow, 800);
            Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 0, narrow);
        }

        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Nothing_of_it_is_loaded_before_it_is_asked_for()
    {
        var page = await site.NewPageAsync();
        List<string> requests = [];
        page.Request += (_, request) => requests.Add(request.Url);
        await page.GotoAsync(site.Server[Lesson("en")]);
        await Assertions.Expect(Button(page, "en")).ToBeVisibleAsync();
        Assert.DoesNotContain(requests, static url => url.Contains(".run.json", StringComparison.Ordinal) || url.Contains("/assets/check.", StringComparison.Ordinal));
        await Button(page, "en").ClickAsync();
        await Assertions.Expect(page.Locator(".own-run textarea")).ToBeFocusedAsync();
        Assert.Contains(requests, static url => url.EndsWith("/clip-an-lstm.run.json", StringComparison.Ordinal));
        await page.Context.CloseAsync();
    }

    private string Lesson(string language) => site.LessonPages.First(page => page.StartsWith(language + "/", StringComparison.Ordinal));

    private static ILocator Button(IPage page, string language) => page.GetByRole(AriaRole.Button, new() { Name = language == "ko" ? "내 실행 결과와 비교하기" : "Compare your own run" });

    private async Task<IPage> OpenAsync(string language, int width = 1280, ColorScheme theme = ColorScheme.Light)
    {
        var page = await site.OpenAsync(Lesson(language), width, theme);
        await Button(page, language).ClickAsync();
        await Assertions.Expect(page.Locator(".own-run textarea")).ToBeFocusedAsync();
        return page;
    }
}
