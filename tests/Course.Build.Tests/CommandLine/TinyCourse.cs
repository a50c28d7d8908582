using System.Globalization;

namespace Course.Build.Tests.CommandLine;

/// <summary>A course so small that its sessions take milliseconds; none of them calls TorchSharp.</summary>
internal sealed class TinyCourse : IDisposable
{
    private const string Theme = "theme";
    public const string Lesson = "content/tracks/00-one/00-first";

    public TinyCourse(params string[] snippets)
    {
        Folder.Write("content/course.yaml", "title: { en: Tiny, ko: 작은 }\nlanguages: [en, ko]\nseed: 1\n");
        Folder.Write("content/tracks/00-one/track.yaml", "id: one\ntitle: { en: One, ko: 하나 }\n");
        AddLesson("00-first", "first", snippets.Length > 0 ? snippets : ["Console.WriteLine(\"first\");"]);
        AddLesson("01-second", "second", "Console.WriteLine(\"second\");");
        Folder.CopyFrom(Path.Combine(Checkout.Golden, "theme"), Theme);
    }

    public TempFolder Folder { get; } = new();

    /// <summary>Arguments that every build of it needs.</summary>
    public string[] Arguments { get; } = ["--root", "content", "--site", Theme, "--output", "site"];

    /// <summary>The published site.</summary>
    public IReadOnlyDictionary<string, string> Site => Folder.Files("site");

    /// <summary>The records.</summary>
    public IReadOnlyDictionary<string, string> Records =>
        Folder.Files("content").Where(static f => f.Key.EndsWith(".json", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);

    /// <summary>Adds a lesson with a session a snippet.</summary>
    public void AddLesson(string folder, string id, params string[] snippets)
    {
        var path = $"content/tracks/00-one/{folder}";
        Folder.Write($"{path}/lesson.yaml", $"id: {id}\nstatus: published\nminutes: 1\nsource: en\npublished: 2026-01-02\n");
        var fences = snippets.Select((code, i) => (Id: $"{id}-{(i + 1).ToString(CultureInfo.InvariantCulture)}", Code: code)).ToList();
        Folder.Write($"{path}/en.md", $"# Lesson {id}\n\nSome prose.\n\n" + string.Concat(fences.Select(static f => $"```csharp id={f.Id} session={f.Id}\n{f.Code}\n```\n\n")));
        Folder.Write($"{path}/ko.md", $"# 강의 {id}\n\n글.\n\n" + string.Concat(fences.Select(static f => $"```csharp id={f.Id}\n```\n\n")));
    }

    public CourseBuild Start(params string[] more) => CourseBuild.Start(Folder.Root, [.. Arguments, .. more]);

    public Task<Ended> BuildAsync(params string[] more) => CourseBuild.RunAsync(Folder.Root, [.. Arguments, .. more]);

    /// <summary>Builds it, which must succeed.</summary>
    public async Task<Ended> BuildWellAsync(params string[] more)
    {
        var ended = await BuildAsync(more);
        Assert.True(ended.Code == 0, ended.ToString());
        return ended;
    }

    public Task<Ended> VerifyAsync(params string[] more) => CourseBuild.RunAsync(Folder.Root, ["verify", "--root", "content", .. more]);

    public Task<Ended> AcceptAsync(params string[] more) => CourseBuild.RunAsync(Folder.Root, ["accept", "--root", "content", .. more]);

    public void Dispose() => Folder.Dispose();
}
