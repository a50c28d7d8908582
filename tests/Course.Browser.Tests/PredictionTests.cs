using Course.Browser.Tests.Serving;
using Microsoft.Playwright;

namespace Course.Browser.Tests;

/// <summary>Outputs that are shown once the reader has said what to expect.</summary>
public sealed class PredictionTests(BuiltSite site)
{
    private string Lesson(string language) => site.LessonPages.First(page => page.StartsWith(language + "/", StringComparison.Ordinal));

    [Fact]
    public async Task A_prediction_opens_the_output_stands_beside_it_and_gives_its_points_once()
    {
        var page = await site.OpenAsync(Lesson("en"));
        var place = page.Locator("#snippet-layer-norms .predict");
        await Assertions.Expect(place.Locator(".output")).ToBeHiddenAsync();
        await place.Locator("textarea").FillAsync("ten to the <b>-17</b>");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(place.Locator(".output")).ToBeVisibleAsync();
        await Assertions.Expect(place.Locator(".guess-text")).ToHaveTextAsync("ten to the <b>-17</b>");
        await Assertions.Expect(place.Locator("form")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".progress [data-part=xp]")).ToHaveTextAsync("5 XP");
        await Assertions.Expect(page.Locator(".progress [data-part=achievements]")).ToHaveTextAsync("1/11 achievements");

        // The other language shows the same guess, and no way to earn the points again.
        await page.GotoAsync(site.Server[Lesson("ko")]);
        await Assertions.Expect(place.Locator("form")).ToBeHiddenAsync();
        await Assertions.Expect(place.Locator(".output")).ToBeHiddenAsync();
        await place.Locator("summary").ClickAsync();
        await Assertions.Expect(place.Locator(".guess-text")).ToHaveTextAsync("ten to the <b>-17</b>");
        await Assertions.Expect(page.Locator(".progress [data-part=xp]")).ToHaveTextAsync("5 XP");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Who_looks_first_predicts_no_more_and_a_blank_prediction_is_none()
    {
        var page = await site.OpenAsync(Lesson("en"), width: 360);
        var place = page.Locator("#snippet-layer-norms .predict");
        await place.Locator("textarea").FillAsync("   ");
        await place.Locator("button").ClickAsync();
        await Assertions.Expect(place.Locator(".output")).ToBeHiddenAsync();
        await place.Locator("summary").ClickAsync();
        await Assertions.Expect(place.Locator(".output")).ToBeVisibleAsync();
        await Assertions.Expect(place.Locator("form")).ToBeHiddenAsync();
        await place.Locator("summary").ClickAsync();
        await Assertions.Expect(place.Locator("form")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".progress [data-part=xp]")).ToHaveTextAsync("0 XP");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_output_opens_without_scripts_and_nothing_asks_for_what_cannot_be_kept()
    {
        var page = await site.OpenAsync(Lesson("ko"), scripts: false);
        var place = page.Locator("#snippet-frozen-layers .predict");
        await Assertions.Expect(place.Locator("form")).ToBeHiddenAsync();
        await Assertions.Expect(place.Locator(".output")).ToBeHiddenAsync();
        await place.Locator("summary").ClickAsync();
        await Assertions.Expect(place.Locator(".output")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Paper_shows_the_output()
    {
        var page = await site.OpenAsync(Lesson("en"));
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(page.Locator("#snippet-layer-norms .predict .output table")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#snippet-layer-norms .predict summary")).ToBeHiddenAsync();
        await page.Context.CloseAsync();
    }
}
