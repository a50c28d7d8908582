using System.Globalization;
using System.Text.Json;
using Course.Build.Tests;
using Microsoft.Playwright;

namespace Course.Browser.Tests.Checking;

/// <summary>How much the checker's worker holds after a long evening of edits: the table of docs/check-in-page.md.</summary>
[Collection(nameof(CheckedSite))]
public sealed class MemoryTests(CheckedSite site)
{
    private const int Edits = 500;
    private const double Target = 160;

    [Fact]
    public async Task The_worker_stays_within_its_memory_however_much_is_edited()
    {
        var exercise = await File.ReadAllTextAsync(Directory.EnumerateFiles(Path.Combine(Checkout.Root, "content"), "starter.cs", SearchOption.AllDirectories).Single());
        var page = await site.OpenAsync();
        var workers = await WorkerTargets.WatchAsync(page);
        await CheckedSite.StartAsync(page);
        await CheckedSite.CheckAsync(page, exercise);
        var worker = Assert.Single(page.Workers);
        List<(int Edits, Held Held)> seen = [(0, await HeldAsync(worker, workers))];
        var all = SpeedTests.IsMeasured ? Edits : 50;
        while (seen[^1].Edits < all)
        {
            await EditAsync(page, exercise, seen[^1].Edits, all / 5);
            seen.Add((seen[^1].Edits + (all / 5), await HeldAsync(worker, workers)));
        }

        var table = "| edits | WebAssembly memory, MB | JavaScript, MB | both |\n| --- | --- | --- | --- |\n" + string.Concat(seen.Select(static row =>
            string.Create(CultureInfo.InvariantCulture, $"| {row.Edits} | {row.Held.WebAssembly:F1} | {row.Held.Script:F1} | {row.Held.Both:F1} |\n")));
        TestContext.Current.TestOutputHelper!.WriteLine(table);

        // Memory does not depend on what else the machine does: no leave is given for that.
        Assert.Same(worker, Assert.Single(page.Workers));
        Assert.True(seen[0].Held.WebAssembly > 20 && seen[0].Held.Script > 0.5, $"This is not the memory of a checker.\n{table}");
        Assert.True(seen[^1].Held.Both <= Target, $"More than {Target} MB:\n{table}");
        await page.Context.CloseAsync();
    }

    /// <summary>Checks texts that nobody has checked before: names, numbers, comments and whole lines come and go as somebody types them.</summary>
    private static async Task EditAsync(IPage page, string text, int from, int count) => await page.EvaluateAsync(
        """
        async ([text, from, count]) => {
          let seed = 1 + from;
          const below = (most) => (seed = (seed * 48271) % 2147483647) % most;
          globalThis.lines ??= text.split("\n");
          for (let i = from; i < from + count; i++) {
            const at = below(lines.length);
            const edits = [
              () => { lines[at] = `${lines[at]} // ${"word ".repeat(1 + below(8))}${i}`; },
              () => { lines.splice(at, 0, `var added${i} = ${i} + "text ${i}".Length;`); },
              () => { lines.splice(at, 0, `static double Half${i}(double value) => value / ${i + 2}.0;`); },
              () => { lines[at] = lines[at].replace(/\b\d+\b/, `${i}`); },
              () => { lines[at] = lines[at].replace(/\b[a-z]\w{3,}\b/, (name) => `${name}${i}`); },
              () => { if (lines.length > 40) lines.splice(at, 1 + below(3)); },
              () => { lines[at] = lines[at].slice(0, below(lines[at].length + 1)); },
              () => { lines = text.split("\n"); lines.push(`// again ${i}`); },
            ];
            edits[below(edits.length)]();
            if (lines.length > 120) lines = text.split("\n");
            const answer = await checker.check({ text: `${lines.join("\n")}\n// ${i}`, language: i % 2 === 0 ? "ko" : "en" });
            if (answer.kind !== "report" || answer.report.refusal) throw new Error(JSON.stringify(answer).slice(0, 500));
          }
        }
        """,
        new object[] { text, from, count });

    /// <summary>
    /// What the worker holds: the memory that WebAssembly has taken, which is the whole of .NET with its references and never shrinks, and
    /// what scripts hold of objects and of buffers outside their heap, after their garbage is gone.
    /// </summary>
    private static async Task<Held> HeldAsync(IWorker worker, WorkerTargets targets)
    {
        var memory = await worker.EvaluateAsync<double>("() => globalThis.getDotnetRuntime(0).localHeapViewU8().buffer.byteLength");
        await targets.SendAsync("HeapProfiler.collectGarbage");
        var heap = await targets.SendAsync("Runtime.getHeapUsage");
        return new(memory / 1e6, (heap.GetProperty("usedSize").GetDouble() + heap.GetProperty("backingStorageSize").GetDouble()) / 1e6);
    }

    private sealed record Held(double WebAssembly, double Script)
    {
        public double Both => WebAssembly + Script;
    }
}

/// <summary>The page's worker, as the browser's own tools see it.</summary>
internal sealed class WorkerTargets
{
    private readonly ICDPSession _session;
    private readonly TaskCompletionSource<string> _attached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<int, TaskCompletionSource<JsonElement>> _asked = [];
    private int _count;

    private WorkerTargets(ICDPSession session)
    {
        _session = session;
        session.Event("Target.attachedToTarget").OnEvent += (_, told) => _attached.TrySetResult(told!.Value.GetProperty("sessionId").GetString()!);
        session.Event("Target.receivedMessageFromTarget").OnEvent += (_, told) =>
        {
            var answer = JsonDocument.Parse(told!.Value.GetProperty("message").GetString()!).RootElement;
            if (answer.TryGetProperty("id", out var id)) _asked[id.GetInt32()].SetResult(answer);
        };
    }

    /// <summary>Waits for a worker that the page has yet to start.</summary>
    public static async Task<WorkerTargets> WatchAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        var targets = new WorkerTargets(session);
        await session.SendAsync("Target.setAutoAttach", new() { ["autoAttach"] = true, ["waitForDebuggerOnStart"] = false, ["flatten"] = false });
        return targets;
    }

    /// <summary>Asks the worker's tools.</summary>
    public async Task<JsonElement> SendAsync(string method)
    {
        var asked = _asked[++_count] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await _session.SendAsync("Target.sendMessageToTarget", new() { ["sessionId"] = await _attached.Task, ["message"] = JsonSerializer.Serialize(new { id = _count, method }) });
        var answer = await asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(answer.TryGetProperty("result", out var result), $"{method}: {answer}");
        return result;
    }
}
