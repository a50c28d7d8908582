using Course.Browser.Tests.Reading;
using Course.Browser.Tests.Serving;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Course.Browser.Tests;

/// <summary>The search in the hands of a reader: by keyboard, in both languages, with its roles, without scripts.</summary>
public sealed class SearchTests(BuiltSite site)
{
    private string Lesson(string language) => site.LessonPages.First(page => page.StartsWith(language + "/", StringComparison.Ordinal));

    [Theory]
    [InlineData("en", "exploding gradients", "Vanishing and exploding gradients")]
    [InlineData("ko", "기울기가 폭발", "기울기 소실과 폭발")]
    [InlineData("ko", "exploding gradient", "기울기 소실과 폭발")]
    [InlineData("en", "기울기 소실", "Vanishing and exploding gradients")]
    [InlineData("ko", "ㄱㅇㄱ ㅍㅂ", "기울기 소실과 폭발")]
    // Planned lessons have these words in their titles; what can be read comes first.
    [InlineData("ko", "gradient", "기울기 소실과 폭발")]
    [InlineData("ko", "gradient clipping", "기울기 소실과 폭발")]
    public async Task A_slash_a_few_words_and_Enter_lead_to_the_section(string language, string query, string title)
    {
        var page = await site.OpenAsync(language + "/glossary/index.html");
        await page.Keyboard.PressAsync("/");
        var field = page.GetByRole(AriaRole.Combobox);
        await Assertions.Expect(field).ToBeFocusedAsync();
        await Assertions.Expect(field).ToHaveValueAsync("");
        await page.Keyboard.InsertTextAsync(query);
        var first = page.GetByRole(AriaRole.Option).First;
        await Assertions.Expect(first).ToContainTextAsync(title);
        await Assertions.Expect(first.Locator("mark").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync(language == "en" ? "result" : "결과");
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-expanded", "true");

        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(first).ToHaveAttributeAsync("aria-selected", "true");
        Assert.Equal(await first.GetAttributeAsync("id"), await field.GetAttributeAsync("aria-activedescendant"));
        await Assertions.Expect(field).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/course/{language}/gradients/vanishing-and-exploding-gradients/"));
        await page.Context.CloseAsync();
    }

    /// <summary>A Korean layout says its letters, an input method only that the key is its own; neither composes before there is a field.</summary>
    [Theory]
    [InlineData("ㄱㅣㅇㅜㄹㄱㅣ", "")]
    [InlineData("", "RLDNFRL")]
    public async Task Korean_typed_before_the_search_has_come_is_spelled(string letters, string keys)
    {
        var page = await site.OpenAsync("ko/glossary/index.html");
        var late = new TaskCompletionSource();
        await page.RouteAsync("**/part.*.js", async route =>
        {
            await late.Task;
            await route.ContinueAsync();
        });
        var presses = letters.Select(static letter => (Key: letter.ToString(), Code: "")).Concat(keys.Select(static key => (Key: "Process", Code: "Key" + key)));
        foreach (var (key, code) in presses.Prepend((Key: letters.Length > 0 ? "/" : "Process", Code: "Slash")))
            await page.EvaluateAsync("([key, code]) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }))", new[] { key, code });
        late.SetResult();
        await Assertions.Expect(page.GetByRole(AriaRole.Combobox)).ToHaveValueAsync("기울기");
        await Assertions.Expect(page.GetByRole(AriaRole.Option).First).ToContainTextAsync("기울기");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task No_excerpt_shows_the_source_of_a_formula()
    {
        var page = await site.OpenAsync("ko/search/index.html?q=" + Uri.EscapeDataString("시그모이드 미분"));
        var excerpt = page.Locator(".found-text").First;
        await Assertions.Expect(excerpt).Not.ToBeEmptyAsync();
        foreach (var shown in await page.Locator(".found-text").AllInnerTextsAsync()) Assert.DoesNotContain("\\", shown, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_is_typed_before_the_search_has_come_is_not_lost()
    {
        var page = await site.OpenAsync("en/glossary/index.html");
        var late = new TaskCompletionSource();
        await page.RouteAsync("**/part.*.js", async route =>
        {
            await late.Task;
            await route.ContinueAsync();
        });
        await page.Keyboard.TypeAsync("/exploxx");
        await page.Keyboard.PressAsync("Backspace");
        await page.Keyboard.PressAsync("Backspace");
        late.SetResult();
        await Assertions.Expect(page.GetByRole(AriaRole.Combobox)).ToHaveValueAsync("explo");
        await Assertions.Expect(page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("ding");
        await Assertions.Expect(page.GetByRole(AriaRole.Combobox)).ToHaveValueAsync("exploding");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Arrows_go_round_Escape_closes_and_focus_returns_to_where_it_was()
    {
        var page = await site.OpenAsync("ko/index.html");
        await page.Locator("a[data-search]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var field = page.GetByRole(AriaRole.Combobox);
        await Assertions.Expect(field).ToBeFocusedAsync();
        await page.Keyboard.InsertTextAsync("기울기를");
        var options = page.GetByRole(AriaRole.Option);
        await Assertions.Expect(options.First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(options.Last).ToHaveAttributeAsync("aria-selected", "true");
        await Assertions.Expect(options.Last).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.Locator("[aria-selected=true]")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(options.First).ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("dialog.search")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("a[data-search]")).ToBeFocusedAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Planned_lessons_terms_rules_and_tags_are_found_and_planned_ones_lead_nowhere()
    {
        var page = await site.OpenAsync("en/search/index.html?q=dropout");
        await Assertions.Expect(page.Locator("[data-part=results] li").First).ToContainTextAsync("Dropout");
        await Assertions.Expect(page.Locator("[data-part=results] li").First).ToContainTextAsync("planned");
        Assert.Equal(0, await page.Locator("[data-part=results] li").First.Locator("a").CountAsync());
        foreach (var (query, link) in new[] { ("DL1001", "en/rules/DL1001/"), ("Jacobian", "en/glossary/#jacobian"), ("vanishing", "en/tags/#vanishing") })
        {
            await page.GotoAsync(site.Server["en/search/index.html?q=" + query]);
            await Assertions.Expect(page.Locator($"[data-part=results] a[href$='{link}']")).ToBeVisibleAsync();
        }

        await page.Locator("form[data-search-page] input").FillAsync("기울기가");
        await Assertions.Expect(page.Locator("[data-part=results] a").First).ToContainTextAsync("gradients");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("q=%EA%B8%B0"));
        await page.Locator("form[data-search-page] input").FillAsync("zzzzzz");
        await Assertions.Expect(page.Locator("[data-part=count]")).ToContainTextAsync("Nothing found for “zzzzzz”");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Every_result_leads_to_an_element_of_the_site()
    {
        var page = await site.NewPageAsync();
        var broken = new List<string>();
        foreach (var query in new[] { "en/search/index.html?q=gradient", "ko/search/index.html?q=기울기", "ko/search/index.html?q=clip", "en/search/index.html?q=DL" })
        {
            await page.GotoAsync(site.Server[query]);
            await Assertions.Expect(page.Locator("[data-part=results] a").First).ToBeVisibleAsync();
            var links = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('[data-part=results] a')].map(a => a.href)");
            foreach (var link in links)
            {
                await page.GotoAsync(link);
                var found = await page.EvaluateAsync<bool>("document.querySelector('h1') !== null && (location.hash === '' || document.getElementById(decodeURIComponent(location.hash.slice(1))) !== null)");
                if (!found) broken.Add($"{query}: {link}");
            }
        }

        await page.Context.CloseAsync();
        Faults.AssertNone(broken);
    }

    [Theory]
    [InlineData("en", ColorScheme.Light, 1280)]
    [InlineData("ko", ColorScheme.Dark, 320)]
    public async Task The_dialog_has_no_fault_that_axe_knows_moves_nothing_and_fits_the_window(string language, ColorScheme theme, int width)
    {
        var page = await site.OpenAsync(Lesson(language), width, theme);
        await page.EvaluateAsync("window.shift = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) window.shift += e.value; }).observe({ type: 'layout-shift', buffered: true })");
        await page.Keyboard.PressAsync("/");
        await page.GetByRole(AriaRole.Combobox).PressSequentiallyAsync("gradient");
        await Assertions.Expect(page.Locator("[role=option] .found-text").First).Not.ToBeEmptyAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        var axe = await page.Locator("dialog.search").RunAxe();
        Faults.AssertNone([.. axe.Violations.SelectMany(static v => v.Nodes.Select(n => $"{v.Id}: {v.Help}: {n.Html}"))]);
        Assert.True(axe.Passes.Length > 5, "axe looked at too little");
        Assert.True(await page.EvaluateAsync<bool>("(d => d.scrollWidth <= d.clientWidth && d.getBoundingClientRect().right <= innerWidth && d.getBoundingClientRect().bottom <= innerHeight)(document.querySelector('dialog.search'))"), "the dialog does not fit");
        Assert.InRange(await page.EvaluateAsync<double>("window.shift"), 0, 0.02);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_scripts_the_page_says_so_and_leads_to_glossary_and_tags()
    {
        var page = await site.OpenAsync("ko/index.html", scripts: false);
        await page.Locator("a[data-search]").ClickAsync();
        Assert.Contains("스크립트가 꺼져 있습니다", await page.Locator("main noscript").InnerTextAsync(), StringComparison.Ordinal);
        await Assertions.Expect(page.Locator("main form")).ToBeHiddenAsync();
        await page.Locator("main a[href$='ko/tags/']").ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("태그");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_index_that_cannot_be_read_is_said_and_the_next_query_tries_again()
    {
        var page = await site.OpenAsync("en/index.html");
        await page.RouteAsync("**/search/index.json", static route => route.AbortAsync());
        await page.Keyboard.PressAsync("/");
        await page.GetByRole(AriaRole.Combobox).PressSequentiallyAsync("gradien");
        await Assertions.Expect(page.Locator("dialog.search [role=status]")).ToContainTextAsync("could not be loaded");
        await page.UnrouteAsync("**/search/index.json");
        await page.Keyboard.TypeAsync("t");
        await Assertions.Expect(page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }
}
