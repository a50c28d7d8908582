using Course.Build.Outside;
using Course.Diagnostics;
using Course.Build.Reporting;
using Course.Build.Tests.CommandLine;

namespace Course.Build.Tests.Checker;

/// <summary>A checker that cannot be published costs nobody the site that there is.</summary>
public sealed class CheckerFaultTests
{
    [Fact]
    public async Task A_publish_that_fails_is_CO6079_says_what_to_do_and_leaves_what_was_published()
    {
        using var engine = new CheckerEngine();
        var good = await engine.Publisher.PublishAsync(new SilentProgress(), CancellationToken.None);
        Assert.Empty(good.Diagnostics);
        Assert.Single(good.Value.Twins, static file => file.Path.EndsWith("dotnet.js.br", StringComparison.Ordinal));
        Assert.Same(good.Value, (await engine.Publisher.PublishAsync(new SilentProgress(), CancellationToken.None)).Value);
        Assert.Equal(1, engine.Runs);

        engine.Change("broken");
        engine.Break(true);
        var fault = Assert.Single((await engine.Publisher.PublishAsync(new SilentProgress(), CancellationToken.None)).Diagnostics);
        Assert.Equal(("CO6079", "src/Course.Browser"), (fault.Id, fault.Location.File));
        Assert.Contains("Program.cs(1,1): error CS1002: ; expected", fault.Message);
        Assert.Contains("dotnet publish src/Course.Browser -c Release", fault.Remedy);
        Assert.Contains("--without-checker", fault.Remedy);
        Assert.Equal(good.Value.Folder, engine.Publisher.FindLast()!.Value.Files.Folder);
        Assert.Single(engine.Kept);

        // Where the sources are what they were, so is the checker, and nothing is published.
        engine.Change("first");
        Assert.Same(good.Value, (await engine.Publisher.PublishAsync(new SilentProgress(), CancellationToken.None)).Value);
        Assert.Equal(2, engine.Runs);
    }

    [Fact]
    public async Task A_build_whose_checker_cannot_be_published_leaves_the_last_good_site()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Packages of Node are linked here.");
        using var engine = BareEngine.Copy();
        foreach (var part in (string[])["layouts", "styles", "strings.en.yaml", "strings.ko.yaml", "icon.svg", "client"]) engine.CopyFrom(Path.Combine(Checkout.Root, "site", part), "site/" + part);
        Assert.Null(await new NodePackages(Path.Combine(Checkout.Root, "site")).RestoreAsync(SourceLocation.WholeFile("site"), CancellationToken.None));
        foreach (var part in (string[])["node_modules", "pictures"]) Directory.CreateSymbolicLink(engine["site/" + part], Path.Combine(Checkout.Root, "site", part));
        foreach (var folder in (string[])["Course.Checking", "Course.Analyzers"]) Directory.CreateDirectory(engine["src/" + folder]);

        // The real SDK, and a project that it cannot read.
        engine.Write("src/Course.Browser/Course.Browser.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.WebAssembly\">\n  <PropertyGroup>\n");
        using var course = new TinyCourse();
        await course.BuildWellAsync();
        string[] arguments = ["--root", "content", "--site", engine["site"], "--output", "other", "--frozen"];
        var without = await CourseBuild.RunCopyWithCheckerAsync(CourseBuild.Tool(engine.Root), course.Folder.Root, [.. arguments, "--without-checker"]);
        Assert.True(without.Code == 0, without.ToString());
        var good = course.Folder.Files("other");
        Assert.NotEmpty(good);

        course.Folder.Edit(TinyCourse.Lesson + "/en.md", "Some prose.", "Other prose.");
        var failed = await CourseBuild.RunCopyWithCheckerAsync(CourseBuild.Tool(engine.Root), course.Folder.Root, arguments);
        Assert.True(failed.Code == 1, failed.ToString());
        Assert.Contains("CO6079", failed.Output + failed.Error);
        Assert.Contains("MSB4025", failed.Output + failed.Error);
        Assert.Contains("--without-checker", failed.Output + failed.Error);
        Assert.Equal(good, course.Folder.Files("other"));
    }
}
