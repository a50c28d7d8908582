namespace Course.Checking.Tests.Tool;

/// <summary>The tool can be installed from its package, far from this repository, and carries all that it needs.</summary>
public sealed class ToolPackageTests
{
    [Fact]
    public async Task Installs_from_a_feed_and_checks()
    {
        var folder = Directory.CreateTempSubdirectory("course-tool-").FullName;
        try
        {
            var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)) is "release" ? "Release" : "Debug";
            (string, string?)[] alone = [("MSBUILDDISABLENODEREUSE", "1"), ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"), ("NUGET_PACKAGES", null)];
            var packed = await CheckTool.Run("dotnet", ["pack", "tools/check", "--no-build", "-c", configuration, "-o", Path.Combine(folder, "feed"), "-p:Version=0.1.0-test"], null, Check.Root, alone);
            Assert.True(packed.Code == 0, packed.Output + packed.Error);
            await File.WriteAllTextAsync(Path.Combine(folder, "nuget.config"), $"<configuration><packageSources><clear /><add key=\"test\" value=\"{folder}/feed\" /></packageSources></configuration>");
            var installed = await CheckTool.Run("dotnet", ["tool", "install", "course-check", "--version", "0.1.0-test", "--tool-path", Path.Combine(folder, "tools"), "--configfile", Path.Combine(folder, "nuget.config")], null, folder,
                [.. alone, ("NUGET_PACKAGES", Path.Combine(folder, "packages"))]);
            Assert.True(installed.Code == 0, installed.Output + installed.Error);

            var tool = Path.Combine(folder, "tools", OperatingSystem.IsWindows() ? "course-check.exe" : "course-check");
            var run = await CheckTool.Run(tool, ["-", "--lang", "ko"], "torch.no_grad();", folder);
            Assert.Equal(1, run.Code);
            Assert.Contains("꼭 고칠 것", run.Output, StringComparison.Ordinal);
            Assert.Equal(0, (await CheckTool.Run(tool, ["--explain", "DL6002"], null, folder)).Code);
            Assert.Equal(1, (await CheckTool.Run(tool, ["-", "--exercise", "clip-an-lstm"], "var x = 1;", folder)).Code);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
