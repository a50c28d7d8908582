using System.Text.Json;

namespace Course.Build.Tests.CommandLine;

/// <summary><c>doctor</c> as a process, on this machine and on one that lacks programs.</summary>
public sealed class DoctorCommandTests
{
    private static readonly string[] Names = [".NET SDK", "TorchSharp", "Node", "Node packages", "git", "disk", "Korean fonts", "Chromium", "Firefox"];

    [Fact]
    public async Task A_machine_on_which_the_tests_run_is_well_and_libtorch_has_added_up_a_tensor()
    {
        var ended = await CourseBuild.RunAsync(Checkout.Root, "doctor", "--json");
        Assert.True(ended.Code == 0, ended.ToString());
        using var document = JsonDocument.Parse(ended.Output);
        Assert.True(document.RootElement.GetProperty("canBuild").GetBoolean());
        var findings = document.RootElement.GetProperty("findings").EnumerateArray().ToList();
        Assert.Equal(Names, findings.Select(static f => f.GetProperty("name").GetString()));
        var torch = findings[1];
        Assert.Equal("good", torch.GetProperty("health").GetString());
        Assert.Matches(@"^\d+\.\d+\.\d+, libtorch \d.*added up", torch.GetProperty("found").GetString());
        Assert.All(findings, static f => Assert.Equal(f.GetProperty("health").GetString() == "good", f.GetProperty("remedy").ValueKind == JsonValueKind.Null));
    }

    [Fact]
    public async Task What_is_missing_is_named_with_a_remedy_and_only_what_builds_need_fails()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Programs are links here.");
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["bin"]);
        var dotnet = Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(static p => Path.Combine(p, "dotnet")).First(File.Exists);
        File.CreateSymbolicLink(folder["bin/dotnet"], new FileInfo(dotnet).ResolveLinkTarget(true)?.FullName ?? dotnet);
        var bare = await CourseBuild.RunWithPathAsync(folder["bin"], folder.Root, "doctor");
        Assert.True(bare.Code == 1, bare.ToString());
        Assert.Matches(@"\nbad +Node +not found\n +→ Install Node 20 or newer", bare.Output);
        Assert.Matches(@"\nlimited +git +not found\n +→ Install git", bare.Output);
        Assert.Matches(@"\nlimited +Korean fonts +unknown", bare.Output);
        Assert.Matches(@"(^|\n)good +TorchSharp ", bare.Output);

        // A Node that is too old is as bad as none.
        Script(folder, "node", "echo v18.19.0");
        Script(folder, "git", "echo git version 2.39.5; [ \"$1\" = --version ]");
        Script(folder, "fc-list", "exit 0");
        var old = await CourseBuild.RunWithPathAsync(folder["bin"], folder.Root, "doctor");
        Assert.True(old.Code == 1, old.ToString());
        Assert.Contains("v18.19.0, which is too old", old.Output);
        Assert.Matches(@"\nlimited +git +the course is in no repository", old.Output);
        Assert.Matches(@"\nlimited +Korean fonts +none\n", old.Output);

        Script(folder, "node", "echo v22.0.0");
        var well = await CourseBuild.RunWithPathAsync(folder["bin"], folder.Root, "doctor");
        Assert.True(well.Code == 0, well.ToString());
    }

    private static void Script(TempFolder folder, string name, string body)
    {
        folder.Write($"bin/{name}", $"#!/bin/sh\n{body}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder[$"bin/{name}"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
