using System.Diagnostics;
using System.IO.Compression;
using Microsoft.CodeAnalysis;

namespace Course.Analyzers.Tests.Package;

/// <summary>The package that users get works: it is packed, referenced by a scratch project, and its rules speak in that project's build.</summary>
public sealed class PackageTests
{
    private const string Training = """
        using System;
        using TorchSharp;
        var lstm = torch.nn.LSTM(8, 16);
        torch.optim.Optimizer optimizer = torch.optim.Adam(lstm.parameters());
        for (var i = 0; i < 100; i++)
        {
            optimizer.zero_grad();
            lstm.forward(torch.randn(20, 4, 8)).Item1.sum().backward();
            optimizer.step();
        }
        """;

    private static readonly string Root = FindRoot();

    [Fact]
    public async Task The_shipped_package_reports_in_a_project_that_references_it()
    {
        var folder = Directory.CreateTempSubdirectory("course-package-").FullName;
        try
        {
            var feed = Path.Combine(folder, "feed");
            var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)) is "release" ? "Release" : "Debug";
            var packed = await Run(Root, "pack", "src/Course.Analyzers.CodeFixes", "--no-build", "-c", configuration, "-o", feed, "-p:Version=0.1.0-test");
            Assert.True(packed.Code == 0, packed.Output);
            var package = Assert.Single(Directory.GetFiles(feed, "*.nupkg"));
            using (var zip = ZipFile.OpenRead(package))
            {
                Assert.Equal(
                    ["analyzers/dotnet/cs/Course.Analyzers.CodeFixes.dll", "analyzers/dotnet/cs/Course.Analyzers.dll", "build/Course.TorchSharp.Analyzers.targets", "buildTransitive/Course.TorchSharp.Analyzers.targets", "profiles/all.globalconfig", "profiles/course.globalconfig", "profiles/default.globalconfig"],
                    zip.Entries.Select(static entry => entry.FullName).Where(static name => name.Contains('/', StringComparison.Ordinal) && !name.StartsWith('_') && !name.StartsWith("package/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
            }

            var project = Path.Combine(folder, "scratch");
            Directory.CreateDirectory(project);
            File.WriteAllText(Path.Combine(project, "Directory.Build.props"), "<Project />");
            File.WriteAllText(Path.Combine(project, "Directory.Packages.props"), "<Project />");
            File.WriteAllText(Path.Combine(project, "nuget.config"), $"<configuration><packageSources><add key=\"test\" value=\"{feed}\" /></packageSources></configuration>");
            File.WriteAllText(Path.Combine(project, "Program.cs"), Training);
            File.WriteAllText(Path.Combine(project, "scratch.csproj"), $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><RestorePackagesPath>{folder}/packages</RestorePackagesPath></PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Course.TorchSharp.Analyzers" Version="0.1.0-test" />
                    <Reference Include="TorchSharp" HintPath="{Verification.Compilations.TorchFile}" Private="false" />
                  </ItemGroup>
                </Project>
                """);

            // Under Adam an LSTM without clipping is worth a remark: builds do not print those, and the course's profile raises it.
            var plain = await Run(project, "build", "-nologo");
            Assert.True(plain.Code == 0, plain.Output);
            Assert.DoesNotContain("DL1001", plain.Output, StringComparison.Ordinal);
            foreach (var profile in new[] { "course", "all" })
            {
                var raised = await Run(project, "build", "-nologo", "--no-restore", "--no-incremental", "-p:CourseAnalyzersProfile=" + profile);
                Assert.Matches(@"Program\.cs\(9,5\): warning DL1001:", raised.Output);
            }

            File.WriteAllText(Path.Combine(project, "Program.cs"), Training.Replace("Adam(lstm.parameters())", "SGD(lstm.parameters(), 0.1)", StringComparison.Ordinal));
            Assert.Matches(@"Program\.cs\(9,5\): warning DL1001:", (await Run(project, "build", "-nologo", "--no-restore")).Output);
            Assert.Contains("not one of default, course, all", (await Run(project, "build", "-nologo", "--no-restore", "--no-incremental", "-p:CourseAnalyzersProfile=strict")).Output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_profile_all_switches_on_what_is_off_by_default()
    {
        var path = Path.Combine(Root, "src", "Course.Analyzers.CodeFixes", "Package", "all.globalconfig");
        var expected = "is_global = true\n\n# As course, with the rules that are off by default. Generated: COURSE_ACCEPT=1 dotnet test rewrites it.\ndl.profile = course\n"
            + string.Concat(Analyzers.Rules.All.SelectMany(static rule => rule.SupportedDiagnostics).Where(static each => !each.IsEnabledByDefault)
                .OrderBy(static each => each.Id, StringComparer.Ordinal)
                .Select(static each => $"dotnet_diagnostic.{each.Id}.severity = {(each.DefaultSeverity switch { DiagnosticSeverity.Error => "error", DiagnosticSeverity.Warning => "warning", _ => "suggestion" })}\n"));
        if (Environment.GetEnvironmentVariable("COURSE_ACCEPT") == "1") File.WriteAllText(path, expected);
        Assert.Equal(expected, File.ReadAllText(path));
    }

    private static async Task<(int Code, string Output)> Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";

        // The scratch project is none of this repository's, and its compiler serves nobody else.
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Course.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
