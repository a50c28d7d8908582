namespace Course.Build.Tests.Pipeline;

/// <summary>
/// Changes one thing at a time, of everything that a key is made from and of everything that it must not depend on, and asks
/// which sessions would be done again.
/// </summary>
public sealed class StalenessTests
{
    private const string Lesson = "content/tracks/00-one/00-first", English = Lesson + "/en.md", Korean = Lesson + "/ko.md";
    private const string Host = "engine/tools/snippet-host", Figures = "engine/src/Course.Figures";
    private static readonly string[] None = [], Main = ["first/main"], Checked = ["first/main (check)"], Coloured = ["first/main (colours)"];
    private static readonly string[] Alone = ["first/alone"], First = ["first/main", "first/alone"], All = ["first/main", "first/alone", "second/main"];

    private static readonly Dictionary<string, (Action<TempFolder> Change, string[] Stale)> Changes = new(StringComparer.Ordinal)
    {
        ["nothing"] = (static _ => { }, None),

        // Code.
        ["a token"] = (static f => f.Edit(English, "numbers.Length", "numbers.Length + 1"), Main),
        ["a token of a string"] = (static f => f.Edit(English, "\"alone\"", "\"Alone\""), Alone),
        ["a comment"] = (static f => f.Edit(English, "// A comment.", "// Another comment."), Coloured),
        ["a comment that goes"] = (static f => f.Edit(English, "// A comment.\n", ""), Coloured),
        ["a documentation comment"] = (static f => f.Edit(English, "// A comment.", "/// <summary>x</summary>"), Coloured),
        ["a blank"] = (static f => f.Edit(English, "numbers.Length", "numbers . Length"), Coloured),
        ["a line break"] = (static f => f.Edit(English, "numbers.Length", "numbers\n    .Length"), Coloured),
        ["a blank within a string"] = (static f => f.Edit(English, "\"alone\"", "\" alone\""), Alone),
        ["a directive"] = (static f => f.Edit(English, "// A comment.", "#nullable disable"), Main),
        ["code that is only compiled"] = (static f => f.Edit(English, "numbers[0]", "numbers[1]"), Checked),
        ["code that must not compile"] = (static f => f.Edit(English, "nothing", "nowhere"), Checked),
        ["code that is ignored"] = (static f => f.Edit(English, "let there", "let here"), Checked),
        ["a comment of code that is only compiled"] = (static f => f.Edit(English, "// sketched", "// drawn"), Coloured),
        ["a snippet more"] = (static f => f.Edit(English, "```csharp id=sketch", "```csharp id=more\nConsole.WriteLine();\n```\n\n```csharp id=sketch"), Main),
        ["a running snippet less"] = (static f => f.Edit(English, "```csharp id=print\nConsole.WriteLine(numbers.Length);\n```\n", ""), Main),
        ["a compiled snippet less"] = (static f => f.Edit(English, Fence("sketch no-run reason=\"it is slow\"", "Console.WriteLine(numbers[0]); // sketched"), ""), None),
        ["two snippets as one"] = (static f => f.Edit(English, "Show.Value(\"sum\", numbers.Sum());\n```\n\n```csharp id=print\n", "Show.Value(\"sum\", numbers.Sum());\n"), Main),

        // Attributes and order.
        ["a title"] = (static f => f.Edit(English, "title=\"Load\"", "title=\"Read\""), None),
        ["how it is shown"] = (static f => f.Edit(English, "id=print", "id=print fold highlight=1 lines=1"), None),
        ["that it is hidden"] = (static f => f.Edit(English, "id=print", "id=print hidden"), None),
        ["a tolerance"] = (static f => f.Edit(English, "id=print", "id=print tolerance=0.5"), None),
        ["a time limit"] = (static f => f.Edit(English, "id=print", "id=print timeout=3s"), None),
        ["that it runs, said aloud"] = (static f => f.Edit(English, "id=print", "id=print run"), None),
        ["a session said aloud"] = (static f => f.Edit(English, "id=print", "id=print session=main"), None),
        ["a reason"] = (static f => f.Edit(English, "it is slow", "it takes hours"), None),
        ["an exception declared"] = (static f => f.Edit(English, "id=print", "id=print throws=Exception"), Main),
        ["another exception"] = (static f => f.Edit(English, "throws=InvalidOperationException", "throws=System.InvalidOperationException"), Alone),
        ["an exception not declared any more"] = (static f => f.Edit(English, " throws=InvalidOperationException", ""), Alone),
        ["an error more"] = (static f => f.Edit(English, "fails=CS0103", "fails=CS0103,CS0246"), Checked),
        ["a failure that must run"] = (static f => f.Edit(English, " fails=CS0103", ""), Main),
        ["a finding declared"] = (static f => f.Edit(English, "id=print", "id=print reports=DL1001"), Main),
        ["a finding declared where code is only compiled"] = (static f => f.Edit(English, "id=sketch", "id=sketch reports=DL1001"), Checked),
        ["what ran runs no more"] = (static f => f.Edit(English, "id=print", "id=print no-run reason=\"x\""), Main),
        ["what did not run runs"] = (static f => f.Edit(English, "no-run reason=\"it is slow\"", ""), Main),
        ["what was compiled is ignored"] = (static f => f.Edit(English, "id=sketch no-run", "id=sketch ignore"), Checked),
        ["the order of what runs"] = (static f => Swap(f, "load", "print"), Main),
        ["the order of what is only compiled"] = (static f => Swap(f, "sketch", "wrong"), None),
        ["a compiled snippet before what it uses"] = (static f => Swap(f, "print", "sketch"), Checked),
        ["an ignored snippet elsewhere"] = (static f => Swap(f, "wrong", "later"), None),
        ["a session's name"] = (static f => File.WriteAllText(f[English], f.Read(English).Replace("session=alone", "session=solo", StringComparison.Ordinal)), ["first/solo"]),
        ["a snippet to a session of its own"] = (static f => f.Edit(English, "id=risky session=alone", "id=risky session=risky"), ["first/alone", "first/risky"]),
        ["a snippet's id"] = (static f => f.Edit(English, "id=print", "id=write"), Main),

        // Words.
        ["prose"] = (static f => f.Edit(English, "Some prose.", "Other prose, {term:x}, and a [link](lesson:second)."), None),
        ["prose that moves the code down"] = (static f => f.Edit(English, "Some prose.", "One.\n\nTwo.\n\nThree."), None),
        ["prose of the translation"] = (static f => f.Edit(Korean, "글.", "다른 글."), None),
        ["a title of the translation"] = (static f => f.Edit(Korean, "id=print", "id=print title=\"출력\""), None),
        ["a comment of the translation"] = (static f => f.Edit(Korean, "// 주석.", "// 다른 주석."), Coloured),
        ["a body of the translation that goes"] = (static f => f.Edit(Korean, "// 주석.\nvar numbers = File.ReadLines(\"data/n.csv\").Select(int.Parse).ToArray();\nShow.Value(\"sum\", numbers.Sum());\n", ""), None),
        ["the whole translation"] = (static f => File.Delete(f[Korean]), None),

        // Facts.
        ["minutes and tags"] = (static f => f.Edit(Lesson + "/lesson.yaml", "minutes: 1", "minutes: 2\ntags: [x]"), None),
        ["the course's title"] = (static f => f.Edit("content/course.yaml", "Proven", "Shown"), None),
        ["the lesson's number"] = (static f => Directory.Move(f[Lesson], f["content/tracks/00-one/07-first"]), None),
        ["the seed"] = (static f => f.Edit("content/course.yaml", "seed: 1", "seed: 2"), All),

        // Data.
        ["a byte of data"] = (static f => f.Write(Lesson + "/data/n.csv", "1\n3\n"), First),
        ["the time of data"] = (static f => File.SetLastWriteTimeUtc(f[Lesson + "/data/n.csv"], new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc)), None),
        ["data that is gone"] = (static f => File.Delete(f[Lesson + "/data/n.csv"]), First),
        ["a data file more"] = (static f =>
        {
            f.Write(Lesson + "/data/m.csv", "");
            f.Edit(Lesson + "/lesson.yaml", "[data/n.csv]", "[data/n.csv, data/m.csv]");
        }, First),
        ["a file that is no data"] = (static f => f.Write(Lesson + "/notes.txt", "x"), None),
        ["data not declared any more"] = (static f => f.Edit(Lesson + "/lesson.yaml", "data: [data/n.csv]\n", ""), First),

        // The engine.
        ["a package"] = (static f => f.Edit(Host + "/packages.lock.json", "\"version\": 2", "\"version\": 3"), All),
        ["the framework"] = (static f => f.Edit("engine/Directory.Build.props", "net10.0", "net11.0"), All),
        ["the framework of the host alone"] = (static f => f.Edit(Host + "/snippet-host.csproj", "<OutputType>", "<TargetFramework>net11.0</TargetFramework><OutputType>"), All),
        ["another property of all projects"] = (static f => f.Edit("engine/Directory.Build.props", "<Nullable>enable", "<Nullable>disable"), None),
        ["the host's code"] = (static f => File.AppendAllText(f[Host + "/Program.cs"], "// x\n"), All),
        ["a file more of the host"] = (static f => f.Write(Host + "/Running/More.cs", ""), All),
        ["a file of the host by another name"] = (static f => File.Move(f[Host + "/Program.cs"], f[Host + "/Main.cs"]), All),
        ["the protocol"] = (static f => File.AppendAllText(f["engine/src/Course.Snippets/Execution/HostProtocol.cs"], "// x\n"), All),
        ["what a compiler leaves in the host's folder"] = (static f => f.Write(Host + "/obj/Debug/Generated.cs", "x"), None),
        ["line ends of the host's code"] = (static f => f.Write(Host + "/Program.cs", f.Read(Host + "/Program.cs").Replace("\n", "\r\n", StringComparison.Ordinal)), None),
        ["the figures' code"] = (static f => File.AppendAllText(f[Figures + "/Show.cs"], "// x\n"), Main),
        ["the figures' project"] = (static f => File.AppendAllText(f[Figures + "/Course.Figures.csproj"], "\n"), Main),

        // Records.
        ["a record that is gone"] = (static f => File.Delete(f[Lesson + "/recorded/risky.json"]), Alone),
        ["the record of what is only compiled"] = (static f => File.Delete(f[Lesson + "/recorded/sketch.json"]), Checked),
        ["a broken record"] = (static f => f.Write("content/tracks/00-one/01-second/recorded/second.json", "{"), ["second/main"]),
    };

    public static TheoryData<string> Names() => [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Of_all_sessions_just_those_are_stale_that_depend_on(string change)
    {
        using var course = await ProvenCourse.CopyAsync();
        Changes[change].Change(course.Folder);
        Assert.Equal(Changes[change].Stale, course.Stale());
    }

    [Theory]
    [InlineData("the figures' code", 2)]
    [InlineData("a token of a string", 2)]
    [InlineData("code that is only compiled", 0)]
    [InlineData("a comment", 0)]
    public async Task A_build_does_again_just_what_is_stale_and_then_nothing_is(string change, int run)
    {
        using var course = await ProvenCourse.CopyAsync();
        Changes[change].Change(course.Folder);
        var before = course.Folder.Files("content");
        var sessions = Changes[change].Stale.Select(static s => s.Split(' ')[0]).ToHashSet(StringComparer.Ordinal);
        var report = await course.BuildAsync();
        Assert.True(report.Succeeded, string.Join('\n', report.Diagnostics));
        Assert.Equal(run, report.SnippetsRun);
        Assert.Empty(course.Stale());
        var after = course.Folder.Files("content");
        Assert.Equal(before.Keys, after.Keys);
        var written = after.Where(f => before[f.Key] != f.Value).Select(static f => Path.GetFileNameWithoutExtension(f.Key)).ToList();
        Assert.NotEmpty(written);
        Assert.All(written, snippet => Assert.Contains(
            snippet switch { "alone" or "risky" => "first/alone", "second" => "second/main", _ => "first/main" }, sessions));
        Assert.Equal(0, (await course.BuildAsync()).SnippetsRun);
    }

    private static string Fence(string info, string code) => $"```csharp id={info}\n{code}\n```\n";

    /// <summary>Lets two neighbours change places.</summary>
    private static void Swap(TempFolder folder, string first, string second)
    {
        var text = folder.Read(English);
        var (a, b) = (text.IndexOf($"```csharp id={first}", StringComparison.Ordinal), text.IndexOf($"```csharp id={second}", StringComparison.Ordinal));
        var end = text.IndexOf("\n```\n", b, StringComparison.Ordinal) + "\n```\n".Length;
        Assert.True(0 < a && a < b);
        File.WriteAllText(folder[English], text[..a] + text[b..end] + "\n" + text[a..b].TrimEnd() + "\n" + text[end..]);
    }
}
