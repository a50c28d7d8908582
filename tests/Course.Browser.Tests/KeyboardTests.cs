using Course.Browser.Tests.Reading;
using Course.Browser.Tests.Serving;
using Microsoft.Playwright;

namespace Course.Browser.Tests;

/// <summary>Pages in the hands of someone who has no pointer.</summary>
public sealed class KeyboardTests(BuiltSite site)
{
    [Fact]
    public async Task The_first_stop_is_a_visible_link_that_moves_focus_to_the_text()
    {
        var page = await site.NewPageAsync();
        foreach (var path in site.FramedPages)
        {
            await page.GotoAsync(site.Server[path]);
            await page.Keyboard.PressAsync("Tab");
            var skip = page.Locator("a.skip");
            await Assertions.Expect(skip).ToBeFocusedAsync();
            await Assertions.Expect(skip).ToBeInViewportAsync(new() { Ratio = 1 });
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page.Locator("main")).ToBeFocusedAsync();
        }

        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Focus_follows_the_order_in_which_things_are_seen()
    {
        var page = await site.NewPageAsync();
        foreach (var (width, path) in new[] { 360, 1280 }.SelectMany(_ => site.FramedPages, static (w, p) => (w, p)))
        {
            await page.SetViewportSizeAsync(width, 800);
            await page.GotoAsync(site.Server[path]);
            // Lines of the masthead change places where it is narrow, so it is Tab that is asked, not the order of the source.
            await page.EvaluateAsync("""
                () => {
                  window.visited = [];
                  document.addEventListener('focusin', ({ target }) => { if (target.closest('.masthead')) window.visited.push(target); });
                  document.querySelector('.masthead .brand').focus();
                }
                """);
            for (var i = 0; i < 9; i++) await page.Keyboard.PressAsync("Tab");
            var backwards = await page.EvaluateAsync<string[]>("""
                () => visited.filter((link, i, all) => {
                  if (i === 0) return false;
                  const [before, here] = [all[i - 1], link].map(a => a.getBoundingClientRect());
                  return here.top < before.bottom - 4 && here.left < before.right;
                }).map(link => link.textContent)
                """);
            Assert.InRange(await page.EvaluateAsync<int>("visited.length"), 6, 9);
            Faults.AssertNone([.. backwards.Select(link => $"{path} at {width} px: {link}")]);
        }

        await page.Context.CloseAsync();
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
            Faults.AssertNone(hidden);
        }
    }

    [Fact]
    public async Task What_is_folded_opens_and_closes_with_the_Enter_key()
    {
        foreach (var path in site.LessonPages)
        {
            var page = await site.OpenAsync(path, width: 768);
            var folded = await page.QuerySelectorAllAsync("details:not([open]) > summary:visible");
            Assert.True(folded.Count > 5, "a lesson should have folded parts");
            foreach (var summary in folded)
            {
                await summary.FocusAsync();
                await page.Keyboard.PressAsync("Enter");
                Assert.True(await summary.EvaluateAsync<bool>("s => s.parentElement.open"), $"{path}: does not open: {await summary.InnerTextAsync()}");
                await page.Keyboard.PressAsync("Enter");
                Assert.False(await summary.EvaluateAsync<bool>("s => s.parentElement.open"), $"{path}: does not close: {await summary.InnerTextAsync()}");
            }

            await page.Context.CloseAsync();
        }
    }
}
