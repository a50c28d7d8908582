using System.Text.Json;

namespace Course.Build.Tests.CommandLine;

/// <summary>Builds that are stopped, killed, or meet another build: nothing good is lost and nothing is left running. Linux only: they look into /proc.</summary>
public sealed class InterruptionTests
{
    private const string Endless = "while (true) { }";

    [Theory]
    [InlineData(Endless)]
    [InlineData("System.Threading.Thread.Sleep(50_000);")]
    [InlineData("await Task.Delay(50_000);")]
    public async Task Ctrl_C_ends_with_130_within_three_seconds_kills_the_hosts_and_keeps_site_and_records(string code)
    {
        OnlyOnLinux();
        using var course = new TinyCourse();
        await course.BuildWellAsync();
        var (site, records) = (course.Site, course.Records);
        course.AddLesson("03-slow", "slow", code.Replace("await", "Console.WriteLine(1); await", StringComparison.Ordinal));
        using var build = course.Start();
        var hosts = await RunningHostsAsync(build);
        build.Signal(CourseBuild.SigInt);
        var ended = await build.EndAsync(TimeSpan.FromSeconds(3));
        Assert.True(ended.Code == 130, ended.ToString());
        Assert.Contains("Stopped", ended.Error);
        Assert.Empty(CourseBuild.Alive(hosts));
        Assert.Equal(site, course.Site);
        Assert.Equal(records, course.Records);
    }

    [Fact]
    public async Task Killed_while_it_executes_it_leaves_no_host_and_no_child_of_one_and_the_next_build_is_good()
    {
        OnlyOnLinux();
        var sleep = 3000 + Environment.ProcessId % 1000;
        using var course = new TinyCourse(
            $"var child = System.Diagnostics.Process.Start(\"sleep\", \"{sleep}\"); child.WaitForExit();", Endless);
        using var build = course.Start();
        await Eventually(() => CourseBuild.Find($"sleep {sleep}").Count > 0, "the snippet's child never started");
        var hosts = build.Hosts();
        Assert.NotEmpty(hosts);
        build.Signal(CourseBuild.SigKill);
        Assert.Equal(137, (await build.EndAsync(TimeSpan.FromSeconds(5))).Code);
        await Eventually(() => CourseBuild.Alive(hosts).Count == 0, "hosts outlive a build that was killed");
        await Eventually(() => CourseBuild.Find($"sleep {sleep}").Count == 0, "a snippet's child outlives a build that was killed");

        Assert.Empty(course.Site);
        course.AddLesson("00-first", "first", "Console.WriteLine(\"mended\");");
        await course.BuildWellAsync();
        Assert.Contains("mended", course.Folder.Read("site/en/one/first/index.html"));
    }

    [Fact]
    public async Task Killed_at_any_moment_it_leaves_a_state_from_which_the_next_build_makes_the_same_site()
    {
        OnlyOnLinux();
        using var course = new TinyCourse();
        for (var i = 0; i < 60; i++) course.AddLesson($"{i + 10:00}-more-{i}", $"more-{i}");
        await course.BuildWellAsync();
        var good = course.Site;
        var killed = 0;
        for (var kill = 0; kill < 6; kill++)
        {
            // Every page changes, so that publishing has something to do when the kill comes.
            course.Folder.Write("theme/styles/1-plain.css", $"body {{ margin: {kill}px; }}\n");
            using var build = course.Start("--frozen");
            await Eventually(() => Directory.Exists(course.Folder["site.state/staging"]) || build.HasEnded, "it never published", every: 1);
            await Task.Delay(kill * 3);
            if (!build.HasEnded) build.Signal(CourseBuild.SigKill);
            if ((await build.EndAsync(TimeSpan.FromSeconds(20))).Code == 137) killed++;
        }

        Assert.True(killed > 1, "the kills should come in time, or this test shows nothing");

        course.Folder.Write("theme/styles/1-plain.css", File.ReadAllText(Path.Combine(Checkout.Golden, "theme", "styles", "1-plain.css")));
        await course.BuildWellAsync("--frozen");
        Assert.Equal(good, course.Site);
        Assert.False(Directory.Exists(course.Folder["site.state/staging"]));
    }

    [Fact]
    public async Task Two_builds_at_once_both_end_well_and_agree()
    {
        using var course = new TinyCourse("Console.WriteLine(1);", "Console.WriteLine(2);", "Console.WriteLine(3);");
        using var one = course.Start("--json");
        using var other = course.Start("--json");
        var ended = new[] { await one.EndAsync(TimeSpan.FromSeconds(60)), await other.EndAsync(TimeSpan.FromSeconds(60)) };
        Assert.All(ended, static e => Assert.True(e.Code == 0, e.ToString()));
        Assert.Equal(4, course.Records.Count);
        Assert.DoesNotContain(course.Folder.Files("content").Keys, static f => f.EndsWith(".tmp", StringComparison.Ordinal));
        using var report = JsonDocument.Parse((await course.BuildWellAsync("--json")).Output);
        Assert.Equal(0, report.RootElement.GetProperty("snippets").GetProperty("run").GetInt32());
        Assert.Equal(0, report.RootElement.GetProperty("files").GetProperty("written").GetInt32());
    }

    [Fact]
    public async Task Frozen_needs_neither_the_snippet_host_nor_TorchSharp()
    {
        using var course = new TinyCourse();
        await course.BuildWellAsync();
        var site = course.Site;

        // An engine without artifacts but the build tool's own: no host, no libtorch, none of it in reach.
        using var engine = BareEngine.Copy();
        Assert.DoesNotContain(
            Directory.EnumerateFiles(engine.Root, "*", SearchOption.AllDirectories),
            static f => f.Contains("torch", StringComparison.OrdinalIgnoreCase) && !f.EndsWith(".cs", StringComparison.Ordinal));
        using var build = CourseBuild.StartCopy(CourseBuild.Tool(engine.Root), course.Folder.Root, ["--root", "content", "--site", "theme", "--output", "frozen", "--frozen", "--strict"]);
        var ended = await build.EndAsync(TimeSpan.FromSeconds(30));
        Assert.True(ended.Code == 0, ended.ToString());
        Assert.Equal(site, course.Folder.Files("frozen"));
    }

    private static async Task<List<int>> RunningHostsAsync(CourseBuild build)
    {
        await build.HostsAsync(static hosts => hosts.Count > 0);
        // Time enough for the session to be sent; a stop during the warm-up is as good a case.
        await Task.Delay(1500);
        return build.Hosts();
    }

    private static async Task Eventually(Func<bool> holds, string otherwise, int every = 25)
    {
        for (var waited = 0; waited < 20_000; waited += every)
        {
            if (holds()) return;
            await Task.Delay(every);
        }

        Assert.Fail(otherwise);
    }

    private static void OnlyOnLinux()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Looks into /proc.");
    }
}
