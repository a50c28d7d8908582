using Course.Browser.Tests.Serving;
using Microsoft.Playwright;

namespace Course.Browser.Tests;

/// <summary>Terms, signatures and figures in the hands of those who have no pointer, and keys for those who have no wish for one.</summary>
public sealed class AidTests(BuiltSite site)
{
    private string Lesson(string language) => site.LessonPages.First(page => page.StartsWith(language + "/", StringComparison.Ordinal));

    [Fact]
    public async Task Escape_puts_the_meaning_of_a_term_away_while_the_term_keeps_the_focus()
    {
        var page = await site.OpenAsync(Lesson("en"));
        var term = page.Locator(".term").First;
        await term.Locator("a").FocusAsync();
        await Assertions.Expect(term.Locator("[role=tooltip]")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(term.Locator("[role=tooltip]")).ToBeHiddenAsync();
        await Assertions.Expect(term.Locator("a")).ToBeFocusedAsync();
        await page.Locator(".brand").FocusAsync();
        await term.Locator("a").FocusAsync();
        await Assertions.Expect(term.Locator("[role=tooltip]")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_finger_sees_the_meaning_first_and_follows_the_term_second()
    {
        var page = await site.OpenTouchAsync(Lesson("ko"));
        var term = page.Locator(".term").First;
        await term.Locator("a").TapAsync();
        await Assertions.Expect(term.Locator("[role=tooltip]")).ToBeVisibleAsync();
        Assert.DoesNotContain("glossary", page.Url, StringComparison.Ordinal);
        await term.Locator("a").TapAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/ko/glossary/"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_types_of_a_listing_can_be_walked_with_the_arrow_keys()
    {
        var page = await site.OpenAsync(Lesson("en"));
        var listing = page.Locator("#snippet-layer-norms");
        await listing.Locator(".types").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var names = listing.Locator("code [title]");
        await Assertions.Expect(names.First).ToBeFocusedAsync();
        await Assertions.Expect(listing.Locator(".signature")).ToHaveTextAsync((await names.First.GetAttributeAsync("title"))!);
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(names.Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("End");
        await Assertions.Expect(listing.Locator(".signature")).ToHaveTextAsync((await names.Last.GetAttributeAsync("title"))!);
        Assert.Equal(1, await listing.Locator("code [tabindex]").CountAsync());
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(listing.Locator(".signature")).ToBeHiddenAsync();
        await Assertions.Expect(listing.Locator(".types")).ToBeFocusedAsync();
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task A_figure_is_enlarged_and_gives_the_focus_back(int width)
    {
        var page = await site.OpenAsync(Lesson("en"), width);
        var button = page.Locator("#figure-gradient-by-depth .enlarge");
        await button.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var zoom = page.Locator("dialog.zoom");
        await Assertions.Expect(zoom.Locator(".picture > svg")).ToBeVisibleAsync();
        var sizes = await page.EvaluateAsync<double[]>("['#figure-gradient-by-depth .picture > svg', '.zoom .picture > svg'].map(s => document.querySelector(s).getBoundingClientRect().width)");
        Assert.True(sizes[1] > sizes[0] * 1.1, $"{sizes[0]} px became {sizes[1]} px");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(zoom).ToBeHiddenAsync();
        await Assertions.Expect(button).ToBeFocusedAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Keys_go_from_heading_to_heading_and_can_be_switched_off()
    {
        var page = await site.OpenAsync(Lesson("en"));
        await Assertions.Expect(page.Locator(".copy").First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(page.Locator("#one-product")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("j");
        await Assertions.Expect(page.Locator("#typical-factor")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("k");
        await Assertions.Expect(page.Locator("#one-product")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.Locator("#shortcuts")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("#snippet-layer-norms textarea").FillAsync("");
        await page.Keyboard.TypeAsync("joke?");
        await Assertions.Expect(page.Locator("#snippet-layer-norms textarea")).ToHaveValueAsync("joke?");
        await Assertions.Expect(page.Locator("#shortcuts")).ToBeHiddenAsync();

        await page.Locator(".settings-button").ClickAsync();
        await page.Locator("input[name=keys]").UncheckAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".copy").First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("?");
        await page.Keyboard.PressAsync("/");
        await Assertions.Expect(page.Locator("#shortcuts")).ToBeHiddenAsync();
        Assert.Equal(0, await page.Locator("dialog.search").CountAsync());
        await page.Locator(".settings-button").ClickAsync();
        await page.Locator("[data-shortcuts]").ClickAsync();
        await Assertions.Expect(page.Locator("#shortcuts")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }
}
