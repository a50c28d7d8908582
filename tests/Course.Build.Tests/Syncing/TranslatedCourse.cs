using Course.Build.Tests.CommandLine;

namespace Course.Build.Tests.Syncing;

/// <summary>A course of two short lessons in two languages, without code, so that it can be built frozen.</summary>
internal sealed class TranslatedCourse : IDisposable
{
    public const string Folder = "content/tracks/00-one/00-first";
    public const string English = Folder + "/en.md", Korean = Folder + "/ko.md", Lock = Folder + "/ko.lock";

    public TranslatedCourse()
    {
        Files.Write("content/course.yaml", "title: { en: Tiny, ko: 작은 }\nlanguages: [en, ko]\nseed: 1\n");
        Files.Write("content/tracks/00-one/track.yaml", "id: one\ntitle: { en: One, ko: 하나 }\n");
        foreach (var (folder, id) in new[] { ("00-first", "first"), ("01-second", "second") })
        {
            var path = $"content/tracks/00-one/{folder}";
            Files.Write($"{path}/lesson.yaml", $"id: {id}\nstatus: published\nminutes: 1\nsource: en\npublished: 2026-01-02\n");
            Files.Write($"{path}/en.md", "# A lesson\n\nThe loss falls by 3 percent.\n\nIt falls in every step.\n\n## Why {#why}\n\nSteps are small.\n\nAnd there are many.\n");
            Files.Write($"{path}/ko.md", "# 레슨\n\n손실이 3퍼센트 줄어든다.\n\n매번 줄어든다.\n\n## 까닭 {#why}\n\n걸음이 작다.\n\n그리고 많다.\n");
        }

        Files.CopyFrom(Path.Combine(Checkout.Golden, "theme"), "theme");
    }

    public TempFolder Files { get; } = new();

    /// <summary>Everything but lock files, which <c>sync</c> must leave alone.</summary>
    public Dictionary<string, string> Prose => Files.Files("content").Where(static f => !f.Key.EndsWith(".lock", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);

    public Task<Ended> SyncAsync(params string[] arguments) => CourseBuild.RunAsync(Files.Root, ["sync", "--root", "content", .. arguments]);

    /// <summary>Runs it, which must succeed.</summary>
    public async Task<string> SyncWellAsync(params string[] arguments)
    {
        var ended = await SyncAsync(arguments);
        Assert.True(ended.Code == 0, ended.ToString());
        return ended.Output;
    }

    public Task<Ended> BuildAsync(params string[] arguments) =>
        CourseBuild.RunAsync(Files.Root, ["--root", "content", "--site", "theme", "--output", "site", "--frozen", .. arguments]);

    public void Dispose() => Files.Dispose();
}
