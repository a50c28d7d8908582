using Course.Build.Pipeline;
using Course.Build.Reporting;

namespace Course.Build.Tests.Searching;

/// <summary>What an index remembers from build to build only spares work.</summary>
public sealed class SearchMemoryTests
{
    [Fact]
    public async Task An_edit_changes_the_shards_of_its_words_and_the_index_is_that_of_a_build_without_memory()
    {
        using var folder = new TempFolder();
        var (root, kept) = (folder["content"], folder["kept"]);
        Directory.CreateDirectory(root);
        SearchCorpus.Write(root, sections: 0);
        var pipeline = Pipeline(root, kept);
        await BuildAsync(pipeline);
        var first = Files(kept);

        // Prose: a word that no lesson has.
        var lesson = Directory.GetFiles(root, "ko.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ElementAt(30);
        await File.AppendAllTextAsync(lesson, "\n뷁뷁.\n", TestContext.Current.CancellationToken);
        await BuildAsync(pipeline);
        var second = Files(kept);
        var changed = second.Except(first).Select(static file => file.Key).ToList();
        Assert.Equal(["ko/search/index.json", "sections.json", "shard"], changed.Select(static path => path.Contains("assets/search/ko.", StringComparison.Ordinal) ? "shard" : path.EndsWith("sections.json", StringComparison.Ordinal) ? "sections.json" : path).Order(StringComparer.Ordinal));

        // A heading, a term, a lesson less, and all of it back: each time as if the build had no memory.
        var english = Path.Combine(Path.GetDirectoryName(lesson)!, "en.md");
        var before = await File.ReadAllTextAsync(english, TestContext.Current.CancellationToken);
        await File.AppendAllTextAsync(english, "\n## A new heading {#new}\n\nWith words.\n", TestContext.Current.CancellationToken);
        await AssertSameWithoutMemoryAsync(pipeline, root, kept, folder.Root);
        await File.WriteAllTextAsync(english, before, TestContext.Current.CancellationToken);
        var glossary = Path.Combine(root, "glossary.yaml");
        await File.AppendAllTextAsync(glossary, "  - id: perplexity\n    term: { en: perplexity, ko: 퍼플렉서티 }\n    meaning: { en: How surprised a model is., ko: 모델이 놀라는 정도입니다. }\n", TestContext.Current.CancellationToken);
        await AssertSameWithoutMemoryAsync(pipeline, root, kept, folder.Root);
        Directory.Move(Path.GetDirectoryName(lesson)!, folder["away"]);
        await AssertSameWithoutMemoryAsync(pipeline, root, kept, folder.Root);
        Directory.Move(folder["away"], Path.GetDirectoryName(lesson)!);
        File.Copy(Path.Combine(Checkout.Root, "content", "glossary.yaml"), glossary, overwrite: true);
        await BuildAsync(pipeline);
        Assert.Equal(second, Files(kept));
    }

    private static async Task AssertSameWithoutMemoryAsync(BuildPipeline pipeline, string root, string kept, string folder)
    {
        await BuildAsync(pipeline);
        var fresh = Path.Combine(folder, "fresh");
        await BuildAsync(Pipeline(root, fresh));
        Assert.Equal(Files(fresh), Files(kept));
    }

    private static BuildPipeline Pipeline(string root, string site) => new(new(
        root, site, Path.Combine(Checkout.Root, "site"), Frozen: true, Strict: false, Drafts: true, Json: false, Verbosity.Quiet));

    private static async Task BuildAsync(BuildPipeline pipeline)
    {
        var report = await pipeline.RunAsync(new SilentProgress(), TestContext.Current.CancellationToken);
        Assert.True(report.Succeeded, string.Join('\n', report.Diagnostics.Select(static d => $"{d.Location} {d.Message}")));
    }

    /// <summary>The files of the search, by path.</summary>
    private static SortedDictionary<string, string> Files(string site) => new(
        Directory.EnumerateFiles(site, "*", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(site, file).Replace('\\', '/'), Text: File.ReadAllText(file)))
            .Where(static file => file.Path.Contains("/search/", StringComparison.Ordinal) || file.Path.EndsWith("sections.json", StringComparison.Ordinal))
            .Where(static file => !file.Path.EndsWith(".html", StringComparison.Ordinal))
            .ToDictionary(static file => file.Path, static file => file.Text),
        StringComparer.Ordinal);
}
