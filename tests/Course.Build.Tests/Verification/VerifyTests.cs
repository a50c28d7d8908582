using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Course.Build.Tests.CommandLine;

namespace Course.Build.Tests.Verification;

/// <summary>The commands <c>verify</c> and <c>accept</c> as processes.</summary>
public sealed class VerifyTests
{
    private const string Record = $"{TinyCourse.Lesson}/recorded/first-1.json", Second = "content/tracks/00-one/01-second/recorded/second-1.json";

    [Fact]
    public async Task A_difference_is_told_to_people_programs_and_the_job_that_ran_it()
    {
        using var course = new TinyCourse("Console.WriteLine($\"loss {0.5:F3} after 1,000 steps\");\nConsole.WriteLine(\"기울기 0.31에서 멈췄다\");\nShow.Value(\"loss\", 0.5, \"F3\");");
        await course.BuildWellAsync();
        course.Folder.Edit(Record, "loss 0.500 after", "loss 0.400 after");
        course.Folder.Edit(Record, "멈췄다", "멈춘다");
        var before = course.Folder.Files("content");
        var summary = course.Folder["summary.md"];

        var ended = await CourseBuild.RunAsync(
            new Dictionary<string, string> { ["GITHUB_ACTIONS"] = "true", ["GITHUB_WORKSPACE"] = course.Folder.Root, ["GITHUB_STEP_SUMMARY"] = summary },
            course.Folder.Root, "verify", "--root", "content", "--report", "junit=out/j.xml", "--report", "sarif=out/s.sarif", "--report", "markdown=out/m.md", "--report", "json=out/r.json");
        Assert.True(ended.Code == 1, ended.ToString());
        Assert.Equal(before, course.Folder.Files("content"));
        ended = ended with { Output = System.Text.RegularExpressions.Regex.Replace(ended.Output, "\u001b\\[[0-9;]*m", "") };

        // People: expected, got, which number, by how much, where; the next difference below it; what to do.
        const string sentence = "line 1: expected \"loss 0.400 after 1,000 steps\", got \"loss 0.500 after 1,000 steps\" (1 of 2 numbers differs, number 1 is off by 0.1, 20 %; allowed 0.001)";
        Assert.Contains("error CO5092 content/tracks/00-one/00-first/en.md:5:1", ended.Output);
        Assert.Contains(sentence[1..], ended.Output);
        Assert.Contains("    line 2: expected \"기울기 0.31에서 멈춘다\", got \"기울기 0.31에서 멈췄다\"", ended.Output);
        Assert.Contains("run `accept first/first-1`", ended.Output);
        Assert.Contains("::error file=content/tracks/00-one/00-first/en.md,line=5,endLine=5,col=1,", ended.Output);

        // Programs.
        using var report = JsonDocument.Parse(course.Folder.Read("out/r.json"));
        var cases = report.RootElement.GetProperty("verification").GetProperty("cases").EnumerateArray().ToDictionary(static c => c.GetProperty("snippet").GetString()!);
        Assert.Equal(["differs", "proven"], cases.Values.Select(static c => c.GetProperty("outcome").GetString()));
        var differences = cases["first-1"].GetProperty("differences").EnumerateArray().ToList();
        Assert.Equal(["number", "text"], differences.Select(static d => d.GetProperty("kind").GetString()));
        var number = Assert.Single(differences[0].GetProperty("numbers").EnumerateArray());
        Assert.Equal(("0.400", "0.500"), (number.GetProperty("expected").GetString(), number.GetProperty("got").GetString()));
        Assert.Equal(0.1, number.GetProperty("difference").GetDouble(), 9);
        Assert.Equal(0.2, number.GetProperty("relative").GetDouble(), 9);

        var junit = XDocument.Parse(course.Folder.Read("out/j.xml")).Root!;
        Assert.Equal(["first-1", "second-1"], junit.Descendants("testcase").Select(static c => (string?)c.Attribute("name")));
        Assert.Equal(sentence, (string?)Assert.Single(junit.Descendants("failure")).Attribute("message"));
        Assert.All(junit.Descendants("property").Where(static p => (string?)p.Attribute("name") == "peakMegabytes"), static p => Assert.InRange((int)p.Attribute("value")!, 10, 4096));
        using var sarif = JsonDocument.Parse(course.Folder.Read("out/s.sarif"));
        Assert.Equal("CO5092", Assert.Single(sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()).GetProperty("ruleId").GetString());
        Assert.Contains(sentence, course.Folder.Read("out/m.md"));
        Assert.Equal(course.Folder.Read("out/m.md"), await File.ReadAllTextAsync(summary, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Accept_records_what_is_named_says_so_and_touches_nothing_else()
    {
        using var course = new TinyCourse("Console.WriteLine(\"one 0.5\");", "Console.WriteLine(\"two\");");
        await course.BuildWellAsync();
        var good = course.Records;
        course.Folder.Edit(Record, "one 0.5", "one 0.9");
        course.Folder.Edit(Second, "\"second\"", "\"zweitens\"");
        var edited = course.Records;

        var unknown = await course.AcceptAsync("first/frist-1");
        Assert.True(unknown.Code == 1, unknown.ToString());
        Assert.Contains("error CO5080", unknown.Output);
        Assert.Contains("Did you mean `first/first-1`?", unknown.Output);
        Assert.Equal(edited, course.Records);

        var accepted = await course.AcceptAsync("first");
        Assert.True(accepted.Code == 0, accepted.ToString());
        Assert.Contains("accepted first/first-1: line 1: expected \"one 0.9\", got \"one 0.5\"", accepted.Output);
        Assert.Equal([Path.GetRelativePath("content", Record)], course.Records.Where(r => edited[r.Key] != r.Value).Select(static r => r.Key));
        Assert.Contains("error CO5092 content/tracks/00-one/01-second/en.md", (await course.VerifyAsync()).Output);

        Assert.Equal(0, (await course.AcceptAsync()).Code);
        Assert.Equal(good.Keys.Order(StringComparer.Ordinal), course.Records.Keys.Order(StringComparer.Ordinal));
        var stamps = course.Records;
        var again = await course.AcceptAsync("second/second-1", "first-2");
        Assert.Contains("Nothing to accept", again.Output);
        Assert.Equal(stamps, course.Records);
        Assert.Equal(0, (await course.VerifyAsync("--strict")).Code);
    }

    [Fact]
    public async Task Shards_together_prove_every_snippet_once()
    {
        using var course = new TinyCourse("Console.WriteLine(1);", "Console.WriteLine(2);", "Console.WriteLine(3);");
        await course.BuildWellAsync();
        var proven = new List<string>();
        for (var shard = 1; shard <= 3; shard++)
        {
            using var report = Report(await course.VerifyAsync("--json", "--shard", string.Create(CultureInfo.InvariantCulture, $"{shard}/3")), 0);
            var cases = Cases(report);
            Assert.InRange(cases.Count, 1, 2);
            Assert.All(cases, static c => Assert.Equal("proven", c.GetProperty("outcome").GetString()));
            proven.AddRange(cases.Select(static c => c.GetProperty("snippet").GetString()!));
        }

        Assert.Equal(["first-1", "first-2", "first-3", "second-1"], proven.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Fail_fast_stops_what_runs_and_is_not_done_otherwise()
    {
        using var course = new TinyCourse("Console.WriteLine(\"an apple\");", "Console.WriteLine(2);");
        await course.BuildWellAsync();
        course.Folder.Edit(Record, "an apple", "a pear");
        course.Folder.Edit($"{TinyCourse.Lesson}/en.md", "Console.WriteLine(2);", "System.Threading.Thread.Sleep(18_000);");

        var ended = await course.VerifyAsync("--json", "--fail-fast");
        using (var report = Report(ended, 1))
        {
            // What else a verification does, and how long a busy machine takes for it, is not of interest here.
            Assert.InRange(report.RootElement.GetProperty("stageMilliseconds").GetProperty("execute").GetDouble(), 0, 17_000);
            var outcomes = Cases(report).ToDictionary(static c => c.GetProperty("snippet").GetString()!, static c => c.GetProperty("outcome").GetString());
            Assert.Equal(("differs", "unknown"), (outcomes["first-1"], outcomes["first-2"]));
        }

        // A fault in one session leaves the others proven.
        course.Folder.Edit($"{TinyCourse.Lesson}/en.md", "System.Threading.Thread.Sleep(18_000);", "Enumerable.Empty<int>().First();");
        using (var report = Report(await course.VerifyAsync("--json"), 1))
        {
            Assert.Equal(["differs", "failed", "proven"], Cases(report).Select(static c => c.GetProperty("outcome").GetString()));
        }
    }

    [Fact]
    public async Task Run_again_and_again_a_snippet_that_changes_its_mind_is_told()
    {
        using var course = new TinyCourse("Console.WriteLine(1);");
        var counter = course.Folder["counter"].Replace("\\", "/", StringComparison.Ordinal);
        course.AddLesson("02-unsteady", "unsteady", $"File.AppendAllText(\"{counter}\", \"x\");\nConsole.WriteLine(new FileInfo(\"{counter}\").Length > 2);");
        await course.BuildWellAsync();

        var ended = await course.VerifyAsync("--json", "--repeat", "3");
        using var report = Report(ended, 1);
        var found = Assert.Single(report.RootElement.GetProperty("diagnostics").EnumerateArray());
        Assert.Equal("CO5082", found.GetProperty("id").GetString());
        Assert.Contains("In 2 of 3 runs", found.GetProperty("message").GetString());
        Assert.Equal([(3, 0, 1), (3, 0, 1), (3, 2, 2)], Cases(report).Select(static c => (c.GetProperty("runs").GetInt32(), c.GetProperty("runsApart").GetInt32(), c.GetProperty("results").GetInt32())));
    }

    [Fact]
    public async Task Several_seeds_show_a_spread_and_propose_a_tolerance_that_covers_it()
    {
        using var course = new TinyCourse(
            "Console.WriteLine($\"{100 + torch.rand(1).item<float>():F4} of {2.5:F1}\");", "Console.WriteLine($\"{2.5:F1}\");",
            "torch.manual_seed(42);\nConsole.WriteLine($\"{100 + torch.rand(1).item<float>():F4}\");");
        await course.BuildWellAsync();
        using var report = Report(await course.VerifyAsync("--json", "--seeds", "4"), 0);
        var verification = report.RootElement.GetProperty("verification");
        Assert.Equal([1, 2, 3, 4], verification.GetProperty("seeds").EnumerateArray().Select(static s => s.GetInt32()));
        var spreads = verification.GetProperty("spreads").EnumerateArray().ToDictionary(static s => s.GetProperty("snippet").GetString()!);
        var (random, fixedNumber) = (spreads["first-1"], spreads["first-2"]);
        var tolerance = random.GetProperty("tolerance").GetDouble();
        Assert.InRange(tolerance, 1e-5, 1e-2);
        Assert.InRange(random.GetProperty("widestRelative").GetDouble(), tolerance / 5, tolerance);
        Assert.Equal(0, fixedNumber.GetProperty("tolerance").GetDouble());
        Assert.InRange(spreads["first-3"].GetProperty("tolerance").GetDouble(), 1e-5, 1e-2);

        // Written down, it holds: the proof of the course's own seed is the same, and nobody proposes a wider one.
        course.Folder.Edit($"{TinyCourse.Lesson}/en.md", "id=first-1", string.Create(CultureInfo.InvariantCulture, $"id=first-1 tolerance={tolerance}"));
        Assert.Contains("covers it", (await course.VerifyAsync("--seeds", "4", "--shard", "1/1")).Output);
    }

    [Fact]
    public async Task A_rehearsal_runs_against_another_version_and_leaves_the_project_alone()
    {
        using var course = new TinyCourse("Console.WriteLine(torch.ones(2).sum().item<float>());");
        await course.BuildWellAsync();
        string[] project = ["Directory.Packages.props", "tools/snippet-host/packages.lock.json", "tools/snippet-host/snippet-host.csproj", "artifacts/cache/snippet-host.stamp"];
        var before = project.Select(static file => File.ReadAllText(Path.Combine(Checkout.Root, file))).ToList();
        var host = File.GetLastWriteTimeUtc(Build.Outside.Places.HostFile);
        var environment = new Dictionary<string, string> { ["TMPDIR"] = course.Folder["scratch"] };
        Directory.CreateDirectory(course.Folder["scratch"]);

        // The version that is there is the only one that every machine is sure to have.
        var version = System.Text.RegularExpressions.Regex.Match(before[0], "Include=\"TorchSharp-cpu\" Version=\"([^\"]+)\"").Groups[1].Value;
        var same = await CourseBuild.RunAsync(environment, course.Folder.Root, "verify", "--root", "content", "--with", $"TorchSharp={version}");
        Assert.True(same.Code == 0, same.ToString());
        Assert.Contains($"with TorchSharp {version}", same.Output);
        Assert.Contains("2 of 2 snippets run again", same.Output);

        var missing = await CourseBuild.RunAsync(environment, course.Folder.Root, "verify", "--root", "content", "--with", "TorchSharp=0.0.999");
        Assert.True(missing.Code == 1, missing.ToString());
        Assert.Contains("error CO4080", missing.Output);
        Assert.Contains("TorchSharp 0.0.999 cannot be restored: NU", missing.Output);
        Assert.DoesNotContain("course-rehearsal", missing.Output);

        Assert.Equal(before, project.Select(static file => File.ReadAllText(Path.Combine(Checkout.Root, file))));
        Assert.Equal(host, File.GetLastWriteTimeUtc(Build.Outside.Places.HostFile));
        Assert.DoesNotContain(Directory.EnumerateDirectories(course.Folder["scratch"]), static folder => folder.Contains("rehearsal", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--shard", "4/3", "2/5")]
    [InlineData("--seeds", "0", "1 to 100")]
    [InlineData("--repeat", "x", "x")]
    [InlineData("--with", "TorchSharp", "TorchSharp=0.107.0")]
    [InlineData("--with", "A\"/>=1", "TorchSharp=0.107.0")]
    [InlineData("--report", "html=x", "junit=FILE")]
    public async Task What_cannot_be_understood_ends_with_2_and_says_how_it_is_written(string option, string value, string said)
    {
        using var folder = new TempFolder();
        var ended = await CourseBuild.RunAsync(folder.Root, "verify", option, value);
        Assert.True(ended.Code == 2, ended.ToString());
        Assert.Contains(said, ended.Error);
    }

    [Fact]
    public void The_guide_names_just_the_options_that_there_are()
    {
        var verify = Build.CommandLine.VerifyCommand.Create();
        var guide = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "verify.md"));
        var named = System.Text.RegularExpressions.Regex.Matches(guide, "`(--[a-z-]+)").Select(static m => m.Groups[1].Value).Distinct().ToList();
        var own = verify.Options.Select(static o => o.Name).ToList();
        Assert.Empty(named.Except(own));
        string[] shared = ["--root", "--strict", "--json", "--quiet", "--verbosity"];
        Assert.Empty(own.Except(named).Except(shared));
    }

    private static JsonDocument Report(Ended ended, int code)
    {
        Assert.True(ended.Code == code, ended.ToString());
        return JsonDocument.Parse(ended.Output);
    }

    private static List<JsonElement> Cases(JsonDocument report) => [.. report.RootElement.GetProperty("verification").GetProperty("cases").EnumerateArray()];
}
