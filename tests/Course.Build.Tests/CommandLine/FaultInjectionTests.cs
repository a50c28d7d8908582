using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Course.Build.CommandLine;
using Course.Build.Outside;
using Course.Build.Pipeline;
using Course.Build.Reporting;

namespace Course.Build.Tests.CommandLine;

/// <summary>
/// What the world does to a build: kills its hosts, kills it in each stage, fills its disk, makes it read-only, moves its
/// clock, starts another beside it. Linux only where it takes signals or mounts.
/// </summary>
public sealed class FaultInjectionTests
{
    [Fact]
    public async Task A_host_that_is_killed_is_a_fault_of_its_session_alone()
    {
        OnlyOnLinux();
        using var course = new TinyCourse("Console.WriteLine(\"quick\");");
        await course.BuildWellAsync();
        var records = course.Records;

        // The session says itself which process it runs in: hosts that only wait for work are replaced and prove nothing.
        var pid = course.Folder["pid"];
        const string slow = "content/tracks/00-one/02-slow/en.md", sleep = "System.Threading.Thread.Sleep(15_000);";
        course.AddLesson("02-slow", "slow", $"File.WriteAllText(\"{pid}\", $\"{{Environment.ProcessId}}.\");\n{sleep}");
        using (var build = course.Start("--json"))
        {
            await KillHostAsync(pid);
            var ended = await build.EndAsync(TimeSpan.FromSeconds(60));
            Assert.True(ended.Code == 1, ended.ToString());
            using var report = JsonDocument.Parse(ended.Output);
            var fault = Assert.Single(report.RootElement.GetProperty("diagnostics").EnumerateArray());
            Assert.Equal(("CO4016", "tracks/00-one/02-slow/en.md"), (fault.GetProperty("id").GetString(), fault.GetProperty("file").GetString()));
        }

        Assert.Equal(records, course.Records);

        // The same amid a proof, which goes on with the other sessions.
        course.Folder.Edit(slow, sleep, "");
        await course.BuildWellAsync();
        File.Delete(pid);
        course.Folder.Edit(slow, "ProcessId}.\");\n", $"ProcessId}}.\");\n{sleep}");
        using (var verify = CourseBuild.Start(course.Folder.Root, "verify", "--root", "content", "--json"))
        {
            await KillHostAsync(pid);
            var ended = await verify.EndAsync(TimeSpan.FromSeconds(60));
            Assert.True(ended.Code == 1, ended.ToString());
            using var report = JsonDocument.Parse(ended.Output);
            var outcomes = report.RootElement.GetProperty("verification").GetProperty("cases").EnumerateArray().ToDictionary(static c => c.GetProperty("snippet").GetString()!, static c => c.GetProperty("outcome").GetString());
            Assert.Equal("failed", outcomes["slow-1"]);
            Assert.Equal(["proven", "proven"], outcomes.Where(static o => o.Key != "slow-1").Select(static o => o.Value));
        }
    }

    [Fact]
    public async Task Killed_in_each_stage_it_leaves_nothing_half_written_and_the_next_build_is_as_if_nothing_had_been()
    {
        OnlyOnLinux();
        using var course = new TinyCourse();
        for (var i = 0; i < 6; i++) course.AddLesson(string.Create(CultureInfo.InvariantCulture, $"{i + 10}-more-{i}"), $"more-{i}", "Console.WriteLine(\"value 0\");");
        await course.BuildWellAsync();
        var stages = new[] { "", "load ", "compile ", "execute ", "render " };
        var killed = new List<string>();
        for (var round = 1; round <= stages.Length; round++)
        {
            var before = course.Site;
            for (var i = 0; i < 6; i++)
            {
                var lesson = string.Create(CultureInfo.InvariantCulture, $"content/tracks/00-one/{i + 10}-more-{i}/en.md");
                course.Folder.Edit(lesson, string.Create(CultureInfo.InvariantCulture, $"value {round - 1}"), string.Create(CultureInfo.InvariantCulture, $"value {round}"));
            }

            using (var build = course.Start())
            {
                // A stage says so when it ends: the kill comes in the one after it.
                var stage = stages[round - 1];
                await Eventually(() => build.HasEnded || Regex.IsMatch(build.Said, $"^{stage}", RegexOptions.Multiline), $"it never came past '{stage}'");
                if (stage.Length == 0) await Task.Delay(60, TestContext.Current.CancellationToken);
                if (!build.HasEnded) build.Signal(CourseBuild.SigKill);
                if ((await build.EndAsync(TimeSpan.FromSeconds(30))).Code == 137) killed.Add(stage);
            }

            Assert.All(course.Records.Keys, record => Assert.True(IsWhole(course, record), $"{record} is half written"));
            // Before it publishes it has not touched the site; a publish that was under way is finished or undone by the next.
            if (round < stages.Length) Assert.Equal(before, course.Site);
            await course.BuildWellAsync();
            Assert.DoesNotContain(course.Folder.Files("content").Keys, static f => f.EndsWith(".tmp", StringComparison.Ordinal));
            Assert.All(Enumerable.Range(0, 6), i => Assert.Contains(
                string.Create(CultureInfo.InvariantCulture, $"value {round}"), course.Folder.Read(string.Create(CultureInfo.InvariantCulture, $"site/ko/one/more-{i}/index.html"))));
            var ended = await CourseBuild.RunAsync(course.Folder.Root, "--root", "content", "--site", "theme", "--output", "fresh", "--frozen", "--strict");
            Assert.True(ended.Code == 0, ended.ToString());
            Assert.Equal(course.Folder.Files("fresh"), course.Site);
        }

        // The last stages are over in a blink on a fast machine; those before must have been met.
        Assert.Equal(["", "load ", "compile "], killed.Take(3));
    }

    [Fact]
    public async Task A_full_disk_and_a_read_only_one_are_faults_that_cost_no_record_and_no_page()
    {
        OnlyOnLinux();
        using var course = new TinyCourse("Console.WriteLine(\"first\");");
        await course.BuildWellAsync();
        var disk = course.Folder["disk"];
        Directory.CreateDirectory(disk);
        if (!await RunAsync("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", disk)) Assert.Skip("No disk can be mounted here.");
        try
        {
            course.Folder.CopyFrom(course.Folder["content"], "disk/content");
            string[] arguments = ["--root", "disk/content", "--site", "theme", "--output", "disk/site"];
            Assert.Equal(0, (await CourseBuild.RunAsync(course.Folder.Root, arguments)).Code);
            var (records, site) = (course.Folder.Files("disk/content/tracks/00-one/00-first/recorded"), course.Folder.Files("disk/site"));

            // Only the record would grow: the site is not even tried.
            course.Folder.Edit("disk/content/tracks/00-one/00-first/en.md", "\"first\"", "new string('x', 9000)");
            Fill(Path.Combine(disk, "filler"));
            var full = await CourseBuild.RunAsync(course.Folder.Root, arguments);
            Assert.True(full.Code == 1, full.ToString());
            Assert.Contains("error CO5004 disk/content/tracks/00-one/00-first/recorded/first-1.json", full.Output);
            Assert.Equal(records, course.Folder.Files("disk/content/tracks/00-one/00-first/recorded"));
            Assert.Equal(site, course.Folder.Files("disk/site"));
            var report = await CourseBuild.RunAsync(course.Folder.Root, "verify", "--root", "disk/content", "--report", "junit=disk/reports/j.xml");
            Assert.Contains("error CO6080 disk/reports/j.xml", report.Output);

            File.Delete(Path.Combine(disk, "filler"));
            Assert.Equal(0, (await CourseBuild.RunAsync(course.Folder.Root, arguments)).Code);
            Assert.Contains("xxxx", course.Folder.Read("disk/content/tracks/00-one/00-first/recorded/first-1.json"));

            // Read-only: what needs no writing works, the rest is a fault that names what cannot be written.
            Assert.True(await RunAsync("mount", "-o", "remount,ro", disk));
            var proven = await CourseBuild.RunAsync(course.Folder.Root, "verify", "--root", "disk/content", "--strict");
            Assert.True(proven.Code == 0, proven.ToString());
            string[] elsewhere = ["--root", "disk/content", "--site", "theme", "--output", "elsewhere"];
            Assert.Equal(0, (await CourseBuild.RunAsync(course.Folder.Root, elsewhere)).Code);
            Assert.Equal(0, (await CourseBuild.RunAsync(course.Folder.Root, "accept", "--root", "disk/content")).Code);
        }
        finally
        {
            await RunAsync("umount", disk);
        }
    }

    [Fact]
    public async Task Clocks_that_jump_make_nothing_stale_and_hide_no_edit()
    {
        using var course = new TinyCourse();
        await course.BuildWellAsync();
        Stamp(course, new(2099, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        using (var report = JsonDocument.Parse((await course.BuildWellAsync("--json")).Output))
        {
            Assert.Equal(0, report.RootElement.GetProperty("snippets").GetProperty("run").GetInt32());
            Assert.Equal(0, report.RootElement.GetProperty("files").GetProperty("written").GetInt32());
        }

        course.Folder.Edit($"{TinyCourse.Lesson}/en.md", "\"first\"", "\"fírst\"");
        Stamp(course, new(1990, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        using (var report = JsonDocument.Parse((await course.BuildWellAsync("--json")).Output))
        {
            Assert.Equal(1, report.RootElement.GetProperty("snippets").GetProperty("run").GetInt32());
        }

        // One process whose clock runs to the next century and back while it builds.
        course.Folder.Edit($"{TinyCourse.Lesson}/en.md", "\"fírst\"", "\"third\"");
        var settings = new BuildSettings(
            course.Folder["content"], course.Folder["site"], course.Folder["theme"], Frozen: false, Strict: true, Drafts: false, Json: false, Verbosity.Quiet);
        var pipeline = new BuildPipeline(settings, new JumpingClock());
        var built = await pipeline.RunAsync(new SilentProgress(), TestContext.Current.CancellationToken);
        Assert.True(built.Succeeded, string.Join('\n', built.Diagnostics));
        Assert.Equal(1, built.SnippetsRun);
        var again = await pipeline.RunAsync(new SilentProgress(), TestContext.Current.CancellationToken);
        Assert.Equal((0, 0), (again.SnippetsRun, again.Written));
        Assert.Contains("third", course.Folder.Read("site/en/one/first/index.html"));
    }

    [Fact]
    public async Task Of_two_builds_at_once_the_second_says_that_it_waits_and_goes_on_when_the_first_is_killed()
    {
        OnlyOnLinux();
        using var course = new TinyCourse("System.Threading.Thread.Sleep(12_000);");
        using var first = course.Start();
        await first.HostsAsync(static hosts => hosts.Count > 0);
        course.Folder.Edit($"{TinyCourse.Lesson}/en.md", "12_000", "10");
        using var second = course.Start();
        await Eventually(() => second.Said.Contains("Another build of this course is at work", StringComparison.Ordinal), "the second never said that it waits");
        Assert.False(second.HasEnded);
        first.Signal(CourseBuild.SigKill);
        var ended = await second.EndAsync(TimeSpan.FromSeconds(60));
        Assert.True(ended.Code == 0, ended.ToString());
        Assert.Equal(2, course.Records.Count);
    }

    [Fact]
    public async Task A_collection_amid_a_native_call_frees_nothing_that_the_call_uses()
    {
        using var course = new TinyCourse("""
            using static TorchSharp.torch;
            using static TorchSharp.torch.nn;
            using System.Threading;
            var stop = false;
            for (var t = 0; t < 2; t++) new Thread(() => { while (!Volatile.Read(ref stop)) { GC.Collect(0, GCCollectionMode.Forced, false); Thread.Yield(); } }) { IsBackground = true }.Start();
            using var scope = NewDisposeScope();
            var weight = Parameter(zeros(8));
            using var optimizer = optim.SGD([weight], 1e-9);
            weight.sum().backward();
            for (var i = 0; i < 1_000_000; i++) optimizer.step();
            stop = true;
            Console.WriteLine("done");
            """);
        course.Folder.Edit($"{TinyCourse.Lesson}/en.md", "id=first-1", "id=first-1 timeout=60s");
        await course.BuildWellAsync();
    }

    private static async Task KillHostAsync(string pid)
    {
        await Eventually(() => File.Exists(pid) && File.ReadAllText(pid).EndsWith('.'), "the session never began");
        CourseBuild.Kill9(int.Parse(File.ReadAllText(pid).TrimEnd('.'), CultureInfo.InvariantCulture));
    }

    /// <summary>Whether a record can be read to its end.</summary>
    private static bool IsWhole(TinyCourse course, string record)
    {
        try
        {
            using var document = JsonDocument.Parse(course.Folder.Read($"content/{record}"));
            return document.RootElement.TryGetProperty("listings", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void Fill(string path)
    {
        using var file = File.Create(path);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full, as it should be.
        }
    }

    private static void Stamp(TinyCourse course, DateTime time)
    {
        foreach (var folder in new[] { "content", "theme" })
        {
            foreach (var file in Directory.EnumerateFiles(course.Folder[folder], "*", SearchOption.AllDirectories)) File.SetLastWriteTimeUtc(file, time);
        }
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments) =>
        (await ExternalProgram.RunAsync(program, arguments, Path.GetTempPath(), null, TestContext.Current.CancellationToken)).Succeeded;

    private static async Task Eventually(Func<bool> holds, string otherwise)
    {
        for (var waited = 0; waited < 30_000; waited += 5)
        {
            if (holds()) return;
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Assert.Fail(otherwise);
    }

    private static void OnlyOnLinux()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Takes signals, /proc and mounts.");
    }

    /// <summary>Another century each time it is asked for the day.</summary>
    private sealed class JumpingClock : TimeProvider
    {
        private int _asked;

        public override DateTimeOffset GetUtcNow() => new(Interlocked.Increment(ref _asked) % 2 == 0 ? 1971 : 2150, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
