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
            var (time, processor) = await MedianAsync(checker, text, options, rounds);
            Line($"  {text.Count(static c => c == '\n'),4} lines  {time,6:F1} ms wall  {processor,6:F1} ms CPU");
        }

        await WithoutTorchAsync(rounds);
    }

    /// <summary>Where TorchSharp is absent: what all rules cost beside the first of them, over the same code.</summary>
    private static async Task WithoutTorchAsync(int rounds)
    {
        var plain = string.Concat(Enumerable.Range(0, 60).Select(static i => $"class C{i}\n{{\n    public void step() {{ }}\n    public int F(int a) => a + {i};\n}}\n"));
        var references = References.Load().References.Where(static r => r.Display?.Contains("TorchSharp", StringComparison.Ordinal) != true).ToList();
        var (one, all) = (await TimeAsync([Rules.All[0]]), await TimeAsync(Rules.All));
        Line($"  without TorchSharp, {plain.Count(static c => c == '\n')} lines: {Rules.All.Length} rules {all:F2} ms, one rule {one:F2} ms");

        async Task<double> TimeAsync(System.Collections.Immutable.ImmutableArray<Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer> rules)
        {
            var times = new List<double>();
            for (var i = 0; i < rounds * 20; i++)
            {
                var compilation = Microsoft.CodeAnalysis.CSharp.CSharpCompilation.Create(
                    "Plain", [Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(plain)], references, new(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary, concurrentBuild: false));
                compilation.GetDiagnostics();
                var started = Stopwatch.GetTimestamp();
                await Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzerExtensions.WithAnalyzers(compilation, rules).GetAnalyzerDiagnosticsAsync();
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            return times.Order().ElementAt(times.Count / 4);
        }
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

    private static async Task<(double Wall, double Processor)> MedianAsync(Checker checker, string text, CheckOptions options, int rounds)
    {
        // Warm is a matter of how often code ran, not of how long: a busy machine would not get far in seconds.
        for (var i = 0; i < 150; i++) await checker.CheckAsync([new("lesson.cs", text)], options);
        var times = new List<double>();
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < rounds * 3; i++)
        {
            var started = Stopwatch.GetTimestamp();

            // A new text each time, as after an edit: nothing that is known of the old one helps.
            var report = await checker.CheckAsync([new("lesson.cs", text + $"\n// {i}\n")], options);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (report.Findings.Any(static f => f.Weight == Weight.MustFix)) throw new InvalidOperationException(report.Findings[0].ToString());
        }

        return (times.Order().ElementAt(times.Count / 2), (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / times.Count);
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
