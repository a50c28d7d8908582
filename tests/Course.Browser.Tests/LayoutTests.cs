using Course.Browser.Tests.Serving;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Course.Browser.Tests;

/// <summary>Pages as they are laid out and painted.</summary>
public sealed class LayoutTests(BuiltSite site)
{
    private static readonly AxeRunOptions Rules = new()
    {
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
        Assert.Empty(wide);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_no_violation(ColorScheme theme)
    {
        var violations = new List<string>();
        foreach (var path in site.Pages)
        {
            var page = await site.OpenAsync(path, theme: theme);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => { d.removeAttribute('name'); d.open = true; })");
            var result = await page.RunAxe(Rules);
            Assert.True(result.Passes.Length > 10, $"axe looked at too little of {path}");
            violations.AddRange(result.Violations.SelectMany(v => v.Nodes.Take(3).Select(n => $"{path}: {v.Id}: {v.Help}: {n.Html}")));
            await page.Context.CloseAsync();
        }

        Assert.Empty(violations);
    }

    [Fact]
    public async Task Text_is_the_same_without_scripts()
    {
        foreach (var path in site.Pages)
        {
            var texts = new List<string>();
            foreach (var scripts in new[] { true, false })
            {
                var page = await site.OpenAsync(path, scripts: scripts);
                texts.Add(await page.Locator("body").InnerTextAsync());
                await page.Context.CloseAsync();
            }

            Assert.NotEqual("", texts[0].Trim());
            Assert.Equal(texts[0], texts[1]);
        }
    }
}
