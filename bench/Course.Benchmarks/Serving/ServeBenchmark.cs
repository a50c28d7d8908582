using System.Globalization;
using Course.Build.Outside;

namespace Course.Benchmarks.Serving;

/// <summary>
/// From save to screen: <c>serve</c> as a process, headless Chromium as the reader, and edits of every kind in an order drawn from a fixed
/// seed. An edit has arrived when what was written is in the page's tree (a style: when it is computed), and is seen at the next frame.
/// </summary>
internal static class ServeBenchmark
{
    private static readonly string Work = Path.Combine(Places.EngineRoot, "artifacts", "bench");

    public static async Task RunAsync(int lessons, int edits)
    {
        var root = Path.Combine(Work, Text($"course-{lessons}"), "content");
        GeneratedCourse.Write(root, lessons);
        File.WriteAllText(Path.Combine(root, "glossary.yaml"), "terms:\n  - id: depth\n    term: {en: depth, ko: 깊이}\n    meaning: {en: Layers., ko: 층의 수.}\n");
        var folder = Directory.GetDirectories(root, "*-lesson", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ElementAt(lessons / 2);
        var number = lessons / 2;
        File.AppendAllText(Path.Combine(folder, "en.md"), "\nThe end: {term:depth|words}.\n");
        FreshRecords.Write(root);
        var theme = CopyTheme();

        await using var page = await ServedPage.OpenAsync(root, theme, Text($"en/track-{number / 10}/lesson-{number}/"));
        var kinds = Edit.Kinds(folder, root, theme);
        var random = new Random(42);
        Line($"{lessons} lessons, {lessons * 2} lesson pages; {Environment.ProcessorCount} cores; load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}; {edits} edits after 5 of each kind");
        for (var i = 0; i < 5; i++)
        {
            foreach (var kind in kinds) await page.MeasureAsync(kind.Make(Text($"warm{i}{kind.Name}")));
        }

        // What an author writes is prose for the most part.
        var times = new List<(string Kind, Arrival Time)>();
        for (var i = 0; i < edits; i++)
        {
            var kind = kinds[random.Next(2) == 0 ? 0 : random.Next(kinds.Length)];
            times.Add((kind.Name, await page.MeasureAsync(kind.Make(Text($"edit{i}x")))));
            await Task.Delay(random.Next(100, 400));
        }

        foreach (var kind in kinds.Select(static k => k.Name)) Row(kind, [.. times.Where(t => t.Kind == kind).Select(static t => t.Time)]);
        Row("all", [.. times.Select(static t => t.Time)]);

        var code = Edit.Code(folder);
        for (var i = 0; i < 3; i++) await code.MeasureAsync(page, i);
        var codes = new List<CodeArrival>();
        for (var i = 3; i < 13; i++) codes.Add(await code.MeasureAsync(page, i));
        Line($"  code: it says that it runs  {Of(codes.Select(static c => c.Running))}");
        Line($"  code: fresh output          {Of(codes.Select(static c => c.Output))}");
        Line($"  code: compiler's faults     {Of(codes.Select(static c => c.Faults))}");
    }

    private static string CopyTheme()
    {
        var (from, to) = (Path.Combine(Places.EngineRoot, "site"), Path.Combine(Work, "serve-site"));
        if (Directory.Exists(to)) Directory.Delete(to, recursive: true);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            if (file.Contains("node_modules", StringComparison.Ordinal)) continue;
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return to;
    }

    private static void Row(string kind, IReadOnlyCollection<Arrival> times)
    {
        if (times.Count > 0) Line($"  {kind,-10} {times.Count,4}   in the page {Of(times.Select(static t => t.Arrived))}   seen {Of(times.Select(static t => t.Seen))}");
    }

    private static string Of(IEnumerable<double> times)
    {
        var sorted = times.Order().ToArray();
        return Text($"p50 {sorted[(sorted.Length - 1) / 2],5:F0} ms, p95 {sorted[(int)Math.Ceiling(sorted.Length * 0.95) - 1],5:F0} ms, most {sorted[^1],5:F0} ms");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Line(FormattableString text) => Console.WriteLine(Text(text));
}
