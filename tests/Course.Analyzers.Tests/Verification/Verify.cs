using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Analyzers.Tests.Verification;

/// <summary>Runs a rule over marked code and compares what it says with the marks.</summary>
internal static class Verify
{
    /// <summary>Checks that exactly the marked spans are reported.</summary>
    /// <param name="analyzer">The rule.</param>
    /// <param name="marked">Code with marks.</param>
    /// <param name="config">Options as .editorconfig would set them, <c>key = value</c> a line.</param>
    /// <param name="others">Further files.</param>
    public static async Task Reports(DiagnosticAnalyzer analyzer, string marked, string? config = null, params string[] others)
    {
        var markup = Markup.Parse(marked);
        if (Tally.Open is { } tally)
        {
            tally.Add(isPositive: markup.Findings.Any());
            return;
        }

        var compilation = Compilations.Of([markup.Code, .. others]);
        var found = (await Run(compilation, config, true, analyzer)).Where(d => d.Location.SourceTree?.FilePath == "Test.cs");
        var due = markup.Findings.OrderBy(e => e.Span.Start).Select(e => Show(e.Id, markup.Code, e.Span));
        var got = found.OrderBy(d => d.Location.SourceSpan.Start).Zip(
            markup.Findings.OrderBy(e => e.Span.Start).Select(e => e.Id).Concat(Enumerable.Repeat<string?>("", 1000)),
            (d, id) => Show(id is null ? null : Weight(d), markup.Code, d.Location.SourceSpan));
        Assert.True(string.Join("\n", due) == string.Join("\n", got), $"Due:\n{string.Join("\n", due)}\nFound:\n{string.Join("\n", got)}\nIn:\n{marked}");
    }

    /// <summary>All findings of rules in a compilation; a crash of a rule fails the test.</summary>
    public static Task<ImmutableArray<Diagnostic>> Run(CSharpCompilation compilation, string? config = null, params DiagnosticAnalyzer[] analyzers) =>
        Run(compilation, config, false, analyzers);

    /// <summary>Runs rules without asking what the compiler itself has to say, which takes most of the time.</summary>
    public static async Task RunAlone(CSharpCompilation compilation, DiagnosticAnalyzer[] analyzers)
    {
        Exception? crash = null;
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([], new FixedOptions(null)), (exception, _, _) => crash = exception, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        await compilation.WithAnalyzers([.. analyzers], options).GetAnalyzerDiagnosticsAsync();
        if (crash is not null)
            throw new InvalidOperationException("A rule crashed: " + crash, crash);
    }

    private static async Task<ImmutableArray<Diagnostic>> Run(CSharpCompilation compilation, string? config, bool mustCompile, params DiagnosticAnalyzer[] analyzers)
    {
        Exception? crash = null;
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([], new FixedOptions(config)),
            onAnalyzerException: (exception, _, _) => crash = exception,
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false);
        var all = await compilation.WithAnalyzers([.. analyzers], options).GetAllDiagnosticsAsync();
        var own = analyzers.SelectMany(rule => rule.SupportedDiagnostics).Select(descriptor => descriptor.Id).ToHashSet();
        if (crash is not null)
            throw new InvalidOperationException("A rule crashed: " + crash, crash);
        var errors = all.Where(d => d.Severity == DiagnosticSeverity.Error && !own.Contains(d.Id));
        if (mustCompile)
            Assert.True(!errors.Any(), "The case does not compile:\n" + string.Join('\n', errors));
        return [.. all.Where(d => own.Contains(d.Id))];
    }

    private static string Weight(Diagnostic d) => d.Severity switch { DiagnosticSeverity.Error => "E", DiagnosticSeverity.Warning => "W", _ => "I" };

    private static string Show(string? weight, string code, Microsoft.CodeAnalysis.Text.TextSpan span) => string.Create(
        CultureInfo.InvariantCulture,
        $"{weight} line {code.AsSpan(0, span.Start).Count('\n') + 1}: {code.Substring(span.Start, span.Length).ReplaceLineEndings("\n")}");
}
