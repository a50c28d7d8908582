using System.Collections.Immutable;
using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Course.Build.Outside;
using Course.Check.Input;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Benchmarks;

/// <summary>
/// What each rule adds to the driver, over its own page's code: where it fires (bad) and where it is silent (good). The code is bound
/// before, so that the compiler's own work, which is the same for all, is not in the figures.
/// </summary>
public class RuleBenchmark
{
    private const string Usings =
        "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading.Tasks;"
        + "global using TorchSharp; global using TorchSharp.Modules; global using static TorchSharp.torch; global using static TorchSharp.torch.nn;";

    private static readonly ImmutableArray<MetadataReference> References = [.. Check.Input.References.Load().References];
    private ImmutableArray<DiagnosticAnalyzer> _rules;
    private CSharpCompilation _compilation = null!;

    /// <summary>The case: <c>DL1001 bad</c>, or <c>none</c> for the driver alone.</summary>
    [ParamsSource(nameof(Cases))]
    public string Case { get; set; } = "";

    /// <summary>All cases.</summary>
    public static IEnumerable<string> Cases => Analyzers.Rules.All.SelectMany(static rule => new[] { Id(rule) + " bad", Id(rule) + " good" });

    /// <summary>Runs the benchmarks in this process and writes BenchmarkDotNet's table.</summary>
    public static void Run(string[] filter)
    {
        var config = ManualConfig.CreateEmpty().AddJob(Job.ShortRun.WithIterationTime(Perfolizer.Horology.TimeInterval.FromMilliseconds(60)).WithToolchain(InProcessEmitToolchain.Instance))
            .AddColumnProvider(DefaultColumnProviders.Instance).AddDiagnoser(MemoryDiagnoser.Default).AddLogger(ConsoleLogger.Default)
            .AddExporter(BenchmarkDotNet.Exporters.MarkdownExporter.GitHub)
            .WithArtifactsPath(Path.Combine(Places.EngineRoot, "artifacts", "benchmarks"));
        WarmAll();
        var summaries = BenchmarkSwitcher.FromTypes([typeof(RuleBenchmark)]).Run(filter.Length == 0 ? ["--filter", "*"] : filter, config);
        Console.WriteLine();
        Console.WriteLine("| rule | adds where it fires | adds where it is silent |");
        Console.WriteLine("| --- | --- | --- |");
        foreach (var rule in summaries.SelectMany(static summary => summary.Reports).GroupBy(static report => CaseOf(report)[..6]))
            Console.WriteLine($"| {rule.Key} | {Added(rule, "bad")} | {Added(rule, "good")} |");
    }

    /// <summary>Sends every case through the just-in-time compiler, which would count against the first ones otherwise.</summary>
    private static void WarmAll()
    {
        foreach (var each in Cases)
        {
            var benchmark = new RuleBenchmark { Case = each };
            benchmark.Setup();
            for (var i = 0; i < 30; i++)
            {
                benchmark.Driver().GetAwaiter().GetResult();
                benchmark.Rule().GetAwaiter().GetResult();
            }
        }
    }

    private static string Added(IEnumerable<BenchmarkReport> reports, string role)
    {
        var all = reports.Where(report => CaseOf(report).EndsWith(role, StringComparison.Ordinal)).ToDictionary(static report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name);
        if (all.GetValueOrDefault(nameof(Rule))?.ResultStatistics is not { } rule || all.GetValueOrDefault(nameof(Driver))?.ResultStatistics is not { } driver) return "–";
        var bytes = all[nameof(Rule)].GcStats.GetBytesAllocatedPerOperation(all[nameof(Rule)].BenchmarkCase) - all[nameof(Driver)].GcStats.GetBytesAllocatedPerOperation(all[nameof(Driver)].BenchmarkCase);
        return string.Create(CultureInfo.InvariantCulture, $"{(rule.Median - driver.Median) / 1000:0} µs, {bytes / 1024d:0} kB");
    }

    private static string CaseOf(BenchmarkReport report) => (string)report.BenchmarkCase.Parameters[nameof(Case)];

    /// <summary>Reads the page and binds its code.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var (id, role) = (Case[..6], Case[7..]);
        _rules = [Analyzers.Rules.All.Single(rule => Id(rule) == id)];
        var page = File.ReadAllText(Directory.GetFiles(Path.Combine(Places.EngineRoot, "src", "Course.Analyzers", "Rules"), id + "*.en.md").Single()).ReplaceLineEndings("\n");
        var open = "```csharp " + role + "\n";
        var start = page.IndexOf(open, StringComparison.Ordinal) + open.Length;
        var tree = CSharpSyntaxTree.ParseText(page[start..page.IndexOf("\n```", start, StringComparison.Ordinal)], path: "lesson.cs");
        var isProgram = tree.GetCompilationUnitRoot().Members.Any(static m => m is Microsoft.CodeAnalysis.CSharp.Syntax.GlobalStatementSyntax);
        _compilation = CSharpCompilation.Create(
            "Lesson", [CSharpSyntaxTree.ParseText(Usings), tree], References,
            new(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, concurrentBuild: false));
        _compilation.GetDiagnostics();
    }

    /// <summary>The driver with an analyzer that does nothing.</summary>
    [Benchmark(Baseline = true)]
    public Task<ImmutableArray<Diagnostic>> Driver() => AnalyzeAsync([new Idle()]);

    /// <summary>The driver with the rule.</summary>
    [Benchmark]
    public Task<ImmutableArray<Diagnostic>> Rule() => AnalyzeAsync(_rules);

    private Task<ImmutableArray<Diagnostic>> AnalyzeAsync(ImmutableArray<DiagnosticAnalyzer> rules) => _compilation
        .WithAnalyzers(rules, new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: false))
        .GetAnalyzerDiagnosticsAsync();

    private static string Id(DiagnosticAnalyzer rule) => rule.SupportedDiagnostics[0].Id;

#pragma warning disable RS1001, RS1025, RS1026, RS1036, RS2008 // It measures the driver and is never shipped.
    private sealed class Idle : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Nothing = new("IDLE", "Idle", "Idle", "Idle", DiagnosticSeverity.Info, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Nothing];

        public override void Initialize(AnalysisContext context) => context.RegisterSemanticModelAction(static model => _ = model.SemanticModel);
    }
#pragma warning restore RS1001, RS1025, RS1026, RS1036, RS2008
}
