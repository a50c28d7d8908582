using System.Diagnostics;
using System.Globalization;
using Course.Analyzers;
using Course.Analyzers.Survey;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

// dotnet run -c Release --project bench/Course.Analyzers.Survey -- [--rule ID,ID] [--cost] FOLDER…
// Runs the rules over real code: prints each finding, to be read and judged, then counts by rule; with --cost what the rules add to binding.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var ids = args.SkipWhile(static a => a != "--rule").Skip(1).FirstOrDefault()?.Split(',');
var folders = args.Where((a, i) => !a.StartsWith("--", StringComparison.Ordinal) && (i == 0 || args[i - 1] != "--rule")).Select(Path.GetFullPath).ToList();
var rules = Rules.All.Where(rule => ids is null || ids.Contains(rule.SupportedDiagnostics[0].Id)).ToArray();
var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
foreach (var folder in folders)
{
    foreach (var compilation in Checkout.Compilations(folder))
    {
        foreach (var finding in (await FindingsAsync(compilation, rules)).OrderBy(static f => f.Location.GetLineSpan().Path, StringComparer.Ordinal).ThenBy(static f => f.Location.SourceSpan.Start))
        {
            var place = finding.Location.GetLineSpan();
            var line = finding.Location.SourceTree!.GetText().Lines[place.StartLinePosition.Line].ToString().Trim();
            Console.WriteLine($"{finding.Id} {finding.Severity} {Path.GetRelativePath(folder, place.Path)}:{place.StartLinePosition.Line + 1}: {finding.GetMessage()}\n    {line}");
            counts[finding.Id] = counts.GetValueOrDefault(finding.Id) + 1;
        }
    }

    if (args.Contains("--cost")) await CostAsync(folder);
}

Console.WriteLine(string.Join('\n', counts.Select(static pair => $"{pair.Key} {pair.Value}")));

async Task CostAsync(string folder)
{
    var lines = Checkout.Compilations(folder).Sum(static c => c.SyntaxTrees.Sum(static tree => tree.GetText().Lines.Count));
    double bindTime = double.MaxValue, ruleTime = double.MaxValue, bindMemory = double.MaxValue, ruleMemory = double.MaxValue;
    for (var round = 0; round < 3; round++)
    {
        // Semantic models are kept by the driver, so that what binding costs is paid by the first and the rules' own cost is the difference.
        var (time, memory) = await MeasureAsync(folder, static compilation => { _ = compilation.GetDiagnostics(); return Task.CompletedTask; });
        (bindTime, bindMemory) = (Math.Min(bindTime, time), Math.Min(bindMemory, memory));
        (time, memory) = await MeasureAsync(folder, async compilation => { _ = compilation.GetDiagnostics(); await FindingsAsync(compilation, rules); });
        (ruleTime, ruleMemory) = (Math.Min(ruleTime, time), Math.Min(ruleMemory, memory));
    }

    Console.WriteLine($"{Path.GetFileName(folder)}: {lines} lines; per thousand lines: binding {bindTime / lines * 1000:F1} ms, {bindMemory / lines * 1000 / 1e6:F2} MB; rules {(ruleTime - bindTime) / lines * 1000:F1} ms, {(ruleMemory - bindMemory) / lines * 1000 / 1e6:F2} MB");
}

static async Task<(double Time, double Memory)> MeasureAsync(string folder, Func<CSharpCompilation, Task> work)
{
    var compilations = Checkout.Compilations(folder).ToList();
    GC.Collect();
    var before = GC.GetTotalAllocatedBytes(precise: true);
    var clock = Stopwatch.StartNew();
    foreach (var compilation in compilations) await work(compilation);
    return (clock.Elapsed.TotalMilliseconds, GC.GetTotalAllocatedBytes(precise: true) - before);
}

static async Task<IEnumerable<Diagnostic>> FindingsAsync(CSharpCompilation compilation, DiagnosticAnalyzer[] rules) =>
    await compilation.WithAnalyzers([.. rules], new CompilationWithAnalyzersOptions(
        new AnalyzerOptions([]), static (exception, rule, _) => Console.WriteLine($"AD0001 {rule.GetType().Name}: {exception}"), concurrentAnalysis: false, logAnalyzerExecutionTime: false)).GetAnalyzerDiagnosticsAsync();
