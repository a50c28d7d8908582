using System.Globalization;
using System.Text;

namespace Course.Benchmarks;

/// <summary>
/// Writes a course of any size: tracks of ten lessons, two languages, about 600 words and two listings a page, three
/// headings, a table, a callout, a list, links to neighbours. The text is drawn from a fixed seed, so that the same size is the same course.
/// </summary>
internal static class GeneratedCourse
{
    private const int LessonsInTrack = 10;
    private static readonly string[] English = "gradient network layer weight loss step batch depth signal norm chain product derivative activation sigmoid error training value scale input output matrix update rate noise curve point model data the a of and to in is that it for with as by on from this which grows falls stays learns carries measures".Split(' ');
    private static readonly string[] Korean = "기울기가 신경망은 층마다 가중치를 손실이 단계에서 배치를 깊이가 신호를 크기는 연쇄 곱셈은 미분을 활성화 함수가 오차를 학습에서 값이 규모를 입력과 출력은 행렬을 갱신하고 학습률이 잡음을 곡선은 점에서 모델이 데이터를 그리고 그래서 이때 다시 조금 더 먼저 나중에 커진다 줄어든다 배운다 전한다 잰다".Split(' ');

    /// <summary>Writes the course.</summary>
    public static void Write(string root, int lessons)
    {
        if (Directory.Exists(root)) Directory.Delete(root, recursive: true);
        var random = new Random(42);
        Save(Path.Combine(root, "course.yaml"), """
            title: {en: Generated course, ko: 생성된 과정}
            summary: {en: A course to measure with., ko: 재기 위한 과정이다.}
            languages: [ko, en]
            seed: 42
            """);
        for (var i = 0; i < lessons; i++)
        {
            var track = i / LessonsInTrack;
            var folder = Path.Combine(root, "tracks", Text($"{track + 1:00000}-track"));
            if (i % LessonsInTrack == 0)
            {
                Save(Path.Combine(folder, "track.yaml"), Text($$"""
                    id: track-{{track}}
                    title: {en: Track {{track}}, ko: 트랙 {{track}}}
                    summary: {en: What it gives., ko: 무엇을 주는지.}
                    """));
            }

            WriteLesson(Path.Combine(folder, Text($"{i % LessonsInTrack + 1:00}-lesson")), i, lessons, random);
        }
    }

    private static void WriteLesson(string folder, int number, int lessons, Random random)
    {
        Save(Path.Combine(folder, "lesson.yaml"), Text($$"""
            id: lesson-{{number}}
            status: published
            minutes: 12
            tags: [depth, signal]
            xp: 120
            prerequisites: [{{(number == 0 ? "" : Text($"lesson-{number - 1}"))}}]
            source: en
            published: 2026-11-22
            links:
              - {url: "https://arxiv.org/abs/1211.5063", title: {en: On the difficulty of training recurrent neural networks, ko: 순환 신경망 학습의 어려움}, language: en, kind: paper}
            """));
        Save(Path.Combine(folder, "en.md"), Body(number, lessons, "Lesson", English, 600, code: true, random));
        Save(Path.Combine(folder, "ko.md"), Body(number, lessons, "레슨", Korean, 600, code: false, random));
    }

    private static string Body(int number, int lessons, string title, string[] words, int count, bool code, Random random)
    {
        var text = new StringBuilder();
        text.Append(Text($"# {title} {number}\n\n"));
        var paragraphs = 10;
        for (var p = 0; p < paragraphs; p++)
        {
            if (p % 3 == 0) text.Append(Text($"## {words[random.Next(words.Length)]} {p} {{#part-{p}}}\n\n"));
            for (var w = 0; w < count / paragraphs; w++)
            {
                var word = words[random.Next(words.Length)];
                text.Append(w == 0 ? "" : w % 12 == 0 ? ".\n" : " ");
                text.Append(w % 17 == 5 ? $"*{word}*" : w % 23 == 7 ? $"`{word}`" : w % 29 == 11 ? $"**{word}**" : word);
            }

            text.Append(Text($", [{title}](lesson:lesson-{(number + p) % lessons}).\n\n"));
            if (p == 1) text.Append(Listing("first", number, code));
            if (p == 2) text.Append(Text($":::tip\n{words[1]} {words[2]} {words[3]}.\n:::\n\n"));
            if (p == 4) text.Append(Listing("second", number, code));
            if (p == 5) text.Append(Text($"| {words[0]} | {words[1]} |\n|---|--:|\n| {words[2]} | {random.Next(100)} |\n| {words[3]} | {random.Next(100)} |\n\n"));
            if (p == 7) text.Append(Text($"- {words[4]} {words[5]}\n- {words[6]} {words[7]}\n- {words[8]} {words[9]}\n\n"));
        }

        return text.ToString();
    }

    private static string Listing(string id, int number, bool code) => code
        ? Text($$"""
            ```csharp id={{id}} title="Listing {{id}}" {{(id == "first" ? "" : "session=other")}}
            var total{{id}} = 0;
            for (var step = 0; step < 10; step++)
            {
                // Adds up what the step is worth.
                total{{id}} += step * {{number + 1}};
                if (total{{id}} > 1_000_000) break;
            }

            Console.WriteLine($"total {total{{id}}}");
            ```


            """)
        : $"```csharp id={id}\n```\n\n";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Save(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text.ReplaceLineEndings("\n"));
    }
}
