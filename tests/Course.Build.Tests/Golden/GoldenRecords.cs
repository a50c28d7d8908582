using System.Text.RegularExpressions;
using Course.Build.Pipeline;
using Course.Build.Reporting;
using Course.Snippets.Keys;

namespace Course.Build.Tests.Golden;

/// <summary>
/// Records of golden courses: made by real runs, then freed from what differs from machine to machine and from engine to engine.
/// A golden course tells whether pages are right; whether its records are stale today is the matter of other tests.
/// </summary>
internal static partial class GoldenRecords
{
    /// <summary>The versions that golden records were made under.</summary>
    public static EngineVersions Engine { get; } = new("packages", "net10.0", "host", "figures");

    /// <summary>Runs the snippets of a course and keeps their records.</summary>
    public static async Task MakeAsync(string content, CancellationToken cancellation)
    {
        using var scratch = new TempFolder();
        scratch.CopyFrom(content, "content");
        var report = await new BuildPipeline(new(
            scratch["content"], scratch["site"], Path.Combine(Checkout.Golden, "theme"),
            Frozen: false, Strict: false, Drafts: true, Json: false, Verbosity.Quiet)).RunAsync(new SilentProgress(), cancellation);
        if (!report.Succeeded) return;
        foreach (var file in Directory.EnumerateFiles(scratch["content"], "*.json", SearchOption.AllDirectories))
        {
            var target = Path.Combine(content, Path.GetRelativePath(scratch["content"], file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            await File.WriteAllTextAsync(target, Settle(await File.ReadAllTextAsync(file, cancellation)), cancellation);
        }
    }

    private static string Settle(string record) => Field().Replace(record, static match => (match.Groups["name"].Value, match.Groups["value"].Value) switch
    {
        ("figures", "null") => match.Value,
        ("packages" or "host" or "figures", _) => $"\"{match.Groups["name"].Value}\": \"{match.Groups["name"].Value}\"",
        ("date", _) => "\"date\": \"2026-01-02\"",
        ("commit", _) => "\"commit\": \"0123456789abcdef0123456789abcdef01234567\"",
        ("framework", _) => "\"framework\": \"10.0.0\"",
        ("milliseconds", _) => "\"milliseconds\": 12",
        _ => "\"peakMegabytes\": 150",
    });

    [GeneratedRegex("""
        "(?<name>packages|host|figures|date|commit|framework|milliseconds|peakMegabytes)": (?<value>"[^"]*"|[0-9]+|null)
        """)]
    private static partial Regex Field();
}
