using System.Xml.Linq;

namespace Course.Build.Tests;

/// <summary>Holds the project files against what ARCHITECTURE.md says.</summary>
public sealed class ArchitectureTests
{
    [Fact]
    public void Projects_reference_one_another_as_the_table_in_ARCHITECTURE_allows_and_no_more()
    {
        var table = AllowedReferences();
        var projects = Projects();
        Assert.Equal(projects.Keys.Order(StringComparer.Ordinal), table.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, references) in projects)
        {
            Assert.Equal(
                $"{name}: {string.Join(", ", table[name].Order(StringComparer.Ordinal))}",
                $"{name}: {string.Join(", ", references.Order(StringComparer.Ordinal))}");
        }
    }

    [Fact]
    public void Only_the_host_takes_TorchSharp_and_only_analyzers_and_snippets_take_Roslyn()
    {
        // What check takes is metadata to compile against (ExcludeAssets="all"): nothing of it is copied as code or loaded.
        Assert.Equal(["Course.Browser", "check", "snippet-host"], ProjectsThatTake("TorchSharp"));
        Assert.Equal("all", ProjectFiles().Where(static file => Path.GetFileName(file) == "check.csproj").SelectMany(static file => XDocument.Load(file).Descendants("PackageReference"))
            .Single(static p => p.Attribute("Include")!.Value == "TorchSharp").Attribute("ExcludeAssets")!.Value);
        Assert.Equal(
            [],
            ProjectsThatTake("Microsoft.CodeAnalysis").Except(["Course.Analyzers", "Course.Analyzers.CodeFixes", "Course.Checking", "Course.Snippets"]));
    }

    [Fact]
    public void Every_package_has_its_version_in_one_place_and_every_project_its_lock_file()
    {
        foreach (var project in ProjectFiles())
        {
            Assert.DoesNotContain(
                XDocument.Load(project).Descendants("PackageReference"),
                static p => p.Attribute("Version") is not null);
            Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json")), $"{project} has no packages.lock.json");
        }
    }

    [Fact]
    public void Rooms_that_ARCHITECTURE_names_exist()
    {
        var text = File.ReadAllText(Path.Combine(Checkout.Root, "ARCHITECTURE.md"));
        var named = System.Text.RegularExpressions.Regex.Matches(text, @"`((?:src|tools|tests|site|content|bench)/[\w./-]*?)/?`")
            .Select(static m => m.Groups[1].Value).Distinct().ToList();
        Assert.True(named.Count > 10, "the map should name the rooms");
        Assert.All(named, path => Assert.True(
            Path.Exists(Path.Combine(Checkout.Root, path)), $"ARCHITECTURE.md names {path}, which does not exist"));
    }

    private static Dictionary<string, string[]> AllowedReferences()
    {
        var lines = File.ReadAllLines(Path.Combine(Checkout.Root, "ARCHITECTURE.md"));
        return lines.SkipWhile(static l => !l.StartsWith("| project |", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(static l => l.StartsWith('|'))
            .Select(static l => l.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(static c => c[1], static c => c[2] == "–" ? [] : c[2].Split(", "), StringComparer.Ordinal);
    }

    private static Dictionary<string, string[]> Projects() => ProjectFiles().ToDictionary(
        static file => Path.GetFileNameWithoutExtension(file),
        static file => XDocument.Load(file).Descendants("ProjectReference")
            .Select(static r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/'))).ToArray(),
        StringComparer.Ordinal);

    private static List<string> ProjectsThatTake(string package) => [.. ProjectFiles()
        .Where(file => XDocument.Load(file).Descendants("PackageReference").Any(p => p.Attribute("Include")!.Value.StartsWith(package, StringComparison.Ordinal)))
        .Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> ProjectFiles() => new[] { "src", "tools" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*.csproj", SearchOption.AllDirectories))
        .Order(StringComparer.Ordinal);
}
