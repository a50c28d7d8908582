using System.Globalization;
using Course.Build.Pipeline;
using Course.Build.Reporting;

namespace Course.Build.Tests.Searching;

/// <summary>
/// Publishes the whole plan of the course with a paragraph for each lesson (tests/search/corpus), or with as much text as real lessons have.
/// </summary>
internal static class SearchCorpus
{
    public static string Queries => Path.Combine(Checkout.Root, "tests", "search", "queries.tsv");

    /// <summary>Writes the course.</summary>
    /// <param name="root">An empty folder.</param>
    /// <param name="sections">Sections that each lesson gets beside its own paragraph, of sentences drawn from all lessons.</param>
    public static void Write(string root, int sections)
    {
        var content = Path.Combine(Checkout.Root, "content");
        foreach (var file in new[] { "course.yaml", "glossary.yaml" }) File.Copy(Path.Combine(content, file), Path.Combine(root, file));
        var random = new Random(7);
        var tracks = Directory.GetFiles(Path.Combine(Checkout.Root, "tests", "search", "corpus")).Order(StringComparer.Ordinal).Select(Lessons).ToArray();
        var sentences = new[] { "en", "ko" }.ToDictionary(
            static language => language, language => tracks.SelectMany(static track => track.Lessons).SelectMany(lesson => lesson.Texts[language].Split(". ")).ToArray());
        var titles = Titles();
        foreach (var (track, lessons) in tracks)
        {
            var folder = Path.Combine(root, "tracks", track);
            Save(Path.Combine(folder, "track.yaml"), $"id: {track[3..]}\nsummary: {{ en: A track., ko: 트랙. }}\n");
            for (var i = 0; i < lessons.Length; i++)
            {
                var (id, texts) = lessons[i];
                var place = Path.Combine(folder, Text($"{i + 1:00}-{id}"));
                Save(Path.Combine(place, "lesson.yaml"), $"id: {id}\nstatus: published\nminutes: 10\ntags: [{track[3..]}]\nxp: 120\nsource: en\npublished: 2026-11-22\n");
                foreach (var (language, text) in texts)
                {
                    Save(Path.Combine(place, language + ".md"), $"# {titles[id][language]}\n\n{text}\n" + string.Concat(Enumerable.Range(0, sections).Select(s =>
                    {
                        var drawn = Enumerable.Range(0, 18).Select(_ => sentences[language][random.Next(sentences[language].Length)].TrimEnd('.')).ToArray();
                        return Text($"\n## {string.Join(' ', drawn[0].Split(' ').Take(5)).Replace('[', '(')} {{#part-{s}}}\n\n{string.Join(". ", drawn)}.\n");
                    })));
                }
            }
        }
    }

    /// <summary>Publishes a course with the site's own theme.</summary>
    public static async Task PublishAsync(string root, string site)
    {
        var report = await new BuildPipeline(new(
            root, site, Path.Combine(Checkout.Root, "site"), Frozen: true, Strict: false, Drafts: true, Json: false, Verbosity.Quiet))
            .RunAsync(new SilentProgress(), TestContext.Current.CancellationToken);
        Assert.True(report.Succeeded, string.Join('\n', report.Diagnostics.Select(static d => $"{d.Location} {d.Message}")));
        Assert.Equal(73, report.Lessons);
    }

    private static (string Track, (string Id, SortedDictionary<string, string> Texts)[] Lessons) Lessons(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return ("0" + name, [.. File.ReadAllText(file).ReplaceLineEndings("\n").Split("## ", StringSplitOptions.RemoveEmptyEntries).Select(static part =>
        {
            var lines = part.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return (lines[0], new SortedDictionary<string, string>(StringComparer.Ordinal) { ["en"] = lines[1], ["ko"] = lines[2] });
        })]);
    }

    /// <summary>The plan's titles, as course.yaml has them.</summary>
    private static Dictionary<string, Dictionary<string, string>> Titles()
    {
        var facts = new Content.ContentReader().Read(Path.Combine(Checkout.Root, "content")).Value.Facts;
        return facts.Plan.SelectMany(static track => track.Lessons).ToDictionary(
            static lesson => lesson.Id, lesson => facts.Languages.ToDictionary(static language => language, language => lesson.Title.In(language)));
    }

    private static void Save(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
