using Course.Build.CommandLine;
using Course.Build.Pipeline;
using Course.Build.Reporting;
using Course.Diagnostics;

namespace Course.Build.Tests;

/// <summary>
/// A folder a case below tests/golden: <c>content/</c> is built with the small theme of <c>tests/golden/theme</c>;
/// what comes out must equal <c>expected/</c> file by file (missing and extra files both fail), and what is found must equal
/// <c>diagnostics.txt</c>. Set COURSE_ACCEPT=1 to record a reviewed change.
/// </summary>
public sealed class GoldenTests
{
    private static bool Accepting => Environment.GetEnvironmentVariable("COURSE_ACCEPT") == "1";

    public static TheoryData<string> Cases() => [.. Directory.EnumerateDirectories(Checkout.Golden)
        .Where(static folder => Directory.Exists(Path.Combine(folder, "content")))
        .Select(static folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Built_site_and_diagnostics_equal_what_is_expected(string name)
    {
        var folder = Path.Combine(Checkout.Golden, name);
        var output = Directory.CreateTempSubdirectory("course-golden-").FullName;
        try
        {
            var report = await BuildAsync(folder, Path.Combine(output, "site"));
            Compare(
                Path.Combine(folder, "diagnostics.txt"),
                string.Concat(report.Diagnostics.Order(Diagnostic.ByPlace).Select(static d =>
                    $"{d.Severity.ToString().ToLowerInvariant()} {d.Id} {d.Location}\n  {d.Message}\n  → {d.Remedy}\n")));
            CompareFolders(Path.Combine(folder, "expected"), Path.Combine(output, "site"));
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    [Fact]
    public async Task The_same_input_gives_the_same_bytes_in_another_order_culture_place_and_process_memory()
    {
        var folder = Path.Combine(Checkout.Golden, "whole");
        var output = Directory.CreateTempSubdirectory("course-golden-").FullName;
        try
        {
            var copy = Path.Combine(output, "구경 a b", "content");
            CopyInReverse(Path.Combine(folder, "content"), copy);
            System.Globalization.CultureInfo.CurrentCulture = new("tr-TR");
            var report = await BuildAsync(Path.GetDirectoryName(copy)!, Path.Combine(output, "site"));
            Assert.True(report.Succeeded);
            CompareFolders(Path.Combine(folder, "expected"), Path.Combine(output, "site"), accept: false);
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    private static Task<BuildReport> BuildAsync(string folder, string site) => new BuildPipeline(new(
        Path.Combine(folder, "content"), site, Path.Combine(Checkout.Golden, "theme"),
        Frozen: true, Strict: false, Drafts: false, Json: false, Verbosity.Quiet)).RunAsync(new SilentProgress(), TestContext.Current.CancellationToken);

    private static void CopyInReverse(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).OrderDescending(StringComparer.Ordinal))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static void CompareFolders(string expected, string actual, bool accept = true)
    {
        if (Accepting && accept && Directory.Exists(expected)) Directory.Delete(expected, recursive: true);
        var files = Relative(expected).Union(Relative(actual)).Order(StringComparer.Ordinal).ToList();
        foreach (var file in files)
        {
            var made = Path.Combine(actual, file);
            Compare(Path.Combine(expected, file), File.Exists(made) ? File.ReadAllText(made) : null, accept);
        }
    }

    private static IEnumerable<string> Relative(string folder) => !Directory.Exists(folder) ? [] :
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f));

    private static void Compare(string file, string? actual, bool accept = true)
    {
        if (Accepting && accept && actual is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
            return;
        }

        Assert.True(actual is not null, $"{file} is expected but was not made");
        Assert.True(File.Exists(file), $"{file} was made but is not expected:\n{actual}");
        Assert.Equal(File.ReadAllText(file), actual);
    }
}
