using System.Globalization;
using Course.Build.Outside;

namespace Course.Build.Doctor;

/// <summary>What the machine itself has: room, fonts, browsers.</summary>
internal static class MachineChecks
{
    private const double Gigabyte = 1e9, LeastRoom = 1, EnoughRoom = 3;
    private const string Setup = "On Debian or Ubuntu run `sh tools/setup-debian.sh`; elsewhere install";

    private static readonly string[] Chromiums = ["/usr/bin/chromium", "/usr/bin/chromium-browser"], Firefoxes = ["/usr/bin/firefox-esr", "/usr/bin/firefox"];

    public static Finding Disk()
    {
        // The smallest of the places that are written to decides.
        string[] places = [Places.EngineRoot, Path.GetTempPath()];
        var (place, free) = places.Select(static p => (Place: p, Free: new DriveInfo(p).AvailableFreeSpace / Gigabyte)).MinBy(static p => p.Free);
        var found = string.Create(CultureInfo.InvariantCulture, $"{free:F1} GB free at {place}");
        return free < LeastRoom ? Finding.Bad("disk", found, "Make room: packages, the host and the site take about a gigabyte.")
            : free < EnoughRoom ? Finding.Limited("disk", found, "Make room: tests and benchmarks build several sites beside each other.")
            : Finding.Good("disk", found);
    }

    public static async Task<Finding> KoreanFontsAsync(CancellationToken cancellation)
    {
        const string name = "Korean fonts";
        if (!OperatingSystem.IsLinux()) return Finding.Good(name, "part of the system");
        var list = await ExternalProgram.RunAsync("fc-list", [":lang=ko", "family"], Places.EngineRoot, null, cancellation);
        if (!list.Started) return Finding.Limited(name, "unknown: fontconfig was not found", $"{Setup} fontconfig and a font with Hangul. The site itself needs neither.");
        var families = list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(static f => f.Split(',')[0]).Distinct().Order(StringComparer.Ordinal).ToList();
        return families.Count > 0
            ? Finding.Good(name, families.Count == 1 ? families[0] : string.Create(CultureInfo.InvariantCulture, $"{families[0]} and {families.Count - 1} more"))
            : Finding.Limited(name, "none", $"{Setup} a font with Hangul, such as Noto Sans CJK: the browser's tests measure Korean text.");
    }

    public static Task<Finding> ChromiumAsync(CancellationToken cancellation) => BrowserAsync("Chromium", Chromiums, "the browser's tests run in it", cancellation);

    public static Task<Finding> FirefoxAsync(CancellationToken cancellation) => BrowserAsync("Firefox", Firefoxes, "a test of the editor runs in it", cancellation);

    private static async Task<Finding> BrowserAsync(string name, string[] places, string use, CancellationToken cancellation)
    {
        if (places.FirstOrDefault(File.Exists) is not { } browser) return Finding.Limited(name, "not found", $"{Setup} {name}: {use}. Builds do without.");
        var version = await ExternalProgram.RunAsync(browser, ["--version"], Places.EngineRoot, null, cancellation);
        return version.Succeeded ? Finding.Good(name, version.Output.Trim())
            : Finding.Limited(name, "is there but does not start", $"Run `{browser} --version` and mend what it says.");
    }
}
