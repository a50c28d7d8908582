using System.IO.Compression;
using Course.Browser.Tests.Serving;
using Microsoft.Playwright;

namespace Course.Browser.Tests.Checking;

/// <summary>The exercise from the starter to done, and all that is kept on the way.</summary>
public sealed class ExerciseTests(BuiltSite site)
{
    [Theory]
    [InlineData("en", "Should fix", "Must fix", "Apply this fix", "The exercise is done: +20 XP.", "Where it is explained", "20 XP")]
    [InlineData("ko", "고치면 좋은 것", "꼭 고칠 것", "이렇게 고치기", "연습 문제를 통과했습니다. +20 XP", "설명 보기", "20 XP")]
    public async Task A_learner_reads_what_was_found_mends_it_and_is_done(string language, string should, string must, string apply, string done, string explained, string points)
    {
        var desk = await Desk.OpenAsync(site, language);
        await desk.CheckedAsync();
        await Assertions.Expect(desk.Finding("DL1001")).ToContainTextAsync(should);
        await Assertions.Expect(desk.Done).ToHaveCountAsync(0);

        // What makes it worse comes first.
        await desk.DeleteLineAsync("optimizer.zero_grad();");
        await Assertions.Expect(desk.Findings.First).ToContainTextAsync(must, new() { Timeout = Desk.FirstCheck });
        await Assertions.Expect(desk.Findings.First).ToContainTextAsync("DL1006");
        await Assertions.Expect(desk.Page.Locator(".found-mark-must-fix").First).ToBeVisibleAsync();

        // The line leads to the code.
        await desk.Findings.First.Locator(".found-line").ClickAsync();
        await Assertions.Expect(desk.Field).ToBeFocusedAsync();
        await Assertions.Expect(desk.Page.Locator(".cm-activeLine")).ToContainTextAsync("loss.backward();");

        // The lesson's words stand beside, in the reader's language, and give focus back.
        var link = desk.Finding("DL1001").Locator("a", new() { HasTextString = explained });
        await link.ClickAsync();
        var beside = desk.Page.Locator("dialog.beside");
        await Assertions.Expect(beside.Locator($".beside-part[lang={language}]")).ToHaveCountAsync(2);
        await Assertions.Expect(beside.Locator(".beside-lesson a")).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex($"/{language}/gradients/.*#snippet-"));
        await Assertions.Expect(beside.Locator(".beside-part").First.Locator("p").First).Not.ToBeEmptyAsync();
        await desk.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(beside).ToBeHiddenAsync();
        await Assertions.Expect(link).ToBeFocusedAsync();

        foreach (var rule in new[] { "DL1006", "DL1001" })
        {
            var fix = desk.Finding(rule).Locator("details", new() { Has = desk.Page.Locator(".difference") });
            await fix.Locator("summary").ClickAsync();
            await Assertions.Expect(fix.Locator("ins")).Not.ToHaveCountAsync(0);
            await fix.GetByRole(AriaRole.Button, new() { Name = apply }).ClickAsync();
            await Assertions.Expect(desk.Finding(rule)).ToHaveCountAsync(0, new() { Timeout = Desk.FirstCheck });
        }

        await Assertions.Expect(desk.Done.Locator(".demands-done")).ToHaveTextAsync(done);
        await Assertions.Expect(desk.Demands.Locator(".is-open")).ToHaveCountAsync(0);
        await Assertions.Expect(desk.Page.Locator(".found-well-done").First).ToBeVisibleAsync();
        await Assertions.Expect(desk.Page.Locator(".progress [data-part=xp]")).ToHaveTextAsync(points);
        await Assertions.Expect(desk.Page.Locator("#clip-an-lstm .done-sign")).ToBeVisibleAsync();
        await Assertions.Expect(desk.Page.Locator(".only-heard")).ToHaveTextAsync(done);

        await desk.Page.ReloadAsync();
        await Assertions.Expect(desk.Page.Locator("#clip-an-lstm .done-sign")).ToBeVisibleAsync();
        await desk.CloseAsync();
    }

    [Fact]
    public async Task At_most_three_findings_are_shown_at_first_and_compiler_errors_come_first()
    {
        var desk = await Desk.OpenAsync(site, "en");
        await desk.CheckedAsync();
        await desk.DeleteLineAsync("optimizer.zero_grad();");
        await desk.GoToEndOfAsync("var loss =");
        await desk.Page.Keyboard.TypeAsync("\nvar a = lozz; var b = modell; var c = inputz; var d = targetz;");
        var more = desk.Page.Locator(".findings > button.quiet");
        await Assertions.Expect(more).ToBeVisibleAsync(new() { Timeout = Desk.FirstCheck });
        await Assertions.Expect(desk.Page.Locator(".found-item:not(.found-well-done)")).ToHaveCountAsync(3);
        await Assertions.Expect(desk.Findings.First.Locator(".found-id")).ToHaveTextAsync("CS0103");
        await more.ClickAsync();
        Assert.InRange(await desk.Page.Locator(".found-item:not(.found-well-done)").CountAsync(), 5, 20);
        await Assertions.Expect(desk.Finding("DL1006")).ToBeVisibleAsync();
        await desk.CloseAsync();
    }

    [Fact]
    public async Task A_fix_is_not_applied_to_a_text_that_was_not_checked()
    {
        var desk = await Desk.OpenAsync(site, "en");
        await desk.CheckedAsync();
        var fix = desk.Finding("DL1001").Locator("details", new() { Has = desk.Page.Locator(".difference") });
        await fix.Locator("summary").ClickAsync();
        var typed = await desk.Page.EvaluateAsync<bool>("""
            async () => {
              const field = document.querySelector('.cm-content');
              const text = [...document.querySelectorAll('.cm-line')].find(line => line.textContent.includes('loss.backward')).firstChild;
              getSelection().collapse(text, 0);
              field.focus();
              document.execCommand('insertText', false, '/* mine */');
              // The editor hears of it before anything else happens, and nobody has paused yet.
              await new Promise(resolve => setTimeout(resolve));
              const button = [...document.querySelectorAll('.found-more button')].find(b => b.textContent === 'Apply this fix');
              button.click();
              return !document.body.innerText.includes('Applied');
            }
            """);
        Assert.True(typed);
        await Assertions.Expect(desk.Page.GetByText("The code has changed since it was checked")).ToBeVisibleAsync();
        Assert.DoesNotContain("clip_grad_norm_(model", await desk.TextAsync());
        await desk.CloseAsync();
    }

    [Fact]
    public async Task A_draft_and_its_attempts_outlive_the_page_and_the_starter_comes_back_and_goes()
    {
        var desk = await Desk.OpenAsync(site, "en");
        var starter = await desk.TextAsync();
        await desk.GoToEndOfAsync("// 2. Clip it");
        await desk.Page.Keyboard.TypeAsync(" Mine.");
        var mine = await desk.TextAsync();
        // Nobody waits until code is checked before turning to another page.
        await desk.Page.ReloadAsync();
        await Assertions.Expect(desk.Open).ToHaveTextAsync("Continue with your draft");
        await desk.Open.ClickAsync();
        await Assertions.Expect(desk.Field).ToBeFocusedAsync();
        Assert.Equal(mine, await desk.TextAsync());
        await desk.CheckedAsync();

        await (await desk.ActionAsync("Back to the starter")).ClickAsync();
        Assert.Equal(starter, await desk.TextAsync());
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).ClickAsync();
        Assert.Equal(mine, await desk.TextAsync());

        await desk.GoToEndOfAsync("optimizer.step();");
        await desk.Page.Keyboard.TypeAsync("\noops;");
        await Assertions.Expect(desk.Findings.First.Locator(".found-id")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^CS"), new() { Timeout = Desk.FirstCheck });
        await (await desk.ActionAsync("Earlier attempts")).ClickAsync();
        var dialog = desk.Page.Locator("dialog.attempts");
        await Assertions.Expect(dialog.Locator("option")).ToHaveCountAsync(3);
        await Assertions.Expect(dialog.Locator("ins")).ToContainTextAsync("oops;");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Bring this one back" }).ClickAsync();
        Assert.Equal(mine, await desk.TextAsync());

        await (await desk.ActionAsync("Close the editor")).ClickAsync();
        await Assertions.Expect(desk.Open).ToBeFocusedAsync();
        await Assertions.Expect(desk.Page.Locator("#snippet-exercise-starter pre").First).ToBeVisibleAsync();
        await desk.CloseAsync();
    }

    [Fact]
    public async Task Hints_come_one_by_one_and_the_solution_after_an_attempt_or_on_request()
    {
        var desk = await Desk.OpenAsync(site, "en");
        var hints = desk.Page.Locator("#clip-an-lstm details.hint");
        var solution = desk.Page.Locator("#clip-an-lstm details.solution");
        await Assertions.Expect(hints.Nth(0)).ToBeVisibleAsync();
        await Assertions.Expect(hints.Nth(1)).ToBeHiddenAsync();
        await Assertions.Expect(solution).ToBeHiddenAsync();
        await hints.Nth(0).Locator("summary").ClickAsync();
        await Assertions.Expect(hints.Nth(1)).ToBeVisibleAsync();
        await Assertions.Expect(hints.Nth(2)).ToBeHiddenAsync();
        await desk.CheckedAsync();
        await Assertions.Expect(solution).ToBeHiddenAsync();
        await desk.GoToEndOfAsync("// 2. Clip it");
        await desk.Page.Keyboard.TypeAsync(" A try.");
        await Assertions.Expect(solution).ToBeVisibleAsync(new() { Timeout = Desk.FirstCheck });
        await desk.CloseAsync();

        var impatient = await Desk.OpenAsync(site, "en");
        await impatient.Page.GetByRole(AriaRole.Button, new() { Name = "Show it now" }).ClickAsync();
        await Assertions.Expect(impatient.Page.Locator("#clip-an-lstm details.solution[open] > summary")).ToBeFocusedAsync();
        await impatient.CloseAsync();
    }

    [Fact]
    public async Task A_file_is_opened_and_the_project_holds_the_learner_s_own_code()
    {
        var desk = await Desk.OpenAsync(site, "ko");
        var file = Path.Combine(Path.GetTempPath(), $"course-exercise-{Environment.ProcessId}.cs");
        try
        {
            await File.WriteAllTextAsync(file, "// 내 코드\r\nConsole.WriteLine(\"기울기\");\r\n", TestContext.Current.CancellationToken);
            await (await desk.ActionAsync("파일 열기")).Locator("input").SetInputFilesAsync(file);
            await Assertions.Expect(desk.Field).ToContainTextAsync("// 내 코드");
            await File.WriteAllBytesAsync(file, new byte[100_000], TestContext.Current.CancellationToken);
            await (await desk.ActionAsync("파일 열기")).Locator("input").SetInputFilesAsync(file);
            await Assertions.Expect(desk.Page.Locator(".toast")).ToContainTextAsync("64kB보다 큰 파일");

            // A file on a stick that was pulled out meanwhile.
            await File.WriteAllTextAsync(file, "var a = 1;\n", TestContext.Current.CancellationToken);
            await desk.Page.EvaluateAsync("() => { const read = Blob.prototype.arrayBuffer; Blob.prototype.arrayBuffer = () => { Blob.prototype.arrayBuffer = read; return Promise.reject(new DOMException('gone', 'NotFoundError')); }; }");
            await (await desk.ActionAsync("파일 열기")).Locator("input").SetInputFilesAsync(file);
            await Assertions.Expect(desk.Page.Locator(".toast")).ToContainTextAsync("파일을 읽지 못했습니다");
            await Assertions.Expect(desk.Field).ToContainTextAsync("// 내 코드");

            var download = await desk.Page.RunAndWaitForDownloadAsync(async () => await (await desk.ActionAsync("내 프로젝트 내려받기")).ClickAsync());
            Assert.Equal("clip-an-lstm.zip", download.SuggestedFilename);
            await download.SaveAsAsync(file);
            var mine = Entries(file);
            var published = Entries(Directory.EnumerateFiles(site.Folder, "clip-an-lstm.zip", SearchOption.AllDirectories).First(path => path.Replace('\\', '/').Contains("/ko/", StringComparison.Ordinal)));
            Assert.Equal(published.Keys, mine.Keys);
            Assert.Equal("// 내 코드\nConsole.WriteLine(\"기울기\");\n", System.Text.Encoding.UTF8.GetString(mine["clip-an-lstm/Program.cs"]));
            // All else is what the published project has, which another test runs.
            Assert.All(published.Keys.Where(static name => !name.EndsWith("Program.cs", StringComparison.Ordinal)), name => Assert.Equal(published[name], mine[name]));
        }
        finally
        {
            File.Delete(file);
            await desk.CloseAsync();
        }
    }

    [Fact]
    public async Task Storage_that_is_refused_or_full_is_said_and_the_code_stays_in_the_page()
    {
        foreach (var (storage, words) in new[]
        {
            ("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });", "does not let the site store anything: your draft lasts"),
            ("const set = Storage.prototype.setItem; Storage.prototype.setItem = function (key, value) { if (key.includes(':code')) throw new DOMException('full', 'QuotaExceededError'); set.call(this, key, value); };", "storage is full: your latest changes are not kept"),
        })
        {
            var page = await site.NewPageAsync();
            await page.AddInitScriptAsync(storage);
            await page.GotoAsync(site.Server[Desk.Lesson(site, "en")]);
            var desk = new Desk(page);
            await desk.Open.ClickAsync();
            await desk.GoToEndOfAsync("// 2. Clip it");
            await page.Keyboard.TypeAsync(" Mine.");
            await Assertions.Expect(page.GetByText(words)).ToBeVisibleAsync();
            Assert.Contains("Mine.", await desk.TextAsync());
            await desk.CloseAsync();
        }
    }

    [Fact]
    public async Task Code_that_does_not_compile_is_one_demand_and_what_nobody_can_tell_yet_is_not_held_against_it()
    {
        var desk = await Desk.OpenAsync(site, "en");
        await desk.GoToEndOfAsync("loss.backward();");
        await desk.Page.Keyboard.TypeAsync(" lozz.item()");
        var open = desk.Demands.Locator(".is-open", new() { HasTextString = "Errors: 1" });
        await Assertions.Expect(open).ToHaveCountAsync(1, new() { Timeout = Desk.FirstCheck });
        await Assertions.Expect(desk.Demands.Locator("li", new() { HasTextString = "semicolon" })).ToHaveCountAsync(0);
        await Assertions.Expect(desk.Demands.Locator(".is-unclear")).Not.ToHaveCountAsync(0);
        await Assertions.Expect(desk.Demands.Locator(".is-unclear").First).ToContainTextAsync("zero_grad");

        // The button leads to the error.
        await open.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(desk.Field).ToBeFocusedAsync();
        await desk.CloseAsync();
    }

    [Fact]
    public async Task Calm_mode_says_that_the_exercise_is_done_and_no_more()
    {
        var page = await site.NewPageAsync();
        await page.GotoAsync(site.Server[Desk.Lesson(site, "en")]);
        await page.Locator(".settings-button").ClickAsync();
        await page.Locator("input[name=calm]").CheckAsync();
        await page.Keyboard.PressAsync("Escape");
        var desk = new Desk(page);
        await desk.Open.ClickAsync();
        await desk.CheckedAsync();
        var fix = desk.Finding("DL1001").Locator("details", new() { Has = page.Locator(".difference") });
        await fix.Locator("summary").ClickAsync();
        await fix.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(desk.Done.Locator(".demands-done")).ToHaveTextAsync("The exercise is done. Your code meets every condition.", new() { Timeout = Desk.FirstCheck });
        await Assertions.Expect(page.Locator(".celebrates")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".toast")).Not.ToContainTextAsync("Achievement");
        await desk.CloseAsync();
    }

    private static SortedDictionary<string, byte[]> Entries(string file)
    {
        using var zip = ZipFile.OpenRead(file);
        var entries = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            using var buffer = new MemoryStream();
            stream.CopyTo(buffer);
            entries[entry.FullName] = buffer.ToArray();
        }

        return entries;
    }
}
