using System.Collections.Immutable;
using System.Text;
using Course.Analyzers;
using Course.Checking.Hostile;
using Course.Checking.Words;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Checking;

/// <summary>
/// Learner code in, findings out. It compiles and analyses, and never runs the code; it reads no file, starts no process, and
/// needs no thread, so that it serves terminal, server and browser. Safe for use from several threads.
/// </summary>
/// <param name="references">What code is compiled against.</param>
public sealed class Checker(ReferenceLibrary references)
{
    /// <summary>Most findings that one report holds.</summary>
    public const int MostFindings = 100;

    /// <summary>Nobody is told that a value may be null, whatever a text says of it: so the compiler need not look. The page's checker cannot.</summary>
    private static readonly CSharpParseOptions Parse = new CSharpParseOptions(LanguageVersion.CSharp14, DocumentationMode.None)
        .WithFeatures([new("FileBasedProgram", "true"), new("run-nullable-analysis", "never")]);

    private static readonly ImmutableArray<DiagnosticAnalyzer> RulesAndPractices = Rules.All.Add(new PracticeAnalyzer());
    private static readonly string[] Suppressing = ["pragma", "SuppressMessage", "GeneratedCode", "\\u"];

    /// <summary>
    /// Checks texts that belong together. Until the first await, which comes after the compiler's own work, it runs on the thread
    /// of the caller: one with a large stack if the code is not trusted.
    /// </summary>
    /// <param name="texts">The texts; findings name them.</param>
    /// <param name="options">How to look at them.</param>
    /// <param name="cancellation">Stops the work as soon as the compiler asks.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public async Task<CheckReport> CheckAsync(ImmutableArray<SubmittedText> texts, CheckOptions options, CancellationToken cancellation = default)
    {
        foreach (var text in texts)
        {
            if (CharacterScan.Of(text) is { } refusal) return CheckReport.Refused(refusal);
        }

        try
        {
            return await LookAsync(texts, options, cancellation).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Half-written code meets faults of the compiler itself now and then; whoever serves others must outlive them.
        catch (Exception fault) when (fault is not (OperationCanceledException or OutOfMemoryException))
#pragma warning restore CA1031
        {
            return CheckReport.Refused(new(RefusalReason.Compiler, texts.IsEmpty ? "" : texts[0].Name, 1));
        }
    }

    private async Task<CheckReport> LookAsync(ImmutableArray<SubmittedText> texts, CheckOptions options, CancellationToken cancellation)
    {
        var trees = texts.Select(text => CSharpSyntaxTree.ParseText(text.Text, Parse, text.Name, Encoding.UTF8, cancellation)).ToArray();
        var compilation = Compile(trees, texts, options);
        var broken = trees.Where(tree => tree.GetDiagnostics(cancellation).Any(static d => d.Severity == DiagnosticSeverity.Error)).ToHashSet<SyntaxTree?>();

        // One call for the compiler's diagnostics and the rules': asked apart, the compiler would understand all bodies once more.
        var praise = options.Praise && broken.Count == 0;
        var run = new RuleRun(praise);
        var all = await compilation.WithAnalyzers(texts.Any(MaySuppress) ? praise ? RulesAndPractices : Rules.All : [run], new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([], new ProfileOptions(options.CourseProfile)), static (_, _, _) => { },
            concurrentAnalysis: false, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true)).GetAllDiagnosticsAsync(cancellation).ConfigureAwait(false);
        var own = all.Concat(run.Found).ToLookup(static each => !each.Id.StartsWith("CS", StringComparison.Ordinal));

        // Where the grammar is broken, what else the compiler finds mostly follows from it: first things first.
        var said = broken.Count == 0 ? own[false] : broken.SelectMany(tree => tree!.GetDiagnostics(cancellation))
            .Concat(own[false].Where(each => !broken.Contains(each.Location.SourceTree)));
        var findings = said.Select(each => CompilerFindings.Of(each, options)).OfType<Finding>().ToList();
        findings.AddRange(own[true].Where(static each => each.Severity != DiagnosticSeverity.Hidden).Select(each => RuleFindings.Of(each, options.Language)).OfType<Finding>());

        var ordered = findings.Distinct().OrderBy(static f => f.Weight).ThenByDescending(static f => f.Id.StartsWith("CS", StringComparison.Ordinal))
            .ThenBy(static f => f.Place.File, StringComparer.Ordinal).ThenBy(static f => f.Place.Start).ThenBy(static f => f.Id, StringComparer.Ordinal).ToList();
        return new([.. ordered.Take(MostFindings)], null, Math.Max(0, ordered.Count - MostFindings));
    }

    /// <summary>
    /// Whether Roslyn's driver is to judge each finding, as it does in an IDE: code may suppress it by a pragma or an attribute, or say that
    /// it was generated. Names may be written with escapes.
    /// </summary>
    private static bool MaySuppress(SubmittedText text) => Suppressing.Any(word => text.Text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private CSharpCompilation Compile(SyntaxTree[] trees, ImmutableArray<SubmittedText> texts, CheckOptions options)
    {
        var isProgram = trees.Any(static tree => ((CompilationUnitSyntax)tree.GetRoot()).Members.Any(static member => member is GlobalStatementSyntax));

        // Where unsafe code is allowed the compiler looks through all references for what marks it, though hardly any code asks for it.
        var before = references.With(options.ImplicitUsings, Parse);
        return before.AddSyntaxTrees(trees).WithOptions(before.Options
            .WithOutputKind(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary)
            .WithAllowUnsafe(texts.Any(static text => text.Text.Contains("unsafe", StringComparison.Ordinal))));
    }
}
