using Course.Browser.Tests.Serving;
using Microsoft.Playwright;

namespace Course.Browser.Tests;

/// <summary>Code and drawings that are far from the window are not laid out, and nobody notices.</summary>
public sealed class UnseenTests(BuiltSite site)
{
    private string Lesson(string language) => site.LessonPages.First(page => page.StartsWith(language + "/", StringComparison.Ordinal));

    [Theory]
    [InlineData(360, "ko")]
    [InlineData(1280, "en")]
    public async Task Everything_stands_where_it_would_stand_if_all_were_laid_out(int width, string language)
    {
        const string Places = """
            [...document.querySelectorAll('.listing, .listing code, .plot, .picture, .prose > *, .mark')].map(e => {
              const box = e.getBoundingClientRect();
              return `${e.id || e.className || e.tagName} ${Math.round(box.top * 8) / 8} ${Math.round(box.height * 8) / 8}`;
            })
            """;
        var page = await site.OpenAsync(Lesson(language), width);
        await Assertions.Expect(page.Locator(".mark button")).ToBeVisibleAsync();
        Assert.True(
            await page.EvaluateAsync<int>("[...document.querySelectorAll('.listing code[data-lines] > :first-child')].filter(line => !line.checkVisibility({ contentVisibilityAuto: true })).length") >= 5,
            "Most code should be left alone at first.");
        var before = await page.EvaluateAsync<string[]>(Places);
        await page.EvaluateAsync("""
            () => {
              const all = new CSSStyleSheet();
              all.replaceSync('* { content-visibility: visible !important; }');
              document.adoptedStyleSheets = [all];
            }
            """);
        Assert.Equal(before, await page.EvaluateAsync<string[]>(Places));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_link_leads_to_a_line_and_the_browser_finds_words_in_code()
    {
        var page = await site.NewPageAsync(360);
        await page.GotoAsync(site.Server[Lesson("en")]);
        var line = await page.EvaluateAsync<string>("[...document.querySelectorAll('.listing code[data-lines]:not(:is(.reveal, .fold) code)')].at(-1).lastElementChild.id");
        await page.GotoAsync(site.Server[Lesson("en")] + "#" + line);
        await Assertions.Expect(page.Locator(".mark button")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#" + line)).ToBeInViewportAsync();
        await page.EvaluateAsync("scrollTo(0, 0)");
        var word = await page.Locator("#" + line).EvaluateAsync<string>("l => l.parentElement.textContent.trim().split('\\n').at(-1).trim().slice(0, 30)");
        Assert.True(await page.EvaluateAsync<bool>("word => window.find(word)", word), $"'{word}' is not found");
        Assert.True(await page.EvaluateAsync<bool>("getSelection().anchorNode.parentElement.closest('code') !== null"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task On_paper_nothing_is_left_out()
    {
        var page = await site.OpenAsync(Lesson("ko"));
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Empty(
            await page.EvaluateAsync<string[]>("[...document.querySelectorAll('.listing code, .picture')].filter(e => getComputedStyle(e).contentVisibility !== 'visible').map(e => e.outerHTML.slice(0, 80))"));
        await page.Context.CloseAsync();
    }
}
