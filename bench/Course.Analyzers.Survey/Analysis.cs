using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Analyzers.Survey;

/// <summary>One run of the compiler's own analyzer driver.</summary>
internal static class Analysis
{
    /// <summary>How often an analyzer has crashed.</summary>
    public static int Crashes { get; private set; }

    /// <summary>All findings of analyzers in a compilation; a crash of one is printed.</summary>
    public static Task<ImmutableArray<Diagnostic>> FindingsAsync(CSharpCompilation compilation, DiagnosticAnalyzer[] analyzers) =>
        compilation.WithAnalyzers([.. analyzers], new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            static (exception, rule, _) =>
            {
                Crashes++;
                Console.WriteLine($"AD0001 {rule.GetType().Name}: {exception}");
            },
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false)).GetAnalyzerDiagnosticsAsync();
}
