using System.Text.Json;
using Course.Build.Tests;
using Course.Checking.Tests.Hostile;
using Microsoft.Playwright;

namespace Course.Browser.Tests.Checking;

/// <summary>The engine behind the editor: what it answers when all is well, and when it is not.</summary>
[Collection(nameof(CheckedSite))]
public sealed class EngineTests(CheckedSite site)
{
    private const string Good = "var x = TorchSharp.torch.zeros(1);\nConsole.WriteLine(x.shape.Length);\n";

    [Fact]
    public async Task The_exercise_is_reviewed_by_its_own_demands_in_both_languages()
    {
        var page = await site.OpenAsync();
        await CheckedSite.StartAsync(page);
        foreach (var (language, word) in new[] { ("ko", "기울기"), ("en", "gradients") })
        {
            var starter = await ReviewAsync("starter.cs", language);
            Assert.Contains(starter, demand => !demand.IsMet && demand.Words.Contains(word, StringComparison.OrdinalIgnoreCase));
            var solution = await ReviewAsync("solution.cs", language);
            Assert.NotEmpty(solution);
            Assert.All(solution, static demand => Assert.True(demand.IsMet, demand.Words));
        }

        async Task<List<(bool IsMet, string Words)>> ReviewAsync(string name, string language)
        {
            var file = Directory.EnumerateFiles(Path.Combine(Checkout.Root, "content"), name, SearchOption.AllDirectories).Single();
            var answer = JsonDocument.Parse(await page.EvaluateAsync<string>(
                "async ([text, language]) => JSON.stringify(await checker.check({ text, language, exercise: { id: 'clip-an-lstm', absent: ['DL1001', 'DL1003', 'DL1006'], present: ['clip-before-step', 'gradients-zeroed', 'tensors-released'] } }))",
                new[] { await File.ReadAllTextAsync(file), language })).RootElement;
            return [.. answer.GetProperty("report").GetProperty("demands").EnumerateArray().Select(static each => (each.GetProperty("isMet").GetBoolean(), each.GetProperty("words").GetString()!))];
        }
    }

    [Fact]
    public async Task The_newest_request_wins()
    {
        var page = await site.OpenAsync();
        await CheckedSite.StartAsync(page);
        var kinds = await page.EvaluateAsync<string[]>("text => Promise.all([1, 2, 3, 4].map((n) => checker.check({ text: `${text}// ${n}`, language: 'en' }).then(({ kind }) => kind)))", Good);
        Assert.Equal(["superseded", "superseded", "superseded", "report"], kinds);
        Assert.Equal(["loading", "ready"], await page.EvaluateAsync<string[]>("() => states"));
    }

    [Fact]
    public async Task A_check_past_its_time_ends_the_worker_another_starts_and_never_gets_the_same_code()
    {
        var page = await site.OpenAsync();
        await CheckedSite.StartAsync(page, "{ first: 300000, least: 1, most: 1 }");

        // One after the other, in the page: a rehearsal between them would be past its time as well, and another worker answer.
        Assert.Equal(["report", "stopped"], await page.EvaluateAsync<string[]>(
            "async (text) => [(await checker.check({ text, language: 'en' })).kind, (await checker.check({ text: `${text}// slow`, language: 'en' })).kind]", Good));

        // At once, without a worker that would be ended again.
        Assert.Equal("stopped", Kind(await CheckedSite.CheckAsync(page, Good + "// slow")));
        await page.WaitForFunctionAsync("() => checker.state === 'ready'", null, new() { Timeout = 120_000 });

        // The new worker's first check, the warm-up, has the time that a first check needs; what waits behind it must wait that long.
        Assert.Equal(["loading", "ready", "loading", "ready"], await page.EvaluateAsync<string[]>("() => states"));
        await page.EvaluateAsync("() => checker.stop()");
        Assert.Equal("idle", await page.EvaluateAsync<string>("() => checker.state"));
        Assert.Equal("report", Kind(await CheckedSite.CheckAsync(page, Good + "// again")));
    }

    [Fact]
    public async Task A_worker_rehearses_while_nobody_writes_and_never_for_long()
    {
        var page = await site.OpenAsync();
        await page.EvaluateAsync("""
            () => {
              globalThis.given = [];
              const send = Worker.prototype.postMessage;
              Worker.prototype.postMessage = function (order) { if (order.kind === "check") given.push(order.request.text); return send.call(this, order); };
            }
            """);
        await CheckedSite.StartAsync(page);

        // Refused code is not worth a rehearsal.
        var refused = new string('(', 5_000);
        await CheckedSite.CheckAsync(page, refused, "en");

        // As long as somebody writes, nothing is rehearsed.
        await page.EvaluateAsync("async (text) => { await checker.check({ text, language: 'en' }); for (let i = 0; i < 15; i++) { checker.hold(); await new Promise((done) => setTimeout(done, 100)); } }", Good);
        Assert.Equal(1, await GivenAsync(Good));
        var due = Good + "// newer";
        Assert.Equal("report", Kind(await CheckedSite.CheckAsync(page, due)));
        var given = 0;
        for (var settled = 0; settled < 3; settled++)
        {
            await page.EvaluateAsync("() => new Promise((done) => setTimeout(done, 1500))");
            var now = await GivenAsync(due);
            if (now != given) (given, settled) = (now, -1);
        }

        Assert.InRange(given, 6, 25);
        Assert.Equal(1, await GivenAsync(Good));
        Assert.Equal(1, await GivenAsync(refused));

        // What a learner asks for is answered as ever.
        Assert.Equal("report", Kind(await CheckedSite.CheckAsync(page, Good)));

        Task<int> GivenAsync(string text) => page.EvaluateAsync<int>("text => given.filter((each) => each === text).length", text);
    }

    [Fact]
    public async Task What_is_not_there_is_said_with_its_reason()
    {
        var page = await site.OpenAsync();
        var answers = await page.EvaluateAsync<string[]>("""
            async () => {
              const files = engine.engineFiles();
              const ask = async (made) => JSON.stringify(await made.check({ text: "", language: "en" }));
              const { WebAssembly: kept } = globalThis;
              const without = (() => { delete globalThis.WebAssembly; const made = engine.createEngine(files); globalThis.WebAssembly = kept; return made; })();
              return [await ask(engine.createEngine(undefined)), await ask(engine.createEngine({ ...files, folder: files.folder + "gone/" })), await ask(without)];
            }
            """);
        Assert.Equal(["""{"kind":"unavailable","reason":"missing"}""", """{"kind":"unavailable","reason":"network"}""", """{"kind":"unavailable","reason":"unsupported"}"""], answers);
    }

    [Fact]
    public async Task Bombs_leave_the_page_alive_and_the_next_check_works()
    {
        var page = await site.OpenAsync();
        await CheckedSite.StartAsync(page, "{ first: 300000, least: 15000, most: 15000 }");
        await CheckedSite.CheckAsync(page, Good);
        await page.EvaluateAsync("""
            () => {
              globalThis.gap = 0;
              let last = performance.now();
              const look = (now) => { globalThis.gap = Math.max(gap, now - last); last = now; requestAnimationFrame(look); };
              requestAnimationFrame(look);
            }
            """);
        var ended = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, (size, make)) in Bombs.All)
        {
            var answer = await CheckedSite.CheckAsync(page, make(size), "en");
            var how = Kind(answer) == "report" ? answer.GetProperty("report").TryGetProperty("refusal", out _) ? "refusal" : "report" : Kind(answer);
            Assert.True(how is "refusal" or "stopped" or "report", $"{name}: {answer}");
            ended[how] = ended.GetValueOrDefault(how) + 1;
            Assert.True(Kind(await CheckedSite.CheckAsync(page, $"{Good}// {name}", "en")) == "report", $"After {name}, ordinary code is not checked.");
        }

        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", ended.Select(static each => $"{each.Key}: {each.Value}")));
        Assert.InRange(ended.GetValueOrDefault("refusal"), 20, Bombs.All.Count);
        Assert.InRange(await page.EvaluateAsync<double>("() => gap"), 0, 1000);
    }

    [Fact]
    public async Task A_second_build_writes_nothing()
    {
        var again = await site.BuildAsync();
        Assert.Equal(0, again.Written);
        Assert.Equal(0, again.Deleted);
    }

    [Fact]
    public void What_is_loaded_stays_within_its_budget()
    {
        var folder = Directory.EnumerateDirectories(Path.Combine(site.Site, "assets"), "checker.*").Single();
        var files = Directory.EnumerateFiles(folder).Where(static file => !file.EndsWith(".br", StringComparison.Ordinal) && !file.EndsWith(".gz", StringComparison.Ordinal)).ToList();
        Assert.All(files, static file => Assert.True(File.Exists(file + ".gz") || new FileInfo(file).Length < 512, $"{file} has no compressed twin."));
        var bytes = files.Sum(static file => new FileInfo(File.Exists(file + ".br") ? file + ".br" : file).Length);
        TestContext.Current.TestOutputHelper!.WriteLine($"{files.Count} files, {bytes / 1e6:F2} MB as brotli");
        Assert.InRange(bytes, 3_000_000, 5_000_000);
    }

    private static string Kind(JsonElement answer) => answer.GetProperty("kind").GetString()!;
}
