using Course.Browser.Tests.Serving;
using Microsoft.Playwright;

namespace Course.Browser.Tests;

/// <summary>Pages in the hands of someone who has no pointer.</summary>
public sealed class KeyboardTests(BuiltSite site)
{
    [Fact]
    public async Task The_first_stop_is_a_visible_link_that_moves_focus_to_the_text()
    {
        foreach (var path in site.FramedPages)
        {
            var page = await site.OpenAsync(path);
            await page.Keyboard.PressAsync("Tab");
            var skip = page.Locator("a.skip");
            await Assertions.Expect(skip).ToBeFocusedAsync();
            await Assertions.Expect(skip).ToBeInViewportAsync(new() { Ratio = 1 });
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page.Locator("main")).ToBeFocusedAsync();
            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task Focus_follows_the_order_in_which_things_are_seen()
    {
        foreach (var (path, width) in site.FramedPages.SelectMany(static p => new[] { (p, 360), (p, 1280) }))
        {
            var page = await site.OpenAsync(path, width);
            var tops = await page.EvaluateAsync<double[]>(
                "[...document.querySelectorAll('.masthead a')].map(a => a.getBoundingClientRect()).map(r => Math.round(r.top / 20) * 10000 + r.left)");
            await page.Context.CloseAsync();
            Assert.Equal(tops.Order(), tops);
        }
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1000)]
    [InlineData(1280)]
    [InlineData(1600)]
    public async Task The_meaning_of_a_term_appears_within_the_window_when_the_term_has_focus(int width)
    {
        foreach (var path in site.LessonPages)
        {
            var page = await site.OpenAsync(path, width);
            var hidden = await page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('.term')].filter(term => {
                  const tip = term.querySelector('[role=tooltip]');
                  if (getComputedStyle(tip).display !== 'none') return true;
                  term.querySelector('a').focus();
                  const box = tip.getBoundingClientRect();
                  const seen = (x, y) => tip.contains(document.elementFromPoint(x, y));
                  const whole = box.width > 0 && box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
                  return !whole || !seen(box.left + 4, box.top + 8) || !seen(box.right - 4, box.bottom - 8)
                    || document.documentElement.scrollWidth > innerWidth;
                }).map(term => term.textContent)
                """);
            Assert.True(await page.Locator(".term").CountAsync() > 3, "a lesson should explain its terms");
            await page.Context.CloseAsync();
            Assert.Empty(hidden);
        }
    }

    [Fact]
    public async Task What_is_folded_opens_and_closes_with_the_Enter_key()
    {
        foreach (var path in site.LessonPages)
        {
            var page = await site.OpenAsync(path, width: 768);
            var folded = await page.Locator("details:not([open]) > summary:visible").AllAsync();
            Assert.True(folded.Count > 5, "a lesson should have folded parts");
            foreach (var summary in folded)
            {
                await summary.FocusAsync();
                var details = summary.Locator("xpath=..");
                await page.Keyboard.PressAsync("Enter");
                await Assertions.Expect(details).ToHaveAttributeAsync("open", "");
                await page.Keyboard.PressAsync("Enter");
                await Assertions.Expect(details).Not.ToHaveAttributeAsync("open", "");
            }

            await page.Context.CloseAsync();
        }
    }
}
