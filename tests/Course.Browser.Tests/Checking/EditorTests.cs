using Course.Browser.Tests.Reading;
using Course.Browser.Tests.Serving;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Course.Browser.Tests.Checking;

/// <summary>The editor under the hands of learners: with a keyboard, with an input method, on paper, and before anybody turns to it.</summary>
public sealed class EditorTests(BuiltSite site)
{
    [Fact]
    public async Task A_lesson_asks_for_nothing_of_the_editor_until_somebody_turns_to_it()
    {
        var asked = new List<string>();
        var page = await site.NewPageAsync();
        page.Request += (_, request) =>
        {
            lock (asked) asked.Add(new Uri(request.Url).AbsolutePath);
        };
        await page.GotoAsync(site.Server[Desk.Lesson(site, "en")], new() { WaitUntil = WaitUntilState.NetworkIdle });
        var before = asked.ToList();
        Assert.DoesNotContain(before, static path => path.Contains("check", StringComparison.Ordinal));
        var scripts = before.Where(static path => path.EndsWith(".js", StringComparison.Ordinal)).Sum(path => new FileInfo(Path.Combine(site.Folder, path["/course/".Length..])).Length);
        Assert.InRange(scripts, 1, 60_000);

        var desk = new Desk(page);
        await desk.Open.ClickAsync();
        await Assertions.Expect(desk.Field).ToBeFocusedAsync();
        Assert.Contains(asked, static path => path.Contains("/assets/check.", StringComparison.Ordinal));
        await desk.CloseAsync();
    }

    [Fact]
    public async Task The_keyboard_alone_opens_the_editor_and_leaves_it_and_may_indent()
    {
        var page = await site.NewPageAsync();
        await page.GotoAsync(site.Server[Desk.Lesson(site, "en")]);
        var desk = new Desk(page);
        await page.Locator("#snippet-exercise-starter pre").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(desk.Field).ToBeFocusedAsync();
        var text = await desk.TextAsync();

        // Tab moves on, both ways, and changes nothing.
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".editor-hint button")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        await Assertions.Expect(desk.Field).ToBeFocusedAsync();
        Assert.Equal(text, await desk.TextAsync());
        await Assertions.Expect(desk.Field).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("Ctrl\\+M"));

        await page.Keyboard.PressAsync("Control+m");
        await Assertions.Expect(page.Locator(".editor-hint button")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(desk.Field).ToBeFocusedAsync();
        Assert.Equal("    " + text, await desk.TextAsync());
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".editor-hint button")).ToBeFocusedAsync();
        await desk.CloseAsync();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ko")]
    public async Task A_composition_stays_whole_through_a_pause_and_becomes_what_was_composed(string language)
    {
        var desk = await Desk.OpenAsync(site, language);
        await desk.GoToEndOfAsync("// 2. Clip it");
        await desk.Page.Keyboard.TypeAsync(" ");
        var devtools = await desk.Page.Context.NewCDPSessionAsync(desk.Page);
        await desk.Page.EvaluateAsync("() => { window.ended = 0; document.addEventListener('compositionend', () => window.ended++, true); }");
        foreach (var part in new[] { "ㄱ", "기", "깅", "기우", "기울" })
        {
            await devtools.SendAsync("Input.imeSetComposition", new() { ["text"] = part, ["selectionStart"] = part.Length, ["selectionEnd"] = part.Length });

            // Longer than the pause after which code is checked: nothing may touch the text meanwhile.
            if (part == "깅") await desk.Page.EvaluateAsync("new Promise(resolve => setTimeout(resolve, 600))");
            Assert.EndsWith(" " + part, (await desk.TextAsync()).Split('\n').First(static line => line.Contains("2. Clip it", StringComparison.Ordinal)));
        }

        Assert.Equal(0, await desk.Page.EvaluateAsync<int>("window.ended"));
        await devtools.SendAsync("Input.insertText", new() { ["text"] = "기울기" });
        await desk.Page.Keyboard.TypeAsync(" x");
        Assert.EndsWith("Clip it to a max_norm of 1.0. 기울기 x", (await desk.TextAsync()).Split('\n').First(static line => line.Contains("2. Clip it", StringComparison.Ordinal)));
        await desk.CloseAsync();
    }

    [Theory]
    [InlineData("en", ColorScheme.Light, 1280, Contrast.NoPreference)]
    [InlineData("ko", ColorScheme.Dark, 1280, Contrast.NoPreference)]
    [InlineData("ko", ColorScheme.Light, 360, Contrast.More)]
    [InlineData("en", ColorScheme.Dark, 360, Contrast.More)]
    public async Task Axe_finds_no_violation_in_the_open_editor_and_nothing_scrolls_sideways(string language, ColorScheme theme, int width, Contrast contrast)
    {
        var desk = await Desk.OpenAsync(site, language, width, theme);
        await desk.Page.EmulateMediaAsync(new() { Contrast = contrast });
        await desk.CheckedAsync();
        await desk.Page.EvaluateAsync("document.querySelectorAll('.editor details').forEach(details => { details.open = true; })");
        var menu = await desk.Page.Locator(".editor-tools").RunAxe(LayoutTests.Rules);

        // Who turns to the code leaves the menu, which lies over it.
        await desk.Page.EvaluateAsync("document.querySelector('.editor-more').open = false");
        await desk.Page.Keyboard.PressAsync("Control+f");
        await Assertions.Expect(desk.Page.Locator(".cm-search input[name=search]")).ToBeFocusedAsync();
        var result = await desk.Page.RunAxe(LayoutTests.Rules);
        Faults.AssertNone([.. menu.Violations.Concat(result.Violations).SelectMany(static v => v.Nodes.Take(3).Select(n => $"{v.Id}: {v.Help}: {n.Html}"))]);
        await desk.Page.EvaluateAsync("document.querySelector('.editor-more').open = true");
        foreach (var narrow in new[] { 320, width })
        {
            await desk.Page.SetViewportSizeAsync(narrow, 800);
            Assert.InRange(await desk.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, narrow);
        }

        await desk.CloseAsync();
    }

    [Fact]
    public async Task A_fault_that_has_no_length_is_marked_where_it_can_be_seen()
    {
        var desk = await Desk.OpenAsync(site, "en");
        await desk.GoToEndOfAsync("var loss =");
        await desk.Page.Keyboard.PressAsync("Backspace");
        await Assertions.Expect(desk.Finding("CS1002")).ToBeVisibleAsync(new() { Timeout = Desk.FirstCheck });

        // The semicolon is missing behind the last letter, which is marked in its place.
        await Assertions.Expect(desk.Page.Locator(".cm-line", new() { HasTextString = "var loss =" }).Locator(".found-mark-must-fix")).ToHaveTextAsync(")");
        await desk.CloseAsync();
    }

    [Fact]
    public async Task Paper_shows_the_starter_as_before()
    {
        var desk = await Desk.OpenAsync(site, "en");
        await desk.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(desk.Page.Locator("#snippet-exercise-starter pre").First).ToBeVisibleAsync();
        await Assertions.Expect(desk.Page.Locator(".editor")).ToBeHiddenAsync();
        await desk.CloseAsync();
    }

    [Fact]
    public async Task Without_scripts_the_exercise_is_whole_and_offers_no_editor()
    {
        var page = await site.NewPageAsync(scripts: false);
        await page.GotoAsync(site.Server[Desk.Lesson(site, "en")]);
        await Assertions.Expect(page.Locator("#snippet-exercise-starter pre").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#clip-an-lstm details.hint")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator("#clip-an-lstm details.solution")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#clip-an-lstm figcaption button")).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_editor_obeys_the_content_security_policy_and_says_nothing_to_the_console()
    {
        var complaints = new List<string>();
        var page = await site.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && message.Text != "Service Worker registration blocked by Playwright") lock (complaints) complaints.Add(message.Text);
        };
        page.PageError += (_, error) =>
        {
            lock (complaints) complaints.Add(error);
        };
        await page.GotoAsync(site.Server[Desk.Lesson(site, "ko")]);
        var desk = new Desk(page);
        await desk.Open.ClickAsync();
        await Assertions.Expect(desk.Field).ToBeFocusedAsync();
        await desk.CheckedAsync();
        await page.Keyboard.PressAsync("Control+f");
        await page.Keyboard.TypeAsync("loss");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.TypeAsync("{(");
        Faults.AssertNone(complaints);
        Assert.Equal("absolute", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.cm-cursorLayer')).position"));
        await desk.CloseAsync();
    }
}
