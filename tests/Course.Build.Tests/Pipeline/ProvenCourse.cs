using Course.Build.Pipeline;
using Course.Build.Reporting;
using Course.Content;
using Course.Content.Book;
using Course.Snippets.Keys;
using Course.Snippets.Records;

namespace Course.Build.Tests.Pipeline;

/// <summary>
/// A course of two lessons and three sessions that a real build has proven, and a copy of the engine's sources, so that
/// both can be changed without touching the checkout. It is proven once; each test changes a copy.
/// </summary>
internal sealed class ProvenCourse : IDisposable
{
    private static readonly Lazy<Task<TempFolder>> Proven = new(ProveAsync);

    private ProvenCourse(TempFolder folder) => Folder = folder;

    /// <summary>Holds <c>content</c> and <c>engine</c>.</summary>
    public TempFolder Folder { get; }

    public static async Task<ProvenCourse> CopyAsync()
    {
        var proven = await Proven.Value;
        var folder = new TempFolder();
        folder.CopyFrom(proven.Root, "");
        return new(folder);
    }

    /// <summary>Builds it for real.</summary>
    public Task<BuildReport> BuildAsync() => BuildAsync(Folder);

    /// <summary>
    /// The sessions for which there is something to do, and what: by name alone those that must run, with
    /// <c>(check)</c> those that must be compiled, with <c>(colours)</c> those whose listings must be coloured.
    /// Holds on the way that a session is stale when, and only when, a key of its records is not today's.
    /// </summary>
    public string[] Stale()
    {
        var book = new ContentReader().Read(Folder["content"]).Value;
        var engine = EngineVersions.Read(Folder["engine"]).Value!;
        var store = new RecordStore(Folder["content"]);
        var plans = book.Lessons.Select(lesson => LessonPlan.Of(
            lesson, store.Read(lesson.Folder, [.. lesson.Source.Snippets.Select(static s => s.Id)]).Value, engine, book.Facts.Seed)).ToList();
        foreach (var plan in plans)
        {
            foreach (var session in plan.Sessions)
            {
                var changed = session.Source.Snippets.Any(snippet => !plan.Records.Records.TryGetValue(snippet.Id, out var record)
                    || record.Session != session.Source.Name
                    || Text(record.Key, snippet) != Text(session.Keys.KeyOf(snippet, engine, record.Key.Figures is not null), snippet));
                Assert.True(changed != session.Freshness.IsFresh, $"{session.Name}: keys {(changed ? "" : "un")}changed, but {string.Join("; ", session.Freshness.Reasons)}");
            }
        }

        return [.. plans.SelectMany(static p => p.Sessions).Where(static s => s.IsStale)
            .Select(static s => s.Name + (s.Freshness.NeedsRun ? "" : !s.Freshness.IsFresh ? " (check)" : " (colours)"))];
    }

    public void Dispose() => Folder.Dispose();

    /// <summary>A key as far as a snippet depends on it: one that is not run depends on no data and no host, an ignored one on itself alone.</summary>
    private static string Text(RecordKey key, Content.Snippets.Snippet snippet) => snippet switch
    {
        { Mode: Content.Snippets.SnippetMode.Ignore } => key.Code,
        { Mode: Content.Snippets.SnippetMode.NoRun } or { Fails.IsEmpty: false } => $"{key.Code} {key.Packages} {key.Runtime} {key.Figures}",
        _ => $"{key.Code} {key.Packages} {key.Runtime} {key.Figures} {key.Host} {string.Join(' ', key.Data.Select(static d => $"{d.Key}={d.Value}"))}",
    };

    private static async Task<TempFolder> ProveAsync()
    {
        var folder = new TempFolder();
        folder.Write("content/course.yaml", "title: { en: Proven, ko: 증명 }\nlanguages: [en, ko]\nseed: 1\n");
        folder.Write("content/tracks/00-one/track.yaml", "id: one\ntitle: { en: One, ko: 하나 }\n");
        foreach (var (number, id) in new[] { ("00", "first"), ("01", "second") })
        {
            folder.Write($"content/tracks/00-one/{number}-{id}/lesson.yaml",
                $"id: {id}\nstatus: published\nminutes: 1\nsource: en\npublished: 2026-01-02\n{(id == "first" ? "data: [data/n.csv]\n" : "")}");
        }

        folder.Write("content/tracks/00-one/00-first/data/n.csv", "1\n2\n");
        folder.Write("content/tracks/00-one/00-first/en.md", English);
        folder.Write("content/tracks/00-one/00-first/ko.md", Korean);
        folder.Write("content/tracks/00-one/01-second/en.md", "# Second\n\n```csharp id=second\nConsole.WriteLine(2);\n```\n");
        folder.Write("content/tracks/00-one/01-second/ko.md", "# 둘째\n\n```csharp id=second\n```\n");
        foreach (var path in new[] { "tools/snippet-host", "src/Course.Figures", "src/Course.Snippets/Execution/HostProtocol.cs", "Directory.Build.props" })
        {
            folder.CopyFrom(Path.Combine(Checkout.Root, path), $"engine/{path}");
        }

        var report = await BuildAsync(folder);
        Assert.True(report.Succeeded, string.Join('\n', report.Diagnostics));
        Assert.Equal(5, report.SnippetsRun);
        return folder;
    }

    private static Task<BuildReport> BuildAsync(TempFolder folder) => new BuildPipeline(
        new(folder["content"], folder["site"], Path.Combine(Checkout.Golden, "theme"),
            Frozen: false, Strict: false, Drafts: false, Json: false, Verbosity.Quiet),
        clock: null, EngineVersions.Read(folder["engine"]).Value).RunAsync(new SilentProgress(), TestContext.Current.CancellationToken);

    private const string English = """"
        # First

        Some prose.

        ```csharp id=load title="Load"
        // A comment.
        var numbers = File.ReadLines("data/n.csv").Select(int.Parse).ToArray();
        Show.Value("sum", numbers.Sum());
        ```

        ```csharp id=print
        Console.WriteLine(numbers.Length);
        ```

        ```csharp id=sketch no-run reason="it is slow"
        Console.WriteLine(numbers[0]); // sketched
        ```

        ```csharp id=wrong fails=CS0103
        Console.WriteLine(nothing);
        ```

        ```csharp id=later ignore reason="not yet C#"
        let there = light;
        ```

        ```csharp id=alone session=alone
        Console.WriteLine("alone");
        ```

        ```csharp id=risky session=alone throws=InvalidOperationException
        _ = Array.Empty<int>().Max();
        ```

        """";

    private const string Korean = """"
        # 첫째

        글.

        ```csharp id=load
        // 주석.
        var numbers = File.ReadLines("data/n.csv").Select(int.Parse).ToArray();
        Show.Value("sum", numbers.Sum());
        ```

        ```csharp id=print
        ```

        ```csharp id=sketch
        ```

        ```csharp id=wrong
        ```

        ```csharp id=later
        ```

        ```csharp id=alone
        ```

        ```csharp id=risky
        ```

        """";
}
