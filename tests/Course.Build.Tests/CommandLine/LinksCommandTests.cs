using System.Diagnostics;
using System.Text.Json;

namespace Course.Build.Tests.CommandLine;

/// <summary><c>links</c> as a process: within the course, and against a server on loopback.</summary>
public sealed class LinksCommandTests
{
    private static readonly string[] Quick = ["links", "--root", "content", "--site", "theme"];
    private static readonly string[] Outside = [.. Quick, "--external", "--delay", "0", "--timeout", "1"];

    [Fact]
    public async Task Within_the_course_it_reports_links_and_unused_files_alone_and_a_build_fails_by_them_too()
    {
        using var course = new TinyCourse();
        await course.BuildWellAsync();
        var good = await CourseBuild.RunAsync(course.Folder.Root, Quick);
        Assert.True(good.Code == 0, good.ToString());
        Assert.Contains("Every link leads somewhere", good.Output);

        course.Folder.Edit($"{TinyCourse.Lesson}/en.md", "Some prose.", "[a](lesson:secnd) [b](#nowhere) [c](gone.csv)\n\n[^x]: Never shown.\n\n## No id\n\nProse.");
        course.Folder.Write($"{TinyCourse.Lesson}/left.cs", "var x = 1;");
        course.Folder.Write($"{TinyCourse.Lesson}/data/old.csv", "1");
        var ended = await CourseBuild.RunAsync(course.Folder.Root, [.. Quick, "--json"]);
        Assert.True(ended.Code == 1, ended.ToString());
        string[] expected = ["CO1209 en.md:3", "CO1210 data/old.csv:0", "CO1210 left.cs:0", "CO2011 en.md:5", "CO2304 en.md:3", "CO2305 en.md:3"];
        Assert.Equal(expected, Found(ended.Output).Where(static d => !d.StartsWith("CO2401", StringComparison.Ordinal)));
        Assert.Contains("Did you mean \\u0060second\\u0060?", ended.Output);
        Assert.DoesNotContain("CO2003", ended.Output);

        var build = await course.BuildAsync("--json");
        Assert.Equal(1, build.Code);
        Assert.Equal(expected, Found(build.Output).Intersect(expected));
        // What follows from broken content is not told a second time about the pages.
        Assert.DoesNotContain("CO6016", build.Output);
        Assert.DoesNotContain("CO6017", build.Output);
    }

    [Fact]
    public async Task A_layout_that_breaks_links_anchors_or_language_pairs_fails_the_build()
    {
        using var course = new TinyCourse();
        await course.BuildWellAsync();
        var site = course.Site;
        var layout = course.Folder.Read("theme/layouts/lesson.sbn");
        course.Folder.Write("theme/layouts/lesson.sbn", layout.Replace("</main>", "<a href=\"../nothing/\">x</a><a href=\"#nothing\">y</a><p>a href=\"fine/\"</p></main>", StringComparison.Ordinal));
        Assert.NotEqual(layout, course.Folder.Read("theme/layouts/lesson.sbn"));
        var ended = await course.BuildAsync("--quiet");
        Assert.True(ended.Code == 1, ended.ToString());
        Assert.Contains("error CO6016 en/one/first/index.html\n  The page links to `../nothing/`, and the site has no file `en/one/nothing/index.html`.", ended.Output);
        Assert.Contains("error CO6017 ko/one/second/index.html\n  The page links to `#nothing`", ended.Output);
        Assert.DoesNotContain("fine/", ended.Output);
        course.Folder.Write("theme/layouts/lesson.sbn", layout);

        var top = course.Folder.Read("theme/layouts/top.sbn");
        course.Folder.Write("theme/layouts/top.sbn", top.Replace("hreflang=\"{{ a.code }}\"", "{{ if lang == 'en' }}hreflang=\"{{ a.code }}\"{{ end }}", StringComparison.Ordinal));
        ended = await course.BuildAsync("--quiet");
        Assert.True(ended.Code == 1, ended.ToString());
        Assert.Contains("error CO6018 en/one/first/index.html\n  `ko/one/first/index.html` is named as the page's version in `ko`, but does not name this page in turn", ended.Output);
        Assert.Equal(site, course.Site);
        Assert.Equal(1, (await CourseBuild.RunAsync(course.Folder.Root, Quick)).Code);
    }

    [Fact]
    public async Task Elsewhere_each_answer_is_told_apart_and_the_good_ones_are_recorded()
    {
        using var server = new LoopbackServer(static (method, path, before) => path switch
        {
            "/good" => "200 OK",
            "/moved" => "301 Moved\r\nLocation: /good",
            "/moved-then-found" => "308 Moved\r\nLocation: /found",
            "/found" => "302 Found\r\nLocation: /good",
            "/loop" => "302 Found\r\nLocation: /loop",
            "/no-head" => method == "HEAD" ? "405 No" : "200 OK",
            "/head-lies" => method == "HEAD" ? "404 No" : "200 OK",
            "/flaky" => before == 0 ? "503 Busy\r\nRetry-After: 0" : "200 OK",
            "/too-many" => before < 2 ? "429 Slow\r\nRetry-After: 1" : "200 OK",
            "/broken" => "500 Broken",
            "/forbidden" => "403 No",
            "/elsewhere" => "302 Found\r\nLocation: javascript:alert(1)",
            "/slow" => "",
            _ => "404 Nothing",
        });
        using var course = new TinyCourse();
        await course.BuildWellAsync();
        var nobody = LoopbackServer.Nobody();
        string[] paths = ["good#part", "moved", "moved-then-found", "found", "loop", "no-head", "head-lies", "flaky", "too-many", "broken", "forbidden", "elsewhere", "slow", "gone"];
        course.Folder.Edit($"{TinyCourse.Lesson}/en.md", "Some prose.", string.Join("\n", paths.Select(p => $"[{p}]({server.Home}/{p})")) + $"\n<{nobody}>");
        course.Folder.Write($"{TinyCourse.Lesson}/lesson.yaml", course.Folder.Read($"{TinyCourse.Lesson}/lesson.yaml")
            + $"links:\n  - url: {server.Home}/gone\n    title: {{ en: Gone, ko: 없음 }}\n    kind: article\n  - url: {server.Home}/found\n    title: {{ en: F, ko: 있음 }}\n    kind: paper\n");

        var ended = await CourseBuild.RunAsync(course.Folder.Root, [.. Outside, "--json"]);
        Assert.True(ended.Code == 1, ended.ToString());
        string[] expected =
        [
            "CO6090 en.md:14", "CO6090 en.md:16", "CO6090 en.md:7", "CO6090 lesson.yaml:7",
            "CO6091 en.md:12", "CO6091 en.md:13", "CO6091 en.md:15", "CO6091 en.md:17",
            "CO6092 en.md:4", "CO6092 en.md:5",
        ];
        Assert.Equal(expected, Found(ended.Output));
        Assert.Contains("did not answer within 1 s", ended.Output);
        Assert.Contains("refuses the connection", ended.Output);
        Assert.Contains("answers with 404", ended.Output);
        Assert.Contains($"Write {server.Home}/found instead.", ended.Output);

        var record = course.Folder.Read("content/links.json");
        using (var json = JsonDocument.Parse(record))
        {
            string[] good = ["flaky", "found", "good#part", "head-lies", "moved", "moved-then-found", "no-head", "too-many"];
            Assert.Equal(good.Select(p => $"{server.Home}/{p}"), json.RootElement.EnumerateObject().Select(static p => p.Name));
            Assert.All(json.RootElement.EnumerateObject(), static p => Assert.InRange(
                DateOnly.Parse(p.Value.GetProperty("checked").GetString()!), DateOnly.FromDateTime(DateTime.UtcNow.AddDays(-1)), DateOnly.FromDateTime(DateTime.UtcNow)));
        }

        // GET only where HEAD was not answered well; what may pass is asked three times; nothing is asked for a fragment.
        var requests = server.Requests.ToList();
        Assert.All(requests, static r => Assert.StartsWith("CourseLinkCheck/", r.UserAgent));
        Assert.Equal(["HEAD", "GET"], requests.Where(static r => r.Path == "/no-head").Select(static r => r.Method));
        Assert.Equal(["HEAD", "HEAD"], requests.Where(static r => r.Path == "/found").Select(static r => r.Method).Take(2));
        Assert.Equal(3, requests.Count(static r => r.Path == "/slow"));
        Assert.DoesNotContain(requests, static r => r is { Path: "/good", Method: "GET" } || r.Path.Contains('#', StringComparison.Ordinal));

        // The page says when the links of lesson.yaml were last checked, from the record alone.
        course.Folder.Write("theme/layouts/lesson.sbn", course.Folder.Read("theme/layouts/lesson.sbn").Replace(
            "</main>", "{{ for l in links }}<i>{{ l.checked }}</i>{{ end }}</main>", StringComparison.Ordinal));
        foreach (var language in new[] { "en", "ko" }) File.AppendAllText(course.Folder[$"theme/strings.{language}.yaml"], "checked: \"seen {0}\"\n");
        await course.BuildWellAsync();
        Assert.Contains("<i></i><i>seen 20", course.Folder.Read("site/en/one/first/index.html"));

        // Those that answered are left in peace; those that did not are asked again and keep nothing.
        var count = server.Requests.Count;
        var again = await CourseBuild.RunAsync(course.Folder.Root, [.. Outside, "--json"]);
        Assert.Equal(Found(ended.Output), Found(again.Output));
        Assert.DoesNotContain(server.Requests.Skip(count), static r => r.Path is "/good" or "/no-head");
        Assert.Equal(record, course.Folder.Read("content/links.json"));

        // Without being asked to, nobody is.
        count = server.Requests.Count;
        Assert.Equal(0, (await CourseBuild.RunAsync(course.Folder.Root, Quick)).Code);
        Assert.Equal(count, server.Requests.Count);
    }

    [Fact]
    public async Task One_host_is_asked_slowly_and_an_address_that_the_course_dropped_leaves_the_record()
    {
        using var server = new LoopbackServer(static (_, _, _) => "200 OK");
        using var course = new TinyCourse();
        await course.BuildWellAsync();
        course.Folder.Write("content/links.json", "{\n  \"https://example.org/dropped\": { \"checked\": \"2026-01-01\" }\n}\n");
        course.Folder.Edit($"{TinyCourse.Lesson}/en.md", "Some prose.", string.Join(" ", Enumerable.Range(0, 4).Select(i => $"[x]({server.Home}/{i})")));
        var ended = await CourseBuild.RunAsync(course.Folder.Root, [.. Quick, "--external", "--delay", "0.6"]);
        Assert.True(ended.Code == 0, ended.ToString());
        var times = server.Requests.Select(static r => r.At).ToList();
        Assert.Equal(4, times.Count);
        // The delay counts from asking; on a busy machine the way to the server takes some of one, and gives it to the next.
        Assert.All(times.Zip(times.Skip(1)), static t => Assert.InRange(Stopwatch.GetElapsedTime(t.First, t.Second).TotalSeconds, 0.05, 60));
        Assert.InRange(Stopwatch.GetElapsedTime(times[0], times[^1]).TotalSeconds, 1.2, 180);
        Assert.DoesNotContain("dropped", course.Folder.Read("content/links.json"));
        Assert.Contains("4 addresses asked, 0 left in peace.", ended.Output);
    }

    [Theory]
    [InlineData("--timeout", "0")]
    [InlineData("--delay", "-1")]
    [InlineData("--older-than", "-3")]
    [InlineData("--timeout", "NaN")]
    public async Task Senseless_limits_are_wrong_usage(string option, string value)
    {
        using var course = new TinyCourse();
        var ended = await CourseBuild.RunAsync(course.Folder.Root, [.. Quick, $"{option}={value}"]);
        Assert.True(ended.Code == 2, ended.ToString());
        Assert.Contains(option, ended.Error);
    }

    private static List<string> Found(string report)
    {
        using var json = JsonDocument.Parse(report);
        return [.. json.RootElement.GetProperty("diagnostics").EnumerateArray()
            .Select(static d => $"{d.GetProperty("id").GetString()} {d.GetProperty("file").GetString()!.Replace("tracks/00-one/00-first/", "", StringComparison.Ordinal)}:{d.GetProperty("line").GetInt32()}")
            .Order(StringComparer.Ordinal)];
    }
}
