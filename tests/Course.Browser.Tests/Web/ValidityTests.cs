using System.Text.Json;
using Course.Browser.Tests.Serving;
using Course.Build.Outside;
using Course.Build.Tests;
using Course.Diagnostics;

namespace Course.Browser.Tests.Web;

/// <summary>All pages as html-validate reads them.</summary>
public sealed class ValidityTests(PublishedCourse course)
{
    private static readonly string Packages = Path.Combine(Checkout.Root, "site");

    [Fact]
    public async Task Every_page_is_valid_html()
    {
        var faults = await FaultsAsync(course.Site);
        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(20)));
    }

    [Fact]
    public async Task A_page_that_is_not_valid_is_noticed()
    {
        using var folder = new TempFolder();
        folder.Write("bad.html", "<!doctype html>\n<html lang=\"en\"><head><title>Bad</title></head><body><p><div>block in a paragraph</div></p></body></html>\n");
        Assert.NotEmpty(await FaultsAsync(folder.Root));
    }

    private static async Task<List<string>> FaultsAsync(string folder)
    {
        var cancellation = TestContext.Current.CancellationToken;
        Assert.Null(await new NodePackages(Packages).RestoreAsync(SourceLocation.WholeFile("site"), cancellation));
        var run = await ExternalProgram.RunAsync(
            "node", [Path.Combine("node_modules", "html-validate", "bin", "html-validate.mjs"), "--config", Path.Combine("validation", "html-validate.json"), "-f", "json", Path.Combine(folder, "**", "*.html")],
            Packages, null, cancellation);
        using var report = JsonDocument.Parse(run.Output);
        return [.. from page in report.RootElement.EnumerateArray()
                   from message in page.GetProperty("messages").EnumerateArray()
                   select $"{Path.GetRelativePath(folder, page.GetProperty("filePath").GetString()!)}:{message.GetProperty("line")} {message.GetProperty("ruleId").GetString()}: {message.GetProperty("message").GetString()}"];
    }
}
