using System.Diagnostics;
using System.Globalization;
using System.Text;
using Course.Browser.Tests.Serving;
using Course.Build.Tests;
using Course.Checking.Tests.Hostile;
using Microsoft.Playwright;

namespace Course.Browser.Tests.Checking;

/// <summary>Each bomb opened in the editor by a learner's hands, pictured: for people to look at, on request alone. What must hold of bombs, EngineTests holds.</summary>
public sealed class BombRecordingTests(BuiltSite site)
{
    private const string Asked = "COURSE_RECORDING";

    /// <summary>Longer than a check may take, the new worker that follows it, and one more check.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>What the page says of the code in the editor; nothing while it is at work.</summary>
    private const string Said = """
        () => {
          const toast = document.querySelector(".toast")?.textContent ?? "";
          if (toast.includes("longer than")) return toast;
          // Before the file is in the editor, what stands there is of the code before.
          if (!toast.includes("bomb.cs")) return "";
          const trouble = document.querySelector(".editor-state.is-trouble:not([hidden])")?.textContent.trim();
          if (trouble) return trouble;
          const summary = document.querySelector(".editor:not(.is-stale) .found-summary")?.textContent ?? "";
          const first = summary === "" ? undefined : document.querySelector(".found-item:not(.found-well-done) .found-what")?.textContent;
          return first === undefined ? summary : `${summary} ${first}`;
        }
        """;

    [Fact]
    public async Task Bombs_leave_the_page_alive_in_pictures()
    {
        var folder = Environment.GetEnvironmentVariable(Asked);
        Assert.SkipUnless(folder is not null, $"Asked for with {Asked}=FOLDER.");
        folder = Path.GetFullPath(folder, Checkout.Root);
        Directory.CreateDirectory(folder);
        var desk = await Desk.OpenAsync(site, "en");
        await desk.CheckedAsync();
        var log = new StringBuilder("| picture | bomb | characters | what the page says | ms | the next check |\n| --- | --- | --- | --- | --- | --- |\n");
        List<byte[]> pictures = [];
        foreach (var (name, (size, make)) in Bombs.All)
        {
            var code = make(size);
            var bomb = Path.Combine(folder, "bomb.cs");
            await File.WriteAllTextAsync(bomb, code, TestContext.Current.CancellationToken);
            await desk.Page.EvaluateAsync("document.querySelector('.toast')?.replaceChildren()");
            var began = Stopwatch.GetTimestamp();
            await (await desk.ActionAsync("Open a file")).Locator("input").SetInputFilesAsync(bomb);
            var said = "";
            while (said.Length == 0)
            {
                said = await desk.Page.EvaluateAsync<string>(Said);
                if (Stopwatch.GetElapsedTime(began) < Patience) continue;
                await desk.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, "silent.png") });
                Assert.Fail($"{name}: the page said nothing within {Patience.TotalSeconds} s; silent.png shows it.");
            }

            // The page reads the file only after it was chosen.
            File.Delete(bomb);
            var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            await desk.Page.Locator(".editor-tools").EvaluateAsync("tools => tools.scrollIntoView({ block: 'start' })");
            pictures.Add(await desk.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{pictures.Count + 1:D2}.png") }));
            await (await desk.ActionAsync("Back to the starter")).ClickAsync();
            await desk.CheckedAsync();
            await Assertions.Expect(desk.Finding("DL1001")).ToBeVisibleAsync(new() { Timeout = 60_000 });
            log.Append(CultureInfo.InvariantCulture, $"| {pictures.Count:D2}.png | {name} | {code.Length} | {said} | {took:F0} | finds what the starter has |\n");
        }

        await desk.CloseAsync();
        await File.WriteAllBytesAsync(Path.Combine(folder, "bombs.png"), AnimatedPicture.Of(pictures, milliseconds: 900), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "bombs.md"), log.ToString(), TestContext.Current.CancellationToken);
    }
}
