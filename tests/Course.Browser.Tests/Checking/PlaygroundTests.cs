using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Course.Browser.Tests.Reading;
using Course.Browser.Tests.Serving;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Course.Browser.Tests.Checking;

/// <summary>The playground: code in links, examples of rules, the learner's own code; in both languages, and without scripts.</summary>
public sealed class PlaygroundTests(BuiltSite site)
{
    /// <summary>Waits until nothing on the page has changed for a second and a half.</summary>
    private const string Still = """
        () => new Promise((done) => {
          let quiet = setTimeout(done, 1500);
          new MutationObserver(() => { clearTimeout(quiet); quiet = setTimeout(done, 1500); })
            .observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
        })
        """;

    [Theory]
    [InlineData("ko", "나쁜 예")]
    [InlineData("en", "bad example")]
    public async Task A_rules_example_opens_and_leaves_the_learners_own_code_alone(string language, string words)
    {
        var page = await OpenAsync(language, "");
        await page.Locator(".cm-content").FillAsync("var mine = 1;");
        await page.GotoAsync(site.Server[language + "/rules/DL1001/index.html"]);
        await page.Locator(".verdict-bad figcaption a").First.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"/{language}/playground/#DL1001-bad$"));
        await Assertions.Expect(page.Locator(".play-note")).ToContainTextAsync("DL1001");
        await Assertions.Expect(page.Locator(".play-note")).ToContainTextAsync(words);
        await Assertions.Expect(page.Locator(".cm-content")).ToContainTextAsync("optimizer.step();");
        await Assertions.Expect(page.Locator(".cm-content")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".play-note")).ToBeInViewportAsync();
        await Assertions.Expect(page.Locator(".cm-line").First).ToBeInViewportAsync();

        // Another one from the list below, then the learner's own.
        await page.Locator("#DL1001-good").ClickAsync();
        await Assertions.Expect(page.Locator(".cm-content")).ToContainTextAsync("clip_grad_norm_");
        await page.GetByRole(AriaRole.Button, new() { Name = language == "ko" ? "쓰던 코드 불러오기" : "Bring back your own code" }).ClickAsync();
        await Assertions.Expect(page.Locator(".cm-content")).ToContainTextAsync("var mine = 1;");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/playground/(index.html)?$"));
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".cm-content")).ToContainTextAsync("var mine = 1;");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("ko", "기울기")]
    [InlineData("en", "gradients")]
    public async Task A_bad_example_is_reported_and_a_good_one_is_not(string language, string words)
    {
        var page = await OpenAsync(language, "#DL1001-bad");
        var finding = page.Locator(".found-item", new() { HasTextString = "DL1001" });
        await Assertions.Expect(finding).ToContainTextAsync(words, new() { Timeout = Desk.FirstCheck });

        // The browser goes by itself to the entry of that name, far below.
        await Assertions.Expect(page.Locator(".play-note")).ToBeInViewportAsync(new() { Ratio = 1 });
        await finding.Locator("summary").Last.ClickAsync();
        await finding.Locator("details[open] button").ClickAsync();
        await Assertions.Expect(page.Locator(".cm-content")).ToContainTextAsync("clip_grad_norm_");
        await Assertions.Expect(finding).ToHaveCountAsync(0, new() { Timeout = Desk.FirstCheck });
        await page.Locator("#DL1001-good").ClickAsync();
        await Assertions.Expect(page.Locator(".play-note")).ToContainTextAsync(language == "ko" ? "좋은 예" : "good example");
        await Assertions.Expect(page.Locator(".editor:not(.is-stale) .found-summary:not(:empty)")).ToBeVisibleAsync(new() { Timeout = Desk.FirstCheck });
        await Assertions.Expect(finding).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("ko")]
    [InlineData("en")]
    public async Task A_link_carries_the_code_to_another_browser_and_to_no_server(string language)
    {
        var page = await OpenAsync(language, "");
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.Locator(".cm-content").FillAsync("// 기울기를 자른다 🙂\nvar norm = 1.0;");
        await page.GetByRole(AriaRole.Button, new() { Name = language == "ko" ? "링크 복사" : "Copy link" }).ClickAsync();
        await Assertions.Expect(page.Locator(".toast")).Not.ToBeEmptyAsync();
        var link = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Matches(@"/playground/(index\.html)?#code=[\w-]+$", link);

        var other = await site.NewPageAsync();
        ConcurrentQueue<string> asked = [];
        other.Request += (_, request) => asked.Enqueue(request.Url);
        await other.GotoAsync(link);
        await Assertions.Expect(other.Locator(".cm-content")).ToContainTextAsync("// 기울기를 자른다 🙂");
        await Assertions.Expect(other.Locator(".play-note")).ToBeVisibleAsync();
        var fragment = link[(link.IndexOf('#') + 6)..];
        Assert.DoesNotContain(asked, url => new Uri(url).PathAndQuery.Contains(fragment, StringComparison.Ordinal));

        // It becomes the reader's own by being changed.
        await other.GotoAsync(site.Server[language + "/playground/index.html"]);
        await Assertions.Expect(other.Locator(".cm-content")).ToContainTextAsync("manual_seed(42);");
        await other.GotoAsync(link);
        await other.ReloadAsync();
        await Assertions.Expect(other.Locator(".cm-content")).ToContainTextAsync("var norm = 1.0;");
        await other.Locator(".cm-content").PressAsync("Control+End");
        await other.Keyboard.TypeAsync("// mine");
        await other.GotoAsync(site.Server[language + "/playground/index.html"]);
        await Assertions.Expect(other.Locator(".cm-content")).ToContainTextAsync("// mine");
        await page.Context.CloseAsync();
        await other.Context.CloseAsync();
    }

    [Fact]
    public async Task Hostile_links_give_words_and_the_editor_stands()
    {
        var page = await site.NewPageAsync();
        List<string> errors = [];
        page.PageError += (_, error) => errors.Add(error);
        foreach (var (fragment, words) in new[]
        {
            ("code=" + Packed(new byte[40 * 1024 * 1024]), "longer than the checker reads"),
            ("code=" + Packed("loss.backward();\n"u8.ToArray())[..^4], "damaged"),
            ("code=%00<img src=x onerror=alert(1)>", "damaged"),
            ("code=" + Packed([0xff, 0xfe, 0xff]), "not text"),
            ("code=" + new string('A', 70_000), "longer than the checker reads"),
            ("DL0000-bad", "no example"),
        })
        {
            await page.GotoAsync("about:blank");
            await page.GotoAsync(site.Server["en/playground/index.html"] + "#" + fragment);
            await Assertions.Expect(page.Locator(".play-note")).ToContainTextAsync(words);
            await Assertions.Expect(page.Locator(".cm-content")).ToContainTextAsync("manual_seed(42);");
        }

        // Markup in code is code.
        await page.GotoAsync("about:blank");
        await page.GotoAsync(site.Server["en/playground/index.html"] + "#code=" + Packed("<img src=x onerror=\"document.title='pwned'\">"u8.ToArray()));
        await Assertions.Expect(page.Locator(".cm-content")).ToContainTextAsync("<img src=x");
        Assert.Equal(0, await page.Locator(".cm-content img").CountAsync());
        Assert.Empty(errors);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("ko", 360, ColorScheme.Light)]
    [InlineData("ko", 1280, ColorScheme.Dark)]
    [InlineData("en", 360, ColorScheme.Dark)]
    [InlineData("en", 1280, ColorScheme.Light)]
    public async Task It_is_accessible_and_fits(string language, int width, ColorScheme theme)
    {
        var page = await OpenAsync(language, "#DL1001-bad", width, theme);
        await Assertions.Expect(page.Locator(".play-note")).ToBeVisibleAsync();
        if (width == 1280)
        {
            // However much is offered, the actions are one line.
            var own = page.GetByRole(AriaRole.Button, new() { Name = language == "ko" ? "쓰던 코드 불러오기" : "Bring back your own code" });
            await Assertions.Expect(own).ToBeHiddenAsync();
            await page.Locator("#DL1001-good").ClickAsync();
            await page.Locator(".cm-content").FillAsync("var mine = 1;");
            await page.Locator("#DL1001-bad").ClickAsync();
            await Assertions.Expect(own).ToBeVisibleAsync();
            // While the button comes in, the line may break for a moment.
            var lines = 0;
            for (var tries = 0; tries < 100 && lines != 1; tries++)
            {
                lines = (await page.EvaluateAsync<double[]>("[...document.querySelectorAll('.editor-tools > :is(button, details)')].map(tool => { const { top, height } = tool.getBoundingClientRect(); return Math.round((top + height / 2) / 8); })")).Distinct().Count();
                if (lines != 1) await Task.Delay(50, TestContext.Current.CancellationToken);
            }

            Assert.Equal(1, lines);
        }

        // Findings that come while axe looks would take away what it has in hand.
        await page.Locator(".found-summary:not(:empty)").WaitForAsync(new() { Timeout = 60_000 });
        await page.EvaluateAsync(Still);
        await page.Locator(".editor-more summary").ClickAsync();
        var axe = await page.RunAxe(LayoutTests.Rules);
        Faults.AssertNone([.. axe.Violations.SelectMany(static v => v.Nodes.Take(5).Select(n => $"{v.Id}: {v.Help}: {n.Html}"))]);
        Assert.True(axe.Passes.Length > 10, "axe looked at too little");
        foreach (var narrow in new[] { 320, width })
        {
            await page.SetViewportSizeAsync(narrow, 800);
            Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 0, narrow);
        }

        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("ko", "터미널")]
    [InlineData("en", "terminal")]
    public async Task Without_scripts_it_says_what_to_do_instead(string language, string words)
    {
        var page = await site.OpenAsync(language + "/playground/index.html", scripts: false);
        Assert.Contains(words, await page.Locator("main noscript").InnerTextAsync(), StringComparison.Ordinal);
        await Assertions.Expect(page.Locator("#terminal + p + pre")).ToContainTextAsync("tools/check");
        await Assertions.Expect(page.Locator("[data-part=start]")).ToContainTextAsync("clip_grad_norm_");
        await Assertions.Expect(page.Locator(".rule-list a[href$='/rules/DL1001/']")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#DL1001-bad")).ToBeHiddenAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_key_the_masthead_and_the_search_lead_there()
    {
        var page = await site.OpenAsync("en/glossary/index.html");
        await Assertions.Expect(page.Locator(".places a[data-playground-link]")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("p");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/en/playground/$"));
        await page.GotoAsync(site.Server["ko/search/index.html?q=연습장"]);
        await Assertions.Expect(page.Locator("[data-part=results] a[href$='ko/playground/']")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    private async Task<IPage> OpenAsync(string language, string fragment, int width = 1280, ColorScheme theme = ColorScheme.Light)
    {
        var page = await site.OpenAsync(language + "/playground/index.html" + fragment, width, theme);
        await Assertions.Expect(page.Locator(".cm-content")).ToBeVisibleAsync();
        return page;
    }

    /// <summary>Bytes as a link carries them; made by another packer than the page's.</summary>
    private static string Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) deflate.Write(bytes);
        return Convert.ToBase64String(packed.ToArray()).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }
}
