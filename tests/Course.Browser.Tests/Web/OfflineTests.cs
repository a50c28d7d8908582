using System.Text.Json;
using Course.Browser.Tests.Serving;
using Course.Build.Tests;
using Microsoft.Playwright;

namespace Course.Browser.Tests.Web;

/// <summary>Reading without a network: the host is really gone, its port closed.</summary>
public sealed class OfflineTests(PublishedCourse course)
{
    private const string Active = "(async () => { const r = await navigator.serviceWorker.ready; while (!navigator.serviceWorker.controller) await new Promise(w => setTimeout(w, 20)); return r.scope; })()";

    private const string Kept = """
        (async () => {
          const found = [];
          for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
          return found.sort();
        })()
        """;

    [Fact]
    public async Task Visited_pages_are_there_without_a_network_and_for_the_others_a_page_says_what_is()
    {
        var lesson = course.Lesson("ko");
        var server = new SiteServer(course.Site);
        var page = await course.NewPageAsync();
        await page.GotoAsync(server[lesson]);
        Assert.Equal(server[""], await page.EvaluateAsync<string>(Active));
        await page.GotoAsync(server["ko/glossary/index.html"]);
        await WaitForAsync(page, "/course/ko/glossary/");
        server.Dispose();

        foreach (var path in new[] { lesson, lesson[..^"index.html".Length], "ko/glossary/" })
        {
            await page.GotoAsync(server[path]);
            await Assertions.Expect(page.Locator("h1")).Not.ToBeEmptyAsync();
            Assert.DoesNotContain("offline", await page.Locator("body").GetAttributeAsync("class") ?? "");
            await Assertions.Expect(page.Locator(".progress [data-part=lessons]")).ToHaveTextAsync("레슨 0/73");
            Assert.Equal("rgb(252, 252, 250)", await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        }

        await page.GotoAsync(server["ko/tags/"]);
        await Assertions.Expect(page.Locator("body.page-offline h1")).ToHaveTextAsync("오프라인이라 열 수 없는 페이지입니다");
        await Assertions.Expect(page.Locator("[data-kept-pages] li")).ToHaveCountAsync(2);
        await page.GotoAsync(server["en/tags/"]);
        await Assertions.Expect(page.Locator("body.page-offline h1")).ToContainTextAsync("You are offline");
        await page.Locator(".languages a").ClickAsync();
        await Assertions.Expect(page.Locator("body.page-offline")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_track_is_kept_whole_on_request_in_all_languages_and_removed_on_request()
    {
        var server = new SiteServer(course.Site);
        var page = await course.NewPageAsync();
        await page.GotoAsync(server["en/gradients/index.html"]);
        await page.EvaluateAsync(Active);
        var keep = page.GetByRole(AriaRole.Button, new() { Name = "Keep this track" });
        await Assertions.Expect(page.Locator(".offline [data-part=state]")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\d+\.\d MB$"));
        await keep.ClickAsync();
        await Assertions.Expect(page.Locator(".offline [data-part=state]")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^Kept: \d+\.\d MB$"));
        await Assertions.Expect(keep).ToBeHiddenAsync();
        server.Dispose();

        foreach (var language in new[] { "ko", "en" })
        {
            foreach (var path in course.Files.Where(path => path.StartsWith(language + "/gradients/", StringComparison.Ordinal) && path.EndsWith("index.html", StringComparison.Ordinal)).Append($"{language}/index.html"))
            {
                await page.GotoAsync(server[path]);
                Assert.DoesNotContain("offline", await page.Locator("body").GetAttributeAsync("class") ?? "");
                Assert.Equal(language, await page.EvaluateAsync<string>("document.documentElement.lang"));
            }
        }

        foreach (var (query, found) in new[] { ("en/search/?q=exploding", "Vanishing and exploding gradients"), ("ko/search/?q=기울기가", "기울기 소실과 폭발") })
        {
            await page.GotoAsync(server[query]);
            await Assertions.Expect(page.Locator("[data-part=results] a").First).ToContainTextAsync(found);
            await Assertions.Expect(page.Locator("[data-part=results] .found-text mark").First).ToBeVisibleAsync();
        }

        // What pages offer for download is part of the track.
        await page.GotoAsync(server[course.Lesson("en")]);
        var data = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('a[href$=\".csv\"]')].map(a => a.href)");
        Assert.NotEmpty(data);
        foreach (var address in data) Assert.Equal(200, await page.EvaluateAsync<int>($"fetch({JsonSerializer.Serialize(address)}).then(r => r.status)"));

        await page.GotoAsync(server["en/gradients/"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove it" }).ClickAsync();
        await Assertions.Expect(page.Locator(".offline [data-part=state]")).ToHaveTextAsync("Removed.");
        Assert.DoesNotContain(await page.EvaluateAsync<string[]>(Kept), static path => path.Contains("/gradients/", StringComparison.Ordinal));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_new_build_takes_over_whole_and_until_then_the_old_one_stays()
    {
        using var folder = new TempFolder();
        await PublishedCourse.BuildAsync(folder, "site", "mailto:course@example.org", compress: false);
        var server = new SiteServer(folder["site"]);
        var page = await course.NewPageAsync();
        await page.GotoAsync(server["en/gradients/index.html"]);
        await page.EvaluateAsync(Active);
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep this track" }).ClickAsync();
        await Assertions.Expect(page.Locator(".offline [data-part=state]")).ToContainTextAsync("Kept");
        var before = await page.EvaluateAsync<string[]>("caches.keys()");

        folder.Edit("content/course.yaml", "Deep Learning, Proven in C#", "Deep Learning, Second Edition");

        // A browser looks for a new worker when it likes: meanwhile it finds none.
        server.Hold("sw.js");
        await PublishedCourse.BuildAsync(folder, "site", "mailto:course@example.org", compress: false);

        // One file that changed does not come: the old build stays as it was, while pages that the host has come from there.
        var lesson = Path.Combine(folder["site"], course.Lesson("en"));
        var whole = await File.ReadAllTextAsync(lesson, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(lesson, whole + "<!-- half of another build -->", TestContext.Current.CancellationToken);
        server.Release("sw.js");
        await page.GotoAsync(server["en/gradients/index.html"]);
        await Assertions.Expect(page.Locator(".brand")).ToHaveTextAsync("Deep Learning, Second Edition");
        var end = await page.EvaluateAsync<string>("""
            (async () => {
              const registration = await navigator.serviceWorker.ready;
              const ends = new Promise((resolve) => {
                const follow = () => {
                  const next = registration.installing;
                  next?.addEventListener("statechange", () => resolve(next.state));
                };
                registration.addEventListener("updatefound", follow);
                follow();
              });
              await registration.update().catch(() => {});
              return ends;
            })()
            """);
        Assert.Equal("redundant", end);
        await UntilAsync(page, "old => caches.keys().then(now => now.length === 1 && now[0] === old)", before[0]);

        await File.WriteAllTextAsync(lesson, whole, TestContext.Current.CancellationToken);
        await page.GotoAsync(server["en/gradients/index.html"]);

        // While the new worker becomes active the old one may still answer.
        await UntilAsync(page, """
            old => Promise.all([caches.keys(), navigator.serviceWorker.ready]).then(([now, { active, installing, waiting }]) =>
              now.length === 1 && now[0] !== old && installing === null && waiting === null && active.state === "activated")
            """, before[0]);
        server.Dispose();
        foreach (var path in course.Files.Where(static path => path.Contains("/gradients/", StringComparison.Ordinal) && path.EndsWith("index.html", StringComparison.Ordinal)))
        {
            await page.GotoAsync(server[path]);
            Assert.Contains(path.StartsWith("en/", StringComparison.Ordinal) ? "Second Edition" : "딥러닝", await page.Locator(".brand").TextContentAsync() ?? "");
            Assert.False(string.IsNullOrEmpty(await page.EvaluateAsync<string>("getComputedStyle(document.documentElement).getPropertyValue('--paper')")));
        }

        await page.GotoAsync(server["en/gradients/"]);
        await Assertions.Expect(page.Locator(".offline [data-part=state]")).ToContainTextAsync("Kept");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Online_a_page_is_what_the_host_has_now_and_a_host_that_does_not_answer_counts_as_none()
    {
        using var folder = new TempFolder();
        folder.CopyFrom(course.Site, "site");
        using var server = new SiteServer(folder["site"]);
        var page = await course.NewPageAsync();
        await page.GotoAsync(server["en/index.html"]);
        await page.EvaluateAsync(Active);
        await WaitForAsync(page, "/course/en/");
        var html = await File.ReadAllTextAsync(folder["site/en/index.html"], TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder["site/en/index.html"], html.Replace("<h1>", "<h1>Now: ", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await page.GotoAsync(server["en/index.html"]);
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Now: ");

        server.Hold("en/index.html");
        await page.GotoAsync(server["en/index.html"]);
        await Assertions.Expect(page.Locator("h1")).Not.ToContainTextAsync("Now: ");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_manifest_can_be_installed_from()
    {
        foreach (var language in new[] { "ko", "en" })
        {
            var page = await course.NewPageAsync();
            await page.GotoAsync(course.Server[$"{language}/index.html"]);
            var devtools = await page.Context.NewCDPSessionAsync(page);
            var manifest = (await devtools.SendAsync("Page.getAppManifest"))!.Value;
            Assert.Empty(manifest.GetProperty("errors").EnumerateArray());
            var errors = (await devtools.SendAsync("Page.getInstallabilityErrors"))!.Value.GetProperty("installabilityErrors");
            Assert.DoesNotContain(errors.EnumerateArray(), static error => error.GetProperty("errorId").GetString() != "in-incognito");
            var said = JsonDocument.Parse(manifest.GetProperty("data").GetString()!).RootElement;
            Assert.Equal(["192x192", "512x512"], said.GetProperty("icons").EnumerateArray().Select(static icon => icon.GetProperty("sizes").GetString()!));
            Assert.Equal(language, said.GetProperty("lang").GetString());
            await page.Context.CloseAsync();
        }
    }

    /// <summary>Waits until an asynchronous condition holds; a promise by itself counts as true for WaitForFunctionAsync.</summary>
    private static async Task UntilAsync(IPage page, string condition, string argument) => Assert.True(await page.EvaluateAsync<bool>(
        $"async argument => {{ const holds = {condition}; for (let i = 0; i < 1500; i++) {{ if (await holds(argument)) return true; await new Promise(next => setTimeout(next, 20)); }} return false; }}",
        argument), condition);

    private static async Task WaitForAsync(IPage page, string path) =>
        await UntilAsync(page, "path => caches.match(new URL(path, location.href)).then(found => found !== undefined)", path);
}
