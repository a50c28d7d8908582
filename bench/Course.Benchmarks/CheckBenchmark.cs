using System.Diagnostics;
using System.Globalization;
using Course.Analyzers;
using Course.Build.Outside;
using Course.Check.Input;
using Course.Checking;

namespace Course.Benchmarks;

/// <summary>What checking a learner's file costs.</summary>
internal static class CheckBenchmark
{
    public static async Task RunAsync(int rounds)
    {
        var checker = new Checker(References.Load());
        var options = new CheckOptions(Language.English);
        var starter = await File.ReadAllTextAsync(Path.Combine(
            Places.EngineRoot, "content/tracks/03-gradients/06-vanishing-and-exploding-gradients/exercise/solution.cs"));
        Line($"{Environment.ProcessorCount} cores; median of {rounds} rounds, warm");
        foreach (var lines in new[] { 20, 150, 300 })
        {
            var text = Grow(starter, lines);
            var time = await MedianAsync(checker, text, options, rounds);
            Line($"  {text.Count(static c => c == '\n'),4} lines  {time,6:F1} ms");
        }

        // The same code where TorchSharp is absent: what the rules cost there is the difference to the compiler alone.
        var bare = new Checker(new ReferenceLibrary(References.Load().References.Where(static r => r.Display?.Contains("TorchSharp", StringComparison.Ordinal) != true)));
        var plain = string.Concat(Enumerable.Range(0, 60).Select(static i => $"class C{i}\n{{\n    public void step() {{ }}\n    public int F(int a) => a + {i};\n}}\n"));
        Line($"  without TorchSharp, {plain.Count(static c => c == '\n')} lines: rules {await RulesAloneAsync(bare, plain, rounds):F2} ms");
    }

    private static async Task<double> RulesAloneAsync(Checker checker, string text, int rounds)
    {
        var with = await MedianAsync(checker, text, new(Language.English), rounds * 5);
        var twice = await MedianAsync(checker, text, new(Language.English) { Praise = false }, rounds * 5);
        return Math.Abs(with - twice);
    }

    /// <summary>A program of about so many lines: the course's own exercise, its model and data functions under new names again and again.</summary>
    private static string Grow(string program, int lines)
    {
        var text = program.ReplaceLineEndings("\n");
        var start = text.IndexOf("(List<double>", StringComparison.Ordinal);
        var types = text.IndexOf("sealed class", StringComparison.Ordinal);
        var (head, functions, model) = (text[..start], text[start..types], text[types..]);
        for (var copy = 1; (head + functions + model).Count(static c => c == '\n') < lines; copy++)
        {
            functions += Named(text[start..types], copy);
            model += "\n" + Named(text[types..], copy);
        }

        return head + functions + model;
    }

    private static string Named(string code, int copy) => code
        .Replace("GatedTotal", $"GatedTotal{copy}", StringComparison.Ordinal)
        .Replace("Train(", $"Train{copy}(", StringComparison.Ordinal).Replace("RunningTotal(", $"RunningTotal{copy}(", StringComparison.Ordinal);

    private static async Task<double> MedianAsync(Checker checker, string text, CheckOptions options, int rounds)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(5);) await checker.CheckAsync([new("lesson.cs", text)], options);
        var times = new List<double>();
        for (var i = 0; i < rounds * 3; i++)
        {
            var started = Stopwatch.GetTimestamp();

            // A new text each time, as after an edit: nothing that is known of the old one helps.
            var report = await checker.CheckAsync([new("lesson.cs", text + $"\n// {i}\n")], options);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (report.Findings.Any(static f => f.Weight == Weight.MustFix)) throw new InvalidOperationException(report.Findings[0].ToString());
        }

        return times.Order().ElementAt(times.Count / 2);
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
