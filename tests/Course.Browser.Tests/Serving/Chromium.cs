using Microsoft.Playwright;

namespace Course.Browser.Tests.Serving;

/// <summary>The browser that the machine has. None is ever downloaded.</summary>
internal static class Chromium
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright)
    {
        var found = Places.FirstOrDefault(File.Exists);
        Assert.True(found is not null, $"No browser at {string.Join(" or ", Places)}. Run `sh tools/setup-debian.sh`, which installs Debian's chromium.");
        return playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = found,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
        });
    }
}
