using Course.Browser.Tests.Serving;
using Course.Build.Tests.CommandLine;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Course.Browser.Tests.Live;

/// <summary>What an author sees who writes with <c>serve</c> running: one process, real saves, a real browser.</summary>
public sealed class LiveTests(BuiltSite site, LiveCourse live) : IClassFixture<LiveCourse>
{
    private const string Lesson = "en/one/first/";

    [Fact]
    public async Task Prose_arrives_without_navigation_and_scroll_focus_and_open_details_stay()
    {
        var page = await OpenAsync(Lesson);
        await page.EvaluateAsync("document.querySelector('details.reveal').open = true; document.querySelector('.prose a, summary').focus(); window.scrollTo(0, 700)");
        var before = await page.EvaluateAsync<double>("scrollY");
        live.Files.Edit(LiveCourse.English, "Paragraph 3 of many.", "Paragraph *three* of many.");
        await Assertions.Expect(page.Locator(".prose em")).ToHaveTextAsync("three");
        Assert.Equal(before, await page.EvaluateAsync<double>("scrollY"));
        Assert.True(before > 600);
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('details.reveal').open && document.activeElement.localName !== 'body'"));
        await AssertSameDocumentAsync(page);
    }

    [Fact]
    public async Task A_style_is_swapped_in_place()
    {
        var page = await OpenAsync("ko/one/first/");
        File.AppendAllText(live.Files[live.Style], "\n.prose p { outline-color: rgb(1, 2, 3); }\n");
        await Assertions.Expect(page.Locator(".prose p").First).ToHaveCSSAsync("outline-color", "rgb(1, 2, 3)");
        await Assertions.Expect(page.Locator("link[rel=stylesheet]:not([data-live])")).ToHaveCountAsync(1);
        await AssertSameDocumentAsync(page);
    }

    [Fact]
    public async Task Words_layouts_and_the_glossary_arrive()
    {
        var page = await OpenAsync("ko/one/first/");
        live.Files.Edit("look/strings.ko.yaml", "footer: ", "footer: 새 글. ");
        await Assertions.Expect(page.Locator(".colophon")).ToContainTextAsync("새 글.");
        live.Files.Edit("look/layouts/foot.sbn", "<p>", "<p class=\"mark\">");
        await Assertions.Expect(page.Locator(".colophon .mark")).ToHaveCountAsync(1);
        live.Files.Write("content/glossary.yaml", "terms:\n  - id: sum\n    term: { en: sum, ko: 합 }\n    meaning: { en: A total., ko: 모두 더한 것. }\n");
        live.Files.Edit(LiveCourse.Korean, "글.", "{term:sum}.");
        await Assertions.Expect(page.Locator(".term")).ToContainTextAsync("합");
        await AssertSameDocumentAsync(page);
    }

    [Fact]
    public async Task Faults_lie_over_the_last_good_page_with_a_link_to_the_line_and_go_when_they_are_mended()
    {
        var page = await OpenAsync("ko/one/first/");
        var panel = page.Locator("course-live .panel");
        await Assertions.Expect(page.Locator("course-live")).ToBeAttachedAsync();
        await Assertions.Expect(panel).ToBeHiddenAsync();
        live.Files.Edit(LiveCourse.Facts, "status:", "statsu:");
        await Assertions.Expect(panel).ToBeVisibleAsync();
        await Assertions.Expect(panel.Locator("h2")).ToHaveTextAsync("오류 2개");
        await Assertions.Expect(panel).ToContainTextAsync("Did you mean status?");
        await Assertions.Expect(panel.Locator("a.place").Last).ToHaveAttributeAsync(
            "href", $"vscode://file{live.Files[LiveCourse.Facts]}:2:1");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("강의");

        foreach (var theme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = theme });
            var seen = await page.Locator("course-live").RunAxe(LayoutTests.Rules);
            Assert.True(seen.Violations.Length == 0, string.Join('\n', seen.Violations.SelectMany(static v => v.Nodes.Select(n => $"{v.Id}: {v.Help}: {n.Html}"))));
        }

        await panel.Locator(".close").ClickAsync();
        await Assertions.Expect(panel).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("course-live .pill")).ToBeFocusedAsync();
        live.Files.Edit(LiveCourse.Facts, "minutes: 1", "minutes: one");
        await Assertions.Expect(panel).ToBeVisibleAsync();

        live.Files.Edit(LiveCourse.Facts, "minutes: one", "minutes: 1");
        live.Files.Edit(LiveCourse.Facts, "statsu:", "status:");
        await Assertions.Expect(panel).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("course-live .pill")).ToBeHiddenAsync();
        await AssertSameDocumentAsync(page);
    }

    [Fact]
    public async Task Code_says_that_it_runs_and_then_what_it_prints_and_faults_stand_at_its_line()
    {
        var page = await OpenAsync("ko/one/first/");
        var listing = page.Locator("#snippet-first-2");
        live.Files.Edit(
            LiveCourse.English, "Console.WriteLine(\"other\");",
            $"while (!File.Exists(\"{live.Files["go"]}\")) System.Threading.Thread.Sleep(5);\nConsole.WriteLine(\"fresh\");");
        await Assertions.Expect(listing).ToHaveAttributeAsync("data-live-running", "실행 중…");
        await Assertions.Expect(listing.Locator("code")).ToContainTextAsync("Sleep(5)");
        await Assertions.Expect(listing.Locator("code .s").Last).ToHaveTextAsync("\"fresh\"");
        await Assertions.Expect(listing.Locator(".output")).ToContainTextAsync("other");
        live.Files.Write("go", "");
        await Assertions.Expect(listing.Locator(".output")).ToContainTextAsync("fresh");
        await Assertions.Expect(listing).Not.ToHaveAttributeAsync("data-live-running", "실행 중…");
        Assert.Contains("fresh", live.Files.Read(TinyCourse.Lesson + "/recorded/first-2.json"));

        var line = 1 + Array.IndexOf(live.Files.Read(LiveCourse.English).Split('\n'), "Console.WriteLine(\"fresh\");");
        live.Files.Edit(LiveCourse.English, "Console.WriteLine(\"fresh\");", "Console.WriteLin(\"fresh\");");
        await Assertions.Expect(page.Locator("course-live .panel a.place")).ToHaveTextAsync($"tracks/00-one/00-first/en.md:{line}:9");

        // Prose above moves the fault without compiling again.
        live.Files.Edit(LiveCourse.English, "Some prose.", "Some prose.\n\nMore.");
        await Assertions.Expect(page.Locator("course-live .panel a.place")).ToHaveTextAsync($"tracks/00-one/00-first/en.md:{line + 2}:9");
        live.Files.Edit(LiveCourse.English, "Console.WriteLin(\"fresh\");", "Console.WriteLine(\"fresh\");");
        await Assertions.Expect(page.Locator("course-live .panel")).ToBeHiddenAsync();
        await AssertSameDocumentAsync(page);
    }

    [Fact]
    public async Task A_run_that_became_stale_is_cancelled()
    {
        var page = await OpenAsync(Lesson);
        live.Files.Edit(LiveCourse.English, "Console.WriteLine(\"first\");", "while (true) { } // endless");
        await Assertions.Expect(page.Locator("#snippet-first-1")).ToHaveAttributeAsync("data-live-running", "Running…");
        await page.WaitForTimeoutAsync(500);
        live.Files.Edit(LiveCourse.English, "while (true) { } // endless", "Console.WriteLine(\"ended\");");
        await Assertions.Expect(page.Locator("#snippet-first-1 .output")).ToContainTextAsync("ended");
        // The host that waits for the next run is the only one that is left.
        await live.Process.HostsAsync(static hosts => hosts.Count <= 1);
    }

    [Fact]
    public async Task Saves_by_rename_many_saves_at_once_and_folders_that_come_and_go_are_all_seen()
    {
        var page = await OpenAsync("en/one/second/");
        var text = TinyCourse.Lesson.Replace("00-first", "01-second") + "/en.md";
        var before = live.Files.Read(text);
        File.WriteAllText(live.Files[text + "~"], before.Replace("Some prose.", "By rename."));
        File.Move(live.Files[text + "~"], live.Files[text], overwrite: true);
        await Assertions.Expect(page.Locator(".prose p").First).ToHaveTextAsync("By rename.");

        Parallel.For(0, 50, i => live.Files.Write(i == 0 ? text : $"content/tracks/00-one/01-second/data/{i}.csv", i == 0 ? before.Replace("Some prose.", "One of fifty.") : $"{i}\n"));
        await Assertions.Expect(page.Locator(".prose p").First).ToHaveTextAsync("One of fifty.");
        await Assertions.Expect(page.Locator("course-live .pill")).ToHaveTextAsync("49 warnings");
        for (var i = 0; i < 50; i++) File.WriteAllText(live.Files[text], before.Replace("Some prose.", $"Save {i}."));
        await Assertions.Expect(page.Locator(".prose p").First).ToHaveTextAsync("Save 49.");

        Directory.Move(live.Files["content/tracks/00-one/01-second"], live.Files["aside"]);
        await Assertions.Expect(page.Locator("body")).ToHaveClassAsync("page-not-found");
        Directory.Delete(live.Files["aside/data"], recursive: true);
        Directory.Move(live.Files["aside"], live.Files["content/tracks/00-one/01-second"]);
        await Assertions.Expect(page.Locator(".prose p").First).ToHaveTextAsync("Save 49.");
        await Assertions.Expect(page.Locator("course-live .pill")).ToBeHiddenAsync();
        File.WriteAllText(live.Files[text], before);
        await Assertions.Expect(page.Locator(".prose p").First).ToHaveTextAsync("Some prose.");
        await AssertSameDocumentAsync(page);
    }

    [Fact]
    public async Task Any_tree_becomes_like_any_other_and_nodes_with_an_id_and_what_scripts_added_stay()
    {
        var page = await OpenAsync("en/one/second/");
        var faults = await page.EvaluateAsync<string[]>("""
            async () => {
              const { Mirror } = await import('/-live/morph.js');
              let seed = 42;
              const next = n => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
              const names = ['p', 'div', 'em', 'ul'];
              const tree = (depth, ids) => {
                const element = document.createElement(names[next(names.length)]);
                if (next(3) === 0) { const id = 'i' + next(12); if (!ids.has(id)) { ids.add(id); element.id = id; } }
                if (next(3) === 0) element.setAttribute(['class', 'title', 'lang'][next(3)], 'v' + next(3));
                for (let i = next(depth > 3 ? 1 : 6); i > 0; i--) {
                  const kind = next(5);
                  element.append(kind === 0 ? 'text ' + next(4) : kind === 1 ? document.createComment('c' + next(2)) : tree(depth + 1, ids));
                }
                return element;
              };
              const faults = [];
              for (let round = 0; round < 3000; round++) {
                const from = document.createElement('main'), to = document.createElement('main');
                const [a, b] = [new Set(), new Set()];
                for (let i = next(8); i > 0; i--) from.append(tree(0, a));
                for (let i = next(8); i > 0; i--) to.append(tree(0, b));
                const third = to.cloneNode(true);
                for (let i = next(3); i > 0; i--) third.append(tree(0, b));
                if (next(2) === 0) third.firstChild?.remove();
                const before = from.outerHTML;
                const kept = [...from.children].filter(e => e.id && [...to.children].some(t => t.id === e.id && t.nodeName === e.nodeName));
                const mirror = new Mirror(from);
                const added = from.appendChild(document.createElement('output'));
                for (const goal of [to, third]) {
                  mirror.morph(goal);
                  if (from.lastChild !== added) faults.push(`${before}: what a script added is gone`);
                  added.remove();
                  if (from.outerHTML !== goal.outerHTML) faults.push(`${before}\n  became ${from.outerHTML}\n  not    ${goal.outerHTML}`);
                  from.append(added);
                }
                kept.splice(0, kept.length, ...kept.filter(e => [...third.children].some(t => t.id === e.id && t.nodeName === e.nodeName)));
                if (kept.some(e => e.parentNode !== from)) faults.push(`${before}: a node with an id was replaced`);
              }
              return faults.slice(0, 3);
            }
            """);
        Assert.Equal([], faults);
        await AssertSameDocumentAsync(page);
    }

    private async Task<IPage> OpenAsync(string path)
    {
        var page = await site.NewPageAsync();
        // The tests of other projects run at the same time on the same cores.
        page.Context.SetDefaultTimeout(30_000);
        Assertions.SetDefaultExpectTimeout(30_000);
        await page.GotoAsync(live[path]);
        await page.EvaluateAsync("window.isSameDocument = true");
        return page;
    }

    private static async Task AssertSameDocumentAsync(IPage page)
    {
        Assert.True(await page.EvaluateAsync<bool>("window.isSameDocument === true"), "The page was loaded anew.");
        await page.Context.CloseAsync();
    }
}
