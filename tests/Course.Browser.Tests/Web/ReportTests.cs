using Course.Browser.Tests.Serving;
using Course.Build.Tests;
using Microsoft.Playwright;

namespace Course.Browser.Tests.Web;

/// <summary>The link with which a learner reports a problem.</summary>
public sealed class ReportTests(PublishedCourse course)
{
    [Fact]
    public async Task An_issue_form_is_filled_in_with_page_language_commit_and_once_clicked_the_listing_and_the_viewport()
    {
        var page = await course.NewPageAsync(width: 900);
        await page.GotoAsync(course.Server[course.Lesson("ko")]);
        var report = page.Locator("a[data-report]");
        var before = Query(await report.GetAttributeAsync("href") ?? "");
        Assert.Equal("course", before["labels"]);
        Assert.Contains($"page: {PublishedCourse.Url}{course.Lesson("ko")[..^"index.html".Length]}\nlanguage: ko\ncommit: ", before["body"]);
        Assert.DoesNotContain("viewport", before["body"]);
        await report.ScrollIntoViewIfNeededAsync();
        var after = await ClickedAsync(page);
        Assert.StartsWith("https://example.org/forge/issues/new?", after);
        var listings = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('figure.listing[id]')].filter(l => !l.closest('details:not([open])')).map(l => l.id)");
        var body = Query(after)["body"];
        Assert.Contains($"\nsnippet: {listings[^1]}\nviewport: 900 × 800\n", body);
        Assert.StartsWith("[vanishing-and-exploding-gradients]", Query(after)["title"]);

        // A second report from elsewhere on the page says where that is, and nothing twice.
        await page.EvaluateAsync("window.scrollTo(0, 0)");
        await page.SetViewportSizeAsync(500, 700);
        var again = Query(await ClickedAsync(page))["body"];
        Assert.Contains("\nviewport: 500 × 700\n", again);
        Assert.Equal(1, again.Split("viewport: ").Length - 1);
        Assert.DoesNotContain($"snippet: {listings[^1]}\n", again);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_mail_is_filled_in_as_well_and_blanks_in_it_are_no_plus_signs()
    {
        using var folder = new TempFolder();
        await PublishedCourse.BuildAsync(folder, "site", "mailto:course@example.org", compress: false);
        using var server = new SiteServer(folder["site"]);
        var page = await course.NewPageAsync();
        await page.GotoAsync(server[course.Lesson("en")]);
        var mail = await ClickedAsync(page);
        Assert.StartsWith("mailto:course@example.org?subject=%5Bvanishing", mail);
        Assert.DoesNotContain('+', mail);
        Assert.Contains("\nlanguage: en\n", Query(mail)["body"]);
        Assert.Contains("\nviewport: 1280 × 800\n", Query(mail)["body"]);
        Assert.Equal("Contact: mailto:course@example.org", (await File.ReadAllLinesAsync(folder["site/.well-known/security.txt"], TestContext.Current.CancellationToken))[0]);
        await page.Context.CloseAsync();
    }

    /// <summary>The link as it is when the browser follows it; it is not followed.</summary>
    private static async Task<string> ClickedAsync(IPage page)
    {
        await page.EvaluateAsync("document.addEventListener('click', (event) => event.preventDefault())");
        var report = page.Locator("a[data-report]");
        await report.EvaluateAsync("link => link.click()");
        return await report.EvaluateAsync<string>("link => link.href");
    }

    private static Dictionary<string, string> Query(string address) => address[(address.IndexOf('?') + 1)..].Split('&')
        .Select(static pair => pair.Split('=', 2)).ToDictionary(static p => p[0], static p => Uri.UnescapeDataString(p[1]), StringComparer.Ordinal);
}
