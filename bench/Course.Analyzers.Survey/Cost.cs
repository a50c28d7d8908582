using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Analyzers.Survey;

/// <summary>Processor time and allocations of one analysis.</summary>
/// <param name="Milliseconds">Time of all threads.</param>
/// <param name="Megabytes">What was allocated.</param>
internal readonly record struct Cost(double Milliseconds, double Megabytes)
{
    private static Cost Most { get; } = new(double.MaxValue, double.MaxValue);

    /// <summary>What each rule, and all together, add to a driver that has bound the code and holds a semantic model of each tree.</summary>
    public static async Task ReportAsync(IReadOnlyList<string> folders, DiagnosticAnalyzer[] rules, bool each)
    {
        var lines = folders.SelectMany(Checkout.Compilations).Sum(static c => c.SyntaxTrees.Sum(static tree => tree.GetText().Lines.Count)) / 1000.0;

        // What the just-in-time compiler takes is no cost of the rules: it would be booked on whichever is measured first.
        await MeasureAsync(folders, [new AsksForModels()]);
        await MeasureAsync(folders, rules);
        var (bare, all) = (Most, Most);
        for (var round = 0; round < 5; round++)
        {
            bare = bare.OrLess(await MeasureAsync(folders, [new AsksForModels()]));
            all = all.OrLess(await MeasureAsync(folders, rules));
        }

        Console.WriteLine($"{lines:F1} thousand lines; per thousand lines:");
        Console.WriteLine($"  driver and binding   {bare.Milliseconds / lines,7:F1} ms {bare.Megabytes / lines,7:F2} MB");
        Print("all rules", all, bare, lines);
        if (!each) return;
        foreach (var rule in rules)
            Print(rule.SupportedDiagnostics[0].Id, await MeasureAsync(folders, [rule]), bare, lines);
    }

    private static void Print(string name, Cost cost, Cost bare, double lines) =>
        Console.WriteLine($"  {name,-9} add        {(cost.Milliseconds - bare.Milliseconds) / lines,7:F1} ms {(cost.Megabytes - bare.Megabytes) / lines,7:F2} MB");

    // The least of several rounds: what else runs on the machine only adds.
    private Cost OrLess(Cost other) => new(Math.Min(Milliseconds, other.Milliseconds), Math.Min(Megabytes, other.Megabytes));

    private static async Task<Cost> MeasureAsync(IReadOnlyList<string> folders, DiagnosticAnalyzer[] analyzers)
    {
        var compilations = folders.SelectMany(Checkout.Compilations).ToList();
        GC.Collect();
        var (memory, time) = (GC.GetTotalAllocatedBytes(precise: true), Process.GetCurrentProcess().TotalProcessorTime);
        foreach (var compilation in compilations)
            await Analysis.FindingsAsync(compilation, analyzers);
        return new((Process.GetCurrentProcess().TotalProcessorTime - time).TotalMilliseconds, (GC.GetTotalAllocatedBytes(precise: true) - memory) / 1e6);
    }

    /// <summary>The anchor: the least that any analyzer of code costs.</summary>
#pragma warning disable RS1036, RS1038, RS1041, RS2008 // No analyzer that anybody would ship.
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class AsksForModels : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Nothing = new("NONE", "Nothing", "Nothing", "Survey", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override System.Collections.Immutable.ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Nothing];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterSemanticModelAction(static model => _ = model.SemanticModel.SyntaxTree);
        }
    }
#pragma warning restore RS1036, RS1038, RS1041, RS2008
}
