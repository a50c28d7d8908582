using System.Text.RegularExpressions;
using Course.Build.Tests;
using Course.Build.Tests.CommandLine;

namespace Course.Browser.Tests.Live;

/// <summary>A small course with the real theme, served by a real process.</summary>
public sealed partial class LiveCourse : IAsyncLifetime
{
    private const string Theme = "look";

    internal LiveCourse(params string[] snippets)
    {
        Course = new(snippets);
        foreach (var part in (string[])["layouts", "styles", "strings.en.yaml", "strings.ko.yaml", "icon.svg", "client"])
            Course.Folder.CopyFrom(Path.Combine(Checkout.Root, "site", part), $"{Theme}/{part}");
        var more = string.Concat(Enumerable.Range(1, 30).Select(static i => $"Paragraph {i} of many.\n\n"));
        Course.Folder.Edit(English, "Some prose.", $"Some prose.\n\n:::exercise think Think\nA task.\n:::hint\nA hint.\n:::\n:::\n\n{more}".Replace(":::exercise", "::::exercise").Replace("hint.\n:::\n:::\n", "hint.\n:::\n::::\n"));
        Course.Folder.Edit(Korean, "글.", "글.\n\n::::exercise think 생각\n과제.\n:::hint\n힌트.\n:::\n::::\n");
    }

    public LiveCourse()
        : this("Console.WriteLine(\"first\");", "Console.WriteLine(\"other\");")
    {
    }

    internal TinyCourse Course { get; }

    internal static string English => TinyCourse.Lesson + "/en.md";

    internal static string Korean => TinyCourse.Lesson + "/ko.md";

    internal static string Facts => TinyCourse.Lesson + "/lesson.yaml";

    /// <summary>Whether code can be checked in its pages.</summary>
    internal bool HasChecker { get; init; }

    internal CourseBuild Process { get; private set; } = null!;

    internal string Origin { get; private set; } = "";

    internal TempFolder Files => Course.Folder;

    internal string Style => $"{Theme}/styles/4-prose.css";

    internal string this[string path] => Origin + path;

    /// <summary>Builds once, so that records are fresh, and serves.</summary>
    public async ValueTask InitializeAsync()
    {
        await Course.BuildWellAsync();
        (Process, Origin) = await ServeAsync();
    }

    /// <summary>Starts another serve of the same course.</summary>
    internal async Task<(CourseBuild Process, string Origin)> ServeAsync(params string[] more)
    {
        var process = CourseBuild.Start(Files.Root, ["serve", "--root", "content", "--site", Theme, "--port", "0", "--editor", "vscode", .. HasChecker ? (string[])[] : ["--without-checker"], .. more]);
        var said = await process.SaysAsync(static text => Address().IsMatch(text));
        return (process, "http://127.0.0.1:" + Address().Match(said).Groups[1].Value + "/");
    }

    public async ValueTask DisposeAsync()
    {
        if (!Process.HasEnded)
        {
            Process.Signal(CourseBuild.SigInt);
            await Process.EndAsync(TimeSpan.FromSeconds(10));
        }

        Process.Dispose();
        Course.Dispose();
    }

    [GeneratedRegex(@"Serving http://localhost:(\d+)/")]
    private static partial Regex Address();
}
