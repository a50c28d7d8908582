using Course.Browser.Tests.Serving;
using Microsoft.Playwright;

namespace Course.Browser.Tests;

/// <summary>What helps while reading: copying code, changing the language without losing the place, finding back to it.</summary>
public sealed class ReadingTests(BuiltSite site)
{
    /// <summary>Puts a heading at the top of the window.</summary>
    private const string ScrollTo = "id => document.getElementById(id).scrollIntoView({ behavior: 'instant', block: 'start' })";

    /// <summary>How far an element's top is from the window's, in pixels.</summary>
    private const string Top = "e => e.getBoundingClientRect().top";

    private string Lesson(string language) => site.LessonPages.First(page => page.StartsWith(language + "/", StringComparison.Ordinal));

    [Fact]
    public async Task Copy_gives_the_code_as_it_is_without_what_the_page_says_of_it()
    {
        var page = await site.OpenAsync(Lesson("en"));
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var listing = page.Locator("#snippet-exercise-starter");
        Assert.True(await listing.Locator(".finding").CountAsync() > 0, "the listing should show a finding");
        await listing.Locator("button.copy:not(.types)").ClickAsync();
        await Assertions.Expect(page.Locator(".toast")).ToHaveTextAsync("The code is in the clipboard.");
        var copied = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        var starter = Directory.EnumerateFiles(BuiltSite.Content, "starter.cs", SearchOption.AllDirectories).Single();
        Assert.Equal((await File.ReadAllTextAsync(starter, TestContext.Current.CancellationToken)).Trim(), copied.ReplaceLineEndings("\n").Trim());
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("en", "ko", 1280)]
    [InlineData("ko", "en", 360)]
    public async Task The_language_switch_leads_to_the_paragraph_that_was_read(string from, string to, int width)
    {
        var page = await site.OpenAsync(Lesson(from), width);
        // The second paragraph after the heading: neither text has an id there.
        await page.EvaluateAsync("""
            () => document.getElementById('early-layers-stop').nextElementSibling.scrollIntoView({ behavior: 'instant', block: 'start' })
            """);
        await page.Locator($".languages a[hreflang={to}]").EvaluateAsync("link => link.click()");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/{to}/"));
        var paragraph = page.Locator("#early-layers-stop + p");
        await Assertions.Expect(paragraph).ToBeInViewportAsync();
        Assert.InRange(await paragraph.EvaluateAsync<double>(Top), -4, 120);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("en", "ko")]
    [InlineData("ko", "en")]
    public async Task A_paragraph_is_there_in_the_other_language_while_the_key_is_held(string from, string to)
    {
        var page = await site.OpenAsync(Lesson(from));
        var there = await site.OpenAsync(Lesson(to));
        var expected = await there.Locator("#early-layers-stop + p").InnerTextAsync();
        await there.Context.CloseAsync();
        var paragraph = page.Locator("#early-layers-stop + p");
        await page.EvaluateAsync(ScrollTo, "early-layers-stop");
        await paragraph.HoverAsync();
        await page.Keyboard.DownAsync("o");
        var other = page.Locator(".other-language");
        await Assertions.Expect(other).ToBeVisibleAsync();
        Assert.Equal(expected, await other.InnerTextAsync());
        Assert.Equal(to, await other.GetAttributeAsync("lang"));
        await Assertions.Expect(paragraph.First).ToBeHiddenAsync();
        await page.Keyboard.UpAsync("o");
        await Assertions.Expect(other).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#early-layers-stop + p")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_mark_of_the_translation_in_one_language_alone_does_not_shift_the_places()
    {
        var page = await site.OpenAsync(Lesson("en"));
        var twin = await page.Locator("#early-layers-stop + p").EvaluateAsync<string>("""
            p => {
              // What the page of a text that is behind looks like: a wrapper with an id of its own, and a note.
              const wrapper = document.createElement('div');
              wrapper.className = 'behind';
              wrapper.id = 'behind-1';
              const note = document.createElement('details');
              note.className = 'older';
              p.replaceWith(wrapper);
              wrapper.append(p, note);
              p.scrollIntoView({ behavior: 'instant', block: 'start' });
              return p.textContent.slice(0, 20);
            }
            """);
        Assert.NotEqual("", twin);
        await page.Locator(".languages a[hreflang=ko]").EvaluateAsync("link => link.click()");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/ko/"));
        Assert.InRange(await page.Locator("#early-layers-stop + p").EvaluateAsync<double>(Top), -4, 120);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_tap_shows_the_other_language_once_the_settings_say_so()
    {
        var page = await site.OpenAsync(Lesson("en"), width: 360);
        await page.EvaluateAsync(ScrollTo, "early-layers-stop");
        var paragraph = page.Locator("#early-layers-stop + p");
        await paragraph.ClickAsync();
        await Assertions.Expect(page.Locator(".other-language")).ToHaveCountAsync(0);
        await page.Locator(".settings-button").ClickAsync();
        await page.Locator("[data-other-language]").ClickAsync();
        await Assertions.Expect(page.Locator(".settings")).ToBeHiddenAsync();
        await page.EvaluateAsync(ScrollTo, "early-layers-stop");
        await paragraph.ClickAsync();
        await Assertions.Expect(page.Locator(".other-language")).ToHaveAttributeAsync("lang", "ko");
        await page.Locator(".other-language").ClickAsync();
        await Assertions.Expect(page.Locator(".other-language")).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_home_page_leads_back_to_where_the_reader_left_off()
    {
        var page = await site.OpenAsync("en/index.html");
        await Assertions.Expect(page.Locator("[data-reading]")).ToBeHiddenAsync();
        await page.GotoAsync(site.Server[Lesson("en")]);
        await Assertions.Expect(page.Locator(".copy").First).ToBeVisibleAsync();
        await page.EvaluateAsync(ScrollTo, "exploding");
        await page.WaitForFunctionAsync("() => Object.keys(localStorage).some(key => key.endsWith('preferences/reading'))");
        await page.GotoAsync(site.Server["ko/index.html"]);
        var link = page.Locator("[data-reading] a");
        await Assertions.Expect(link).ToBeVisibleAsync();
        await link.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/ko/.*#exploding"));
        await Assertions.Expect(page.Locator("#exploding")).ToBeInViewportAsync();
        await page.Context.CloseAsync();
    }
}
