using System.Diagnostics;
using System.IO.Compression;
using Course.Browser.Tests.Serving;
using Microsoft.Playwright;

namespace Course.Browser.Tests;

/// <summary>What learners take home from a lesson, and whether it runs there.</summary>
public sealed class DownloadTests(BuiltSite site)
{
    [Theory]
    [InlineData("en", "#at-home", "hunt.cs", "InvalidOperationException: step 37: the batch of inputs is the first that is not finite")]
    [InlineData("ko", "#clip-an-lstm", "", "the loss is not finite any more")]
    public async Task A_download_runs_with_nothing_but_the_SDK_and_prints_what_the_page_shows(string language, string place, string program, string expected)
    {
        var page = await site.OpenAsync(site.LessonPages.First(path => path.StartsWith(language + "/", StringComparison.Ordinal)));
        var link = page.Locator($"section:is({place}, [aria-labelledby={place[1..]}]) a.button[download]");
        await AssertRunsAsync(page, await page.RunAndWaitForDownloadAsync(() => link.ClickAsync()), program, expected);
    }

    [Theory]
    [InlineData("en", null, "More", "Download your project", "step 100  loss 0.0")]
    [InlineData("ko", "var sum = TorchSharp.torch.arange(5).sum(); Console.WriteLine($\"sum {sum.item<long>()}\");", "더 보기", "내 프로젝트 내려받기", "sum 10")]
    public async Task The_playgrounds_code_comes_home_as_a_project_that_runs(string language, string? code, string more, string download, string expected)
    {
        var page = await site.OpenAsync(language + "/playground/index.html");
        if (code is not null) await page.Locator(".cm-content").FillAsync(code);
        await page.Locator(".editor-more summary", new() { HasTextString = more }).ClickAsync();
        await AssertRunsAsync(page, await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = download, Exact = true }).ClickAsync()), "", expected);
    }

    private static async Task AssertRunsAsync(IPage page, IDownload file, string program, string expected)
    {
        var home = Directory.CreateTempSubdirectory("course-download-");
        try
        {
            var zip = Path.Combine(home.FullName, "download.zip");
            await file.SaveAsAsync(zip);
            await page.Context.CloseAsync();
            await ZipFile.ExtractToDirectoryAsync(zip, home.FullName, TestContext.Current.CancellationToken);
            var folder = Assert.Single(home.GetDirectories());
            Assert.True(File.Exists(Path.Combine(folder.FullName, "README.md")));
            var (output, errors, code) = await RunAsync(folder.FullName, home.FullName, program);
            Assert.True(code == 0, output + errors);
            Assert.Contains(expected, output, StringComparison.Ordinal);
            Assert.DoesNotContain("warning", output + errors, StringComparison.OrdinalIgnoreCase);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static async Task<(string Output, string Errors, int Code)> RunAsync(string folder, string home, string program)
    {
        var start = new ProcessStartInfo("dotnet", program.Length == 0 ? ["run"] : ["run", program])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var name in (ReadOnlySpan<string>)["MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath"]) start.Environment.Remove(name);
        // What file-based apps and the loader keep goes away with the test; packages come from the machine's cache.
        start.Environment["XDG_DATA_HOME"] = Directory.CreateDirectory(Path.Combine(home, "data")).FullName;
        start.Environment["XDG_CACHE_HOME"] = Path.Combine(home, "cache");
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(4));
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return (await output, await errors, process.ExitCode);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
