using Course.Browser.Tests.Checking;
using Course.Browser.Tests.Reading;
using Course.Browser.Tests.Serving;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Course.Browser.Tests;

/// <summary>The page that shows everything that pages are made of; it stands for all of them.</summary>
public sealed class StyleTests(BuiltSite site)
{
    private readonly SitePages _pages = new(site);

    [Theory]
    [InlineData("en")]
    [InlineData("ko")]
    public void The_style_page_shows_every_class_that_a_lesson_s_text_uses(string language)
    {
        var shown = Classes($"{language}/style/index.html");
        var lesson = site.LessonPages.First(page => page.StartsWith(language + "/", StringComparison.Ordinal));
        // Letters are colours of code; the typesetter's own classes belong to it.
        Faults.AssertNone([.. Classes(lesson).Except(shown).Where(static name => name.Length > 1 && !name.StartsWith("tml-", StringComparison.Ordinal))]);
        Assert.True(shown.Count > 50, "the page should show much");
    }

    [Theory]
    [InlineData("en", "Must fix")]
    [InlineData("ko", "꼭 고칠 것")]
    public async Task The_style_page_shows_every_class_of_the_editor_and_what_it_finds(string language, string must)
    {
        var shown = Classes($"{language}/style/index.html");
        var desk = await Desk.OpenAsync(site, language);
        await desk.CheckedAsync();
        HashSet<string> used = [];
        async Task LookAsync() => used.UnionWith(await desk.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('.exercise-desk, .exercise-desk *, dialog.beside, dialog.beside > *, .beside-part, .beside-part > h2')].flatMap(each => [...each.classList])"));
        await LookAsync();
        await desk.DeleteLineAsync("optimizer.zero_grad();");
        await Assertions.Expect(desk.Findings.First).ToContainTextAsync(must, new() { Timeout = Desk.FirstCheck });
        await Assertions.Expect(desk.Page.Locator(".found-mark-must-fix").First).ToBeVisibleAsync();
        await desk.Finding("DL1001").Locator(".found-more > a").ClickAsync();
        await Assertions.Expect(desk.Page.Locator("dialog.beside")).ToBeVisibleAsync();
        await LookAsync();
        await desk.Page.Keyboard.PressAsync("Escape");
        foreach (var rule in new[] { "DL1006", "DL1001" })
        {
            var fix = desk.Finding(rule).Locator("details", new() { Has = desk.Page.Locator(".difference") });
            await fix.Locator("summary").ClickAsync();
            await LookAsync();
            await fix.GetByRole(AriaRole.Button).ClickAsync();
            await Assertions.Expect(desk.Finding(rule)).ToHaveCountAsync(0, new() { Timeout = Desk.FirstCheck });
        }

        await Assertions.Expect(desk.Done).ToBeVisibleAsync();
        await LookAsync();
        await desk.CloseAsync();

        // The code field's own classes belong to it, letters are colours of code, and what moves is no look.
        Faults.AssertNone([.. used.Except(shown).Where(static name => name.Length > 2 && char.IsAscii(name[0]) && !name.StartsWith("cm-", StringComparison.Ordinal) && !name.StartsWith("tml-", StringComparison.Ordinal) && name is not ("is-stale" or "celebrates"))]);
        Assert.Contains("difference-new", used);
        Assert.Contains("beside-part", used);
    }

    [Theory]
    [InlineData("en", ColorScheme.Light, Contrast.More)]
    [InlineData("ko", ColorScheme.Dark, Contrast.More)]
    [InlineData("ko", ColorScheme.Light, Contrast.NoPreference)]
    [InlineData("en", ColorScheme.Dark, Contrast.NoPreference)]
    public async Task Axe_finds_no_violation_whatever_contrast_is_asked_for(string language, ColorScheme theme, Contrast contrast)
    {
        var page = await site.NewPageAsync(theme: theme);
        await page.EmulateMediaAsync(new() { Contrast = contrast });
        await page.GotoAsync(site.Server[$"{language}/style/index.html"]);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => { d.removeAttribute('name'); d.open = true; })");
        var result = await page.RunAxe(LayoutTests.Rules);
        await page.Context.CloseAsync();
        Faults.AssertNone([.. result.Violations.SelectMany(static v => v.Nodes.Take(5).Select(n => $"{v.Id}: {v.Help}: {n.Html}"))]);
    }

    [Fact]
    public async Task More_contrast_reaches_seven_to_one_for_every_colour_of_text()
    {
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var page = await site.NewPageAsync(theme: theme);
            await page.EmulateMediaAsync(new() { Contrast = Contrast.More });
            await page.GotoAsync(site.Server["en/style/index.html"]);
            var weak = await page.EvaluateAsync<string[]>("""
                () => {
                  const light = name => {
                    const [r, g, b] = getComputedStyle(document.querySelector('.swatch-' + name)).backgroundColor.match(/\d+/g)
                      .map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
                  };
                  const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
                  return ['ink', 'ink-soft', 'accent', 'good', 'warn', 'bad', 'code-keyword', 'code-type', 'code-method', 'code-string', 'code-number', 'code-comment', 'code-name']
                    .flatMap(text => ['paper', 'surface', 'sunken'].map(ground => [text, ground, ratio(text, ground)]))
                    .filter(each => each[2] < 7).map(each => each.join(' '));
                }
                """);
            await page.Context.CloseAsync();
            Faults.AssertNone([.. weak.Select(each => $"{theme}: {each}")]);
        }
    }

    [Fact]
    public async Task Colours_of_the_system_leave_marks_that_were_backgrounds_visible()
    {
        var page = await site.NewPageAsync();
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        await page.GotoAsync(site.Server["en/style/index.html"]);
        var bare = await page.EvaluateAsync<string[]>("""
            () => ['.ln.hl', '.callout-warning', '.finding', '.guess', '.other-language', '.toast', '.found-item', '.editor-state.is-trouble', '.play-note'].filter(selector => {
              const style = getComputedStyle(document.querySelector(selector));
              return style.borderLeftStyle === 'none' && style.outlineStyle === 'none';
            })
            """);
        await page.Context.CloseAsync();
        Faults.AssertNone(bare);
    }

    [Fact]
    public void Colours_are_named_once_and_used_by_their_names()
    {
        var styles = Directory.EnumerateFiles(Path.Combine(BuiltSite.Content, "..", "site", "styles"), "*.css").Where(static f => !Path.GetFileName(f).StartsWith('1'));
        Faults.AssertNone([.. styles.SelectMany(file => File.ReadLines(file)
            .Where(static line => System.Text.RegularExpressions.Regex.IsMatch(line, @"(?<!--[a-z0-9-]+:[^;]*)#[0-9a-fA-F]{3,8}\b(?=[;\s,)])|\bhsl\(|\boklch\("))
            .Select(line => $"{Path.GetFileName(file)}: {line.Trim()}"))]);
    }

    [Fact]
    public async Task The_published_style_sheet_says_what_the_written_ones_say()
    {
        var written = string.Concat(Directory.EnumerateFiles(Path.Combine(BuiltSite.Content, "..", "site", "styles"), "*.css").Order(StringComparer.Ordinal).Select(File.ReadAllText));
        var published = await File.ReadAllTextAsync(Directory.EnumerateFiles(Path.Combine(site.Folder, "assets"), "course.*.css").Single(), TestContext.Current.CancellationToken);
        Assert.True(published.Length < 0.9 * written.Length, "it should be shorter");
        var page = await site.OpenAsync("en/style/index.html");

        // Browsers keep the values of custom properties as they are written; there, blanks behind commas may differ.
        var rules = await page.EvaluateAsync<string[][]>("all => all.map(text => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text); return [...sheet.cssRules].map(rule => rule.cssText.replace(/,\\s+/g, ',')); })", new[] { written, published });
        await page.Context.CloseAsync();
        Assert.True(rules[0].Length > 200, "there should be many rules");
        Assert.Equal(rules[0], rules[1]);
    }

    private HashSet<string> Classes(string path) =>
        [.. _pages[path].QuerySelectorAll(".prose, .prose *").Where(static e => e.Closest("svg") is null).SelectMany(static e => e.ClassList)];
}
