using System.Text.Json;

namespace Course.Build.Tests.CommandLine;

/// <summary>A lesson in which everything goes wrong that can, end to end in one build, beside sessions that are well.</summary>
public sealed class HostileCourseTests
{
    /// <summary>A session each: its code, the fault that it must draw, and the line of its code that the fault points at (0: the fence).</summary>
    private static readonly (string Id, string Attributes, string Code, string Fault, int Line)[] Sessions =
    [
        ("good", "", "Console.WriteLine(\"all is well\");", "", 0),
        ("hangs", "timeout=1s", "Console.WriteLine(\"before\");\nwhile (true) { }", "CO4007", 0),
        ("sleeps", "timeout=800ms", "await Task.Delay(-1);", "CO4007", 0),
        ("crashes", "", "var address = 1L << 40; System.Runtime.InteropServices.Marshal.WriteByte((nint)address, 1);", "CO4010", 0),
        ("exits", "", "Environment.Exit(0);", "CO4013", 0),
        ("floods", "", "while (true) Console.WriteLine(\"again and again\");", "CO4009", 0),
        ("elsewhere", "", "new System.Threading.Thread(() =>\n    throw new InvalidOperationException(\"on a thread\")).Start();\nSystem.Threading.Thread.Sleep(10_000);", "CO4004", 2),
        ("throws", "", "var n = \"1,x\";\n\nConsole.WriteLine(n);\nConsole.WriteLine(n.Split(',').Sum(int.Parse));", "CO4003", 4),
        ("recurses", "", "int Deep(int n) => Deep(n + 1) + n;\nConsole.WriteLine(Deep(0));", "CO4011", 0),
        ("promises", "throws=ArgumentException", "Console.WriteLine(\"and keeps not\");", "CO4006", 0),
        ("misspelt", "", "Console.WriteLine(1);\nConsole.WritLine(2);", "CO3001", 2),
        ("leaves-a-child", "", "System.Diagnostics.Process.Start(\"sleep\", \"2999\");", "CO4014", 0),
        ("also-good", "", "Console.WriteLine(\"still well\");", "", 0),
    ];

    [Fact]
    public async Task Each_bad_session_draws_its_fault_at_its_line_and_the_good_ones_are_recorded()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Crashes are told apart by signals.");
        using var course = new TinyCourse();
        await course.BuildWellAsync();
        var (site, records) = (course.Site, course.Records);
        const string lesson = "content/tracks/00-one/05-hostile";
        course.AddLesson("05-hostile", "hostile");

        // The code stands in Korean: the faults must point there, and not at the English twin.
        course.Folder.Edit($"{lesson}/lesson.yaml", "source: en", "source: ko");
        course.Folder.Write($"{lesson}/en.md", "# Hostile\n\n" + string.Concat(Sessions.Select(static s => $"```csharp id={s.Id}\n```\n\n")));
        var korean = "# 적대적인 강의\n\n" + string.Concat(Sessions.Select(static s => $"```csharp id={s.Id} session={s.Id} {s.Attributes}\n{s.Code}\n```\n\n"));
        course.Folder.Write($"{lesson}/ko.md", korean);

        var ended = await course.BuildAsync("--json");
        Assert.True(ended.Code == 1, ended.ToString());
        Assert.True(ended.Time < TimeSpan.FromSeconds(40), ended.ToString());
        using var report = JsonDocument.Parse(ended.Output);
        var found = report.RootElement.GetProperty("diagnostics").EnumerateArray()
            .Select(static d => $"{d.GetProperty("id").GetString()} {d.GetProperty("file").GetString()}:{d.GetProperty("line").GetInt32()}")
            .Order(StringComparer.Ordinal);
        var lines = korean.Split('\n');
        Assert.Equal(
            Sessions.Where(static s => s.Fault.Length > 0)
                .Select(s => $"{s.Fault} tracks/00-one/05-hostile/ko.md:{Array.FindIndex(lines, l => l.Contains($"id={s.Id} ", StringComparison.Ordinal)) + 1 + s.Line}")
                .Order(StringComparer.Ordinal),
            found);

        // What ended well is proven, though nothing is published; a child left behind is no reason to doubt an output.
        Assert.Equal(["also-good", "good", "leaves-a-child"], course.Records.Keys.Where(static f => f.Contains("hostile", StringComparison.Ordinal))
            .Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
        Assert.Contains("all is well", course.Folder.Read($"{lesson}/recorded/good.json"));
        Assert.All(records, r => Assert.Equal(r.Value, course.Records[r.Key]));
        Assert.Equal(site, course.Site);
        Assert.Empty(CourseBuild.Find("sleep 2999"));
    }

    [Fact]
    public async Task A_session_that_goes_wrong_keeps_its_last_good_record()
    {
        using var course = new TinyCourse("Console.WriteLine(\"good\");");
        await course.BuildWellAsync();
        var records = course.Records;
        course.Folder.Edit($"{TinyCourse.Lesson}/en.md", "\"good\"", "Enumerable.Empty<int>().First()");
        var ended = await course.BuildAsync();
        Assert.True(ended.Code == 1, ended.ToString());
        Assert.Contains("error CO4003 content/tracks/00-one/00-first/en.md:6", ended.Output);
        Assert.Equal(records, course.Records);

        // Frozen, the page cannot be made from a record of other code without saying so.
        var frozen = await course.BuildAsync("--frozen", "--strict");
        Assert.Equal(1, frozen.Code);
        Assert.Contains("error CO5090 content/tracks/00-one/00-first/en.md:5:1", frozen.Output);
        Assert.Contains("code changed in first-1", frozen.Output);
    }
}
