using Course.Browser.Tests.Serving;
using Microsoft.Playwright;

namespace Course.Browser.Tests;

/// <summary>Progress as learners keep it: in two tabs, in a file, in a browser that stores nothing.</summary>
public sealed class ProgressTests(BuiltSite site)
{
    private string Lesson => site.LessonPages.First(static page => page.StartsWith("en/", StringComparison.Ordinal));

    [Fact]
    public async Task A_lesson_marked_in_one_tab_is_done_in_the_other_and_in_the_other_language()
    {
        var one = await site.OpenAsync(Lesson);
        await Expect(one.Locator(".progress [data-part=level]"), "Level 0 · Curious");
        await Expect(one.Locator(".progress [data-part=lessons]"), "0/73 lessons");
        await Expect(one.Locator(".progress [data-part=achievements]"), "0/11 achievements");
        await Expect(one.Locator(".progress [data-part=next]"), "0/120 XP");
        var two = await one.Context.NewPageAsync();
        await two.GotoAsync(site.Server["ko" + Lesson[2..]]);
        await one.Locator(".mark button").ClickAsync();
        await Expect(one.Locator(".progress [data-part=lessons]"), "1/73 lessons");
        await Expect(two.Locator(".progress [data-part=lessons]"), "레슨 1/73");
        await Expect(two.Locator(".mark button"), "완료 표시 취소");
        await Expect(one.Locator(".toast"), "Achievement: Under way, Gradients in hand");
        Assert.Equal(1, await one.Locator(".track .done-sign").CountAsync());

        await two.Locator(".mark button").ClickAsync();
        await Expect(one.Locator(".mark button"), "Mark as done");
        await Expect(one.Locator(".progress [data-part=achievements]"), "2/11 achievements");
        await one.Context.CloseAsync();
    }

    [Fact]
    public async Task A_saved_file_brings_progress_to_another_browser_and_a_reset_asks_first()
    {
        var page = await site.OpenAsync(Lesson);
        await page.Locator(".mark button").ClickAsync();
        await page.GotoAsync(site.Server["en/achievements/index.html"]);
        await Expect(page.Locator("#first-lesson.is-earned"), "Under way Finish your first lesson.");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("[data-part=export]").ClickAsync());
        var file = Path.Combine(Path.GetTempPath(), $"course-progress-{Environment.ProcessId}.json");
        await download.SaveAsAsync(file);

        await page.Locator("[data-part=reset]").ClickAsync();
        await page.Locator("dialog button[value=cancel]").ClickAsync();
        await Expect(page.Locator(".progress [data-part=lessons]"), "1/73 lessons");
        await page.Locator("[data-part=reset]").ClickAsync();
        await page.Locator("dialog button[value=reset]").ClickAsync();
        await Expect(page.Locator(".progress [data-part=lessons]"), "0/73 lessons");
        await page.Context.CloseAsync();

        var other = await site.OpenAsync("ko/achievements/index.html");
        await other.Locator("[data-part=import]").SetInputFilesAsync(file);
        await Expect(other.Locator(".progress [data-part=lessons]"), "레슨 1/73");
        await File.WriteAllTextAsync(file, "{}", TestContext.Current.CancellationToken);
        await other.Locator("[data-part=import]").SetInputFilesAsync(file);
        await Expect(other.Locator(".toast"), "진도 파일이 아닙니다. 이 페이지에서 저장한 파일을 고르세요.");
        await other.Context.CloseAsync();
        File.Delete(file);
    }

    [Fact]
    public async Task A_browser_that_stores_nothing_says_so_and_still_counts()
    {
        var page = await site.NewPageAsync();
        await page.AddInitScriptAsync("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });");
        await page.GotoAsync(site.Server[Lesson]);
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("does not let the site store anything");
        await page.Locator(".mark button").ClickAsync();
        await Expect(page.Locator(".progress [data-part=lessons]"), "1/73 lessons");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Theme_and_calm_mode_hold_from_page_to_page_before_the_first_paint()
    {
        var page = await site.OpenAsync(Lesson);
        await page.Locator(".settings-button").ClickAsync();
        await page.Locator("input[value=dark]").CheckAsync();
        await Assertions.Expect(page.Locator("html[data-theme=dark]")).ToHaveCountAsync(1);
        await page.Locator("input[name=calm]").CheckAsync();
        await page.GotoAsync(site.Server["ko/index.html"], new() { WaitUntil = WaitUntilState.Commit });
        await page.WaitForSelectorAsync("body");
        Assert.Equal("dark", await page.EvaluateAsync<string>("document.documentElement.dataset.theme"));
        Assert.Equal("rgb(21, 24, 28)", await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        await Assertions.Expect(page.Locator(".progress")).ToBeHiddenAsync();
        await page.Context.CloseAsync();
    }

    private static Task Expect(ILocator locator, string text) => Assertions.Expect(locator).ToHaveTextAsync(text);
}
