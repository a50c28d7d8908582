using Course.Browser.Tests.Reading;
using Course.Browser.Tests.Serving;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Course.Browser.Tests;

/// <summary>Pages as they are laid out and painted.</summary>
public sealed class LayoutTests(BuiltSite site)
{
    internal static readonly AxeRunOptions Rules = new()
    {
        ResultTypes = [ResultType.Violations],
        Iframes = false,
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    [Fact]
    public async Task Nothing_scrolls_sideways_but_what_scrolls_inside_itself()
    {
        var wide = new List<string>();
        var page = await site.NewPageAsync();
        foreach (var path in site.Pages)
        {
            await page.GotoAsync(site.Server[path]);
            // Folded parts are part of the page as well.
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => { d.removeAttribute('name'); d.open = true; })");
            foreach (var width in new[] { 320, 360, 768, 992, 1280, 1920 })
            {
                await page.SetViewportSizeAsync(width, 800);
                var content = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
                if (content > width) wide.Add($"{path} is {content} px wide in a window of {width} px");
            }
        }

        await page.Context.CloseAsync();
        Faults.AssertNone(wide);
    }

    [Fact]
    public async Task Nothing_moves_while_a_page_arrives()
    {
        var moved = new List<string>();
        foreach (var width in new[] { 360, 1280 })
        {
            var page = await site.NewPageAsync(width);
            await page.AddInitScriptAsync("window.shift = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) window.shift += e.value; }).observe({ type: 'layout-shift', buffered: true });");
            foreach (var path in site.Templates("ko").Concat(site.Templates("en")).Distinct())
            {
                await page.GotoAsync(site.Server[path], new() { WaitUntil = WaitUntilState.Load });

                // Scripts add buttons when they have read what the course is; all of that is painted well within this time.
                var shift = await page.EvaluateAsync<double>("new Promise(done => setTimeout(() => requestAnimationFrame(() => done(window.shift)), 250))");
                if (shift > 0.02) moved.Add($"{path} at {width} px: {shift}");
            }

            await page.Context.CloseAsync();
        }

        Faults.AssertNone(moved);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Axe_finds_no_violation_in_what_opens_over_a_page(ColorScheme theme, int width)
    {
        var violations = new List<string>();
        foreach (var language in new[] { "en", "ko" })
        {
            var lesson = site.LessonPages.First(path => path.StartsWith(language + "/", StringComparison.Ordinal));
            foreach (var (path, open, opened) in new[]
            {
                (lesson, "document.querySelector('.settings-button').click()", "#settings"),
                (lesson, "document.querySelector('#shortcuts').showModal()", "#shortcuts"),
                (lesson, "document.querySelector('.enlarge').click()", "dialog.zoom"),
                (language + "/achievements/index.html", "document.querySelector('[data-part=reset]').click()", "[data-progress-file] dialog"),
            })
            {
                var page = await site.OpenAsync(path, width, theme);
                await Assertions.Expect(page.Locator(path == lesson ? ".enlarge" : "[data-part=reset]").First).ToBeVisibleAsync();
                await page.EvaluateAsync(open);
                await Assertions.Expect(page.Locator(opened)).ToBeVisibleAsync();
                var result = await page.Locator(opened).RunAxe(Rules);
                Assert.True(result.Passes.Length > 3, $"axe looked at too little of {opened}");
                violations.AddRange(result.Violations.SelectMany(v => v.Nodes.Take(3).Select(n => $"{path} {opened}: {v.Id}: {v.Help}: {n.Html}")));
                if (await page.Locator(opened).EvaluateAsync<bool>("w => { const b = w.getBoundingClientRect(); return b.left < 0 || b.right > innerWidth || b.bottom > innerHeight; }")) violations.Add($"{path} {opened} does not fit {width} px");
                await page.Context.CloseAsync();
            }
        }

        Faults.AssertNone(violations);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Axe_finds_no_violation(ColorScheme theme, int width)
    {
        var violations = new List<string>();
        var page = await site.NewPageAsync(width, theme);
        foreach (var path in site.Pages)
        {
            await page.GotoAsync(site.Server[path]);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => { d.removeAttribute('name'); d.open = true; })");
            var result = await page.RunAxe(Rules);
            Assert.True(result.Passes.Length > 10, $"axe looked at too little of {path}");
            violations.AddRange(result.Violations.SelectMany(v => v.Nodes.Take(3).Select(n => $"{path}: {v.Id}: {v.Help}: {n.Html}")));
        }

        await page.Context.CloseAsync();

        Faults.AssertNone(violations);
    }

    [Fact]
    public async Task Text_is_the_same_without_scripts()
    {
        // What needs a script is marked so, and is not there without; everything else is.
        var with = await TextsAsync(scripts: true);
        Assert.All(with, static text => Assert.NotEqual("", text.Trim()));
        Assert.Equal(with, await TextsAsync(scripts: false));
    }

    private async Task<List<string>> TextsAsync(bool scripts)
    {
        var page = await site.NewPageAsync(scripts: scripts);
        var texts = new List<string>();

        // The page of styles shows what scripts make as specimens; the first program of the playground becomes an editor.
        foreach (var path in site.Pages.Where(static path => !path.Contains("/style/", StringComparison.Ordinal) && !path.Contains("/playground/", StringComparison.Ordinal)))
        {
            await page.GotoAsync(site.Server[path]);
            texts.Add(string.Join('\n', (await page.Locator("body").InnerTextAsync())
                .Split('\n', StringSplitOptions.RemoveEmptyEntries).Except((await page.Locator(".needs-script, noscript, .toast").AllInnerTextsAsync()).SelectMany(static text => text.Split('\n')))));
        }

        await page.Context.CloseAsync();
        return texts;
    }
}
