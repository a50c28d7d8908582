using Course.Browser.Tests.Reading;
using Course.Browser.Tests.Serving;
using Microsoft.Playwright;

namespace Course.Browser.Tests;

/// <summary>What pages ask the network for, and what the browser says of them.</summary>
public sealed class RequestTests(BuiltSite site)
{
    private static readonly ColorScheme[] Themes = [ColorScheme.Light, ColorScheme.Dark];

    [Fact]
    public async Task Pages_ask_no_other_host_miss_no_file_and_obey_the_content_security_policy()
    {
        var complaints = new List<string>();
        foreach (var theme in Themes)
        {
            var page = await site.NewPageAsync(theme: theme);
            Collect(page, complaints);
            foreach (var path in site.Pages) await page.GotoAsync(site.Server[path], new() { WaitUntil = WaitUntilState.Load });
            await page.Context.CloseAsync();
        }

        Faults.AssertNone(complaints);
    }

    [Theory]
    [InlineData("<p style='color:red'>inline style</p>", "style-src")]
    [InlineData("<style>p{color:red}</style>", "style-src")]
    [InlineData("<script>1</script>", "script-src")]
    [InlineData("<img alt='' src='http://127.0.0.1:9/elsewhere.png'>", "img-src")]
    [InlineData("<img alt='' src='/root-relative.png'>", "404")]
    public async Task A_page_that_breaks_the_rules_is_noticed(string body, string complaint)
    {
        var complaints = new List<string>();
        var page = await site.NewPageAsync();
        Collect(page, complaints);
        await page.GotoAsync(site.Server.Add($"bad-{complaint}-{body.Length}.html", $"<!doctype html><html lang='en'><title>Bad</title><link rel='icon' href='data:,'>{body}"));
        await page.Context.CloseAsync();
        Assert.Contains(complaints, c => c.Contains(complaint, StringComparison.Ordinal));
    }

    private void Collect(IPage page, List<string> complaints)
    {
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(site.Server.Origin, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) Add($"asks {request.Url}");
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400) Add($"{response.Status} {response.Url}");
        };
        page.RequestFailed += (_, request) => Add($"failed {request.Url} {request.Failure}");
        page.Console += (_, message) =>
        {
            // These windows take no worker, and say so.
            if (message.Type is "error" or "warning" && message.Text != "Service Worker registration blocked by Playwright") Add($"{message.Type}: {message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => Add(error);

        void Add(string complaint)
        {
            lock (complaints) complaints.Add($"{page.Url}: {complaint}");
        }
    }
}
