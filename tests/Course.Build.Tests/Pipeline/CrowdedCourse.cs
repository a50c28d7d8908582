using System.Collections.Immutable;
using System.Globalization;
using Course.Content;
using Course.Content.Book;
using Course.Diagnostics;
using Course.Figures.Data;
using Course.Snippets.Keys;
using Course.Snippets.Records;
using Course.Snippets.Sessions;

namespace Course.Build.Tests.Pipeline;

/// <summary>
/// A course of many short lessons, each with everything that a page looks up in the other language, in other lessons or in records: code spans, formulas,
/// footnotes, terms, quoted values, references, figures. Half of them are written in Korean first, and in two of three one language has a paragraph more,
/// so that blocks are paired by what they say. Nothing has to run: the records are fresh.
/// </summary>
internal static class CrowdedCourse
{
    private const int LessonsInTrack = 12;

    /// <summary>Enough of them that two threads are in the same paragraph for a while.</summary>
    private static readonly string Spans = string.Join(", ", Enumerable.Range(0, 80).Select(static i => Text($"`name{i}`")));

    /// <summary>Writes the course, in which a strict build finds nothing.</summary>
    public static void Write(string root, int lessons)
    {
        Save(root, "course.yaml", "title: { en: Crowded, ko: 붐비는 }\nsummary: { en: Many lessons., ko: 많은 레슨. }\nlanguages: [ko, en]\nurl: https://course.example/\nseed: 1\n");
        Save(root, "glossary.yaml", """
            terms:
              - id: gradient
                term: { en: gradient, ko: 기울기 }
                meaning: { en: How the loss changes., ko: 손실이 변하는 정도. }

            """);
        for (var number = 0; number < lessons; number++)
        {
            var track = $"tracks/{Text($"{number / LessonsInTrack:00}")}-part";
            if (number % LessonsInTrack == 0) Save(root, track + "/track.yaml", Text($"id: part-{number / LessonsInTrack}\ntitle: {{ en: Part, ko: 부분 }}\nsummary: {{ en: A part., ko: 한 부분. }}\n"));
            var folder = Text($"{track}/{number % LessonsInTrack:00}-crowd-{number}");
            var source = number % 2 == 0 ? "en" : "ko";
            Save(root, folder + "/lesson.yaml", Text($"id: crowd-{number}\nstatus: published\nminutes: 5\ntags: [crowd]\nsource: {source}\npublished: 2026-01-02\n"));
            Save(root, folder + "/en.md", English(number, (number + 7) % lessons, isSource: source == "en"));
            Save(root, folder + "/ko.md", Korean(number, (number + 7) % lessons, isSource: source == "ko"));
        }

        WriteRecords(root);
    }

    private static string English(int number, int other, bool isSource) => Text($$"""
        # Lesson {{number}}, with `Step({{number}})`

        The call `Clip{{number}}(norm)` keeps the {term:gradient} small, as `Adam` does, and $g_{{number % 5}}$ with it.[^small] It ended at {value:loss}.
        A ``tick ` within`` stays, and so does `List<int>`; see [there](lesson:crowd-{{other}}#table), [](figure:curve-{{number}}) and [](snippet:draw).
        {{(number % 3 == 0 ? "\nWhat `only` English says.\n" : "")}}
        [^small]: Not `too` small, in *lesson* {{number}}.

        ## Table of `rates` {#table}

        | `rate` | $g_{{number % 5}}$ | {term:gradient|slope} |
        | :--- | ---: | --- |
        | `{{number}}e-3` | **{{number}}** | `a` |

        Names: {{Spans}}.

        - one `item`
        - another, with $x^2$

        {{Snippet(number, isSource, "Draw it")}}

        :::figure curve-{{number}} alt="A line that falls, {{number}}" x="step" y="loss"
        The `loss` over {{number}} steps, $g_{{number % 5}}$ below.
        :::

        :::tip Mind `this`
        A tip about `code` and {term:gradient}.
        :::

        $$
        g_{{number % 5}} = x^2
        $$

        """);

    private static string Korean(int number, int other, bool isSource) => Text($$"""
        # 레슨 {{number}}, `Step({{number}})`

        `Clip{{number}}(norm)`은 {term:gradient}를 작게 한다. `Adam`도, $g_{{number % 5}}$도 그렇다.[^small] 마지막은 {value:loss}였다.
        ``tick ` within``과 `List<int>`는 그대로다. [저기](lesson:crowd-{{other}}#table), [](figure:curve-{{number}}), [](snippet:draw)를 보라.
        {{(number % 3 == 1 ? "\n한국어만 `하는` 말.\n" : "")}}
        [^small]: `너무` 작지는 *않게*, 레슨 {{number}}.

        ## `rates` 표 {#table}

        | `rate` | $g_{{number % 5}}$ | {term:gradient|경사} |
        | :--- | ---: | --- |
        | `{{number}}e-3` | **{{number}}** | `a` |

        이름: {{Spans}}.

        - `item` 하나
        - $x^2$ 또 하나

        {{Snippet(number, isSource, "그것을 그린다")}}

        :::figure curve-{{number}} alt="내려가는 선, {{number}}" x="단계" y="손실"
        {{number}}단계의 `loss`, 아래에 $g_{{number % 5}}$.
        :::

        :::tip `이것`을 조심
        `code`와 {term:gradient}에 대한 팁.
        :::

        $$
        g_{{number % 5}} = x^2
        $$

        """);

    private static string Snippet(int number, bool isSource, string title) =>
        $"```csharp id=draw title=\"{title}\"\n{(isSource ? Text($"Show.Lines(\"curve-{number}\", x: \"step\", y: \"loss\", (\"loss\", [0, 1, 2], [3, 2, {number}]));\n") : "")}```";

    private static void WriteRecords(string root)
    {
        var read = new ContentReader().Read(root);
        Assert.Empty(read.Diagnostics.Select(static d => $"{d.Location} {d.Message}"));
        var book = read.Value;
        var engine = EngineVersions.Read(Checkout.Root).Value!;
        var store = new RecordStore(root);
        foreach (var lesson in book.Lessons)
        {
            var session = Assert.Single(SessionPlanner.Plan(lesson.Facts.Id, lesson.Source.Snippets, ImmutableSortedDictionary<string, string>.Empty, book.Facts.Seed));
            var (snippet, keys) = (Assert.Single(session.Snippets), SessionKeys.Of(session, ImmutableSortedDictionary<string, SnippetRecord>.Empty));
            var figure = new FigureData($"curve-{lesson.Facts.Id["crowd-".Length..]}", FigureKind.Lines, new("step", Log: false), new("loss", Log: false), [new("loss", [0, 1, 2], [3, 2, 1])], []);
            store.Write(lesson.Folder, new(
                snippet.Id, session.Name, keys.KeyOf(snippet, engine, usesFigures: true),
                new(new(2026, 1, 2), "0123456789abcdef", "10.0.0", "0.107.0", "2.10.0", book.Facts.Seed, 12, 120),
                new(EndingKind.Completed), [new FigureOutput(figure)],
                ImmutableSortedDictionary<string, string>.Empty.Add("loss", "0.25"), [],
                ImmutableSortedDictionary<string, Listing>.Empty.Add("en", new(ContentHash.Of(snippet.Code), [], [])))
            {
                Code = keys.StampOf(snippet),
            });
        }
    }

    private static void Save(string root, string path, string text)
    {
        var file = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
