using Course.Browser.Tests.Reading;
using Course.Browser.Tests.Serving;
using Microsoft.Playwright;

namespace Course.Browser.Tests;

/// <summary>A walk over every kind of page with the Tab key alone.</summary>
public sealed class KeyboardWalkTests(BuiltSite site)
{
    /// <summary>Everything that can be used now: what is folded, closed or hidden is not there yet.</summary>
    private const string Usable = """
        root => [...root.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter(element =>
          element.checkVisibility({ visibilityProperty: true, opacityProperty: false }) && !element.disabled && element.tabIndex >= 0
          && !(element.type === 'radio' && !element.checked))
        """;

    /// <summary>Notes each stop of the focus; <c>judge</c> says whether the present one shows, and is where the reader can see it.</summary>
    private const string Watch = $$"""
        () => {
          window.usable = {{Usable}};
          window.stops = new Set();
          window.faults = [];
          const name = element => `${element.tagName.toLowerCase()}${element.id ? '#' + element.id : ''} "${(element.textContent || element.name || '').trim().slice(0, 40)}"`;
          addEventListener('focusin', ({ target }) => window.stops.add(target));
          window.judge = () => {
            const target = document.activeElement;
            if (target === null || target === document.body) return;
            const shown = element => { const s = getComputedStyle(element); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; };
            // An editor shows by its frame that its text has the focus.
            if (!shown(target.closest('.cm-editor') ?? target) && getComputedStyle(target).boxShadow === 'none') window.faults.push(`no focus to be seen on ${name(target)}`);
            const seen = [...target.getClientRects()].some(box => [[box.left + 2, box.top + 2], [box.right - 2, box.bottom - 2], [(box.left + box.right) / 2, (box.top + box.bottom) / 2]].some(([x, y]) => {
              const top = document.elementFromPoint(x, y);
              return top !== null && (target.contains(top) || top.contains(target));
            }));
            if (!seen) window.faults.push(`out of sight: ${name(target)} at ${JSON.stringify(target.getBoundingClientRect())}`);
          };
          window.missed = () => window.usable(document.querySelector('dialog[open]') ?? document).filter(element => !window.stops.has(element)).map(name);
        }
        """;

    public static TheoryData<int, string> Windows => new() { { 1280, "en" }, { 360, "ko" } };

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task Tab_comes_to_everything_on_every_kind_of_page_shows_where_it_is_and_comes_round(int width, string language)
    {
        var faults = new List<string>();
        var page = await site.NewPageAsync(width);
        var templates = site.Templates(language).ToList();
        foreach (var name in (string[])["index.html", "404.html", $"{language}/index.html", $"{language}/404.html", $"{language}/search/index.html", $"{language}/offline/index.html", $"{language}/style/index.html"])
            Assert.Contains(name, templates);
        Assert.True(templates.Count >= 14, string.Join(' ', templates));
        foreach (var path in templates)
        {
            await page.GotoAsync(site.Server[path]);
            if (site.LessonPages.Contains(path)) await Assertions.Expect(page.Locator(".enlarge").First).ToBeVisibleAsync();
            await page.EvaluateAsync(Watch);
            var many = await page.EvaluateAsync<int>("usable(document).length");
            Assert.True(many >= (path == "index.html" ? 2 : 5), $"{path} has {many} places to go");

            // A few more than there are, for browsers stop at what can be scrolled as well.
            var isLeft = true;
            for (var i = 0; isLeft && i < many + 30; i++)
            {
                await page.Keyboard.PressAsync("Tab");
                isLeft = await page.EvaluateAsync<bool>("judge(), missed().length > 0");
            }

            faults.AddRange((await page.EvaluateAsync<string[]>("missed()")).Select(each => $"{path} at {width} px: never reached: {each}"));
            faults.AddRange((await page.EvaluateAsync<string[]>("faults")).Select(each => $"{path} at {width} px: {each}"));
        }

        await page.Context.CloseAsync();
        Faults.AssertNone(faults);
    }

    [Theory]
    [InlineData("lesson", ".search-open", "dialog.search", false)]
    [InlineData("lesson", ".settings-button", "#settings", false)]
    [InlineData("lesson", "#figure-gradient-by-depth .enlarge", "dialog.zoom", true)]
    [InlineData("en/achievements/index.html", "[data-part=reset]", "[data-progress-file] dialog", true)]
    public async Task What_opens_over_a_page_takes_the_keys_lets_go_by_Escape_and_gives_the_focus_back(string path, string opener, string opened, bool isClosed)
    {
        var page = await site.OpenAsync(path == "lesson" ? site.LessonPages.First(static p => p.StartsWith("en/", StringComparison.Ordinal)) : path);
        await Assertions.Expect(page.Locator(opener)).ToBeVisibleAsync();
        await page.EvaluateAsync(Watch);
        await page.Locator(opener).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var window = page.Locator(opened);
        await Assertions.Expect(window).ToBeVisibleAsync();
        await page.EvaluateAsync("stops.clear()");
        for (var i = 0; i < 12; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            await page.EvaluateAsync("judge()");

            // A modal dialog holds the focus; the browser's own bar lies between its last element and its first.
            if (isClosed) Assert.True(await window.EvaluateAsync<bool>("w => w.contains(document.activeElement) || document.activeElement === document.body"), $"{opened} lets the focus out");
        }

        var missed = await window.EvaluateAsync<string[]>("w => usable(w).filter(e => !stops.has(e) && e !== document.activeElement).map(e => e.outerHTML.slice(0, 80))");
        Assert.True(missed.Length == 0 || opened == "dialog.search", string.Join('\n', missed));
        await window.EvaluateAsync("w => usable(w)[0].focus()");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(window).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(opener)).ToBeFocusedAsync();
        Faults.AssertNone(await page.EvaluateAsync<string[]>("faults"));
        await page.Context.CloseAsync();
    }
}
