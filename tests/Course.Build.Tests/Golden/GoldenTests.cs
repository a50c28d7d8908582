using System.Globalization;
using Course.Build.CommandLine;
using Course.Build.Pipeline;
using Course.Build.Reporting;
using Course.Snippets.Keys;

namespace Course.Build.Tests.Golden;

/// <summary>
/// A folder a case below tests/golden: <c>content/</c> is built from its records with the small theme of <c>tests/golden/theme</c>;
/// what comes out must equal <c>expected/</c> file by file and byte by byte (missing and extra files both fail), and what is found
/// must equal <c>diagnostics.txt</c>. Set COURSE_ACCEPT=1 to accept a reviewed change, and COURSE_RECORD=case to run its snippets again.
/// </summary>
public sealed class GoldenTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    public static TheoryData<string> Cases() => [.. Directory.EnumerateDirectories(Checkout.Golden)
        .Where(static folder => Directory.Exists(Path.Combine(folder, "content")))
        .Select(static folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Built_site_and_diagnostics_equal_what_is_expected(string name)
    {
        var folder = Path.Combine(Checkout.Golden, name);
        var content = Path.Combine(folder, "content");
        using var output = new TempFolder();
        if (Environment.GetEnvironmentVariable("COURSE_RECORD") == name) await GoldenRecords.MakeAsync(content, Cancellation);
        var report = await BuildAsync(content, output["site"]);
        GoldenFiles.Compare(Path.Combine(folder, "diagnostics.txt"), System.Text.Encoding.UTF8.GetBytes(string.Concat(report.Diagnostics.Select(static d =>
            $"{d.Severity.ToString().ToLowerInvariant()} {d.Id} {d.Location}\n  {d.Message}\n  → {d.Remedy}\n"))));
        GoldenFiles.CompareFolders(Path.Combine(folder, "expected"), output["site"]);
        Assert.Equal(report.Succeeded, Directory.Exists(output["site"]));
        Assert.DoesNotContain(report.Diagnostics, d => d.Message.Contains(Checkout.Root, StringComparison.Ordinal) || d.Remedy.Contains(Checkout.Root, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_input_gives_the_same_bytes_in_another_order_culture_and_place()
    {
        using var output = new TempFolder();
        var copy = output["구경 a b/content"];
        CopyInReverse(Path.Combine(Checkout.Golden, "whole", "content"), copy);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = Foreign();
            var report = await BuildAsync(copy, output["site"]);
            Assert.True(report.Succeeded);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.DefaultThreadCurrentCulture) = (before, null);
        }

        GoldenFiles.CompareFolders(Path.Combine(Checkout.Golden, "whole", "expected"), output["site"], mayAccept: false);
    }

    [Fact]
    public async Task Building_again_with_what_the_first_build_remembers_gives_the_same_bytes()
    {
        using var output = new TempFolder();
        var content = output["content"];
        CopyInReverse(Path.Combine(Checkout.Golden, "whole", "content"), content);
        var pipeline = Pipeline(content, output["site"]);
        Assert.True((await pipeline.RunAsync(new SilentProgress(), Cancellation)).Succeeded);

        // There and back again: a lesson, its facts, the glossary and the plan change, and every change is taken back.
        var changed = Directory.EnumerateFiles(content, "*.*", SearchOption.AllDirectories)
            .Where(static f => Path.GetExtension(f) is ".md" or ".yaml").Order(StringComparer.Ordinal).ToList();
        foreach (var file in changed)
        {
            var text = await File.ReadAllTextAsync(file, Cancellation);
            await File.WriteAllTextAsync(file, text.Replace("Curves", "Bends", StringComparison.Ordinal).Replace("합", "더함", StringComparison.Ordinal), Cancellation);
            await pipeline.RunAsync(new SilentProgress(), Cancellation);
            await File.WriteAllTextAsync(file, text, Cancellation);
        }

        var report = await pipeline.RunAsync(new SilentProgress(), Cancellation);
        Assert.True(report.Succeeded);
        GoldenFiles.CompareFolders(Path.Combine(Checkout.Golden, "whole", "expected"), output["site"], mayAccept: false);
    }

    /// <summary>
    /// Where numbers and dates look otherwise. It is made by hand, since the build runs without the data of real cultures; comparing and
    /// casing, which a hand-made culture cannot change, are the same everywhere for that very reason.
    /// </summary>
    private static CultureInfo Foreign()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.NumberFormat.NaNSymbol = "sayı değil";
        culture.DateTimeFormat.ShortDatePattern = "dd.MM.yyyy";
        culture.DateTimeFormat.DateSeparator = ".";
        culture.DateTimeFormat.TimeSeparator = ".";
        return culture;
    }

    private static Task<BuildReport> BuildAsync(string content, string site) => Pipeline(content, site).RunAsync(new SilentProgress(), Cancellation);

    private static BuildPipeline Pipeline(string content, string site) => new(
        new(content, site, Path.Combine(Checkout.Golden, "theme"), Frozen: true, Strict: false, Drafts: false, Json: false, Verbosity.Quiet),
        clock: null, GoldenRecords.Engine);

    private static void CopyInReverse(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).OrderDescending(StringComparer.Ordinal))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
