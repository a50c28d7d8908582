using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Course.Content.Snippets;
using Course.Diagnostics;
using Course.Snippets.Sessions;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;

namespace Course.Snippets.Compilation;

/// <summary>
/// Compiles sessions. Snippets that are run make one program. A <c>no-run</c> or <c>fails=</c> snippet is
/// compiled by itself after the running snippets before it, and is no part of the program: nothing after it may
/// use what it declares, since at run time it would not be there.
/// </summary>
public static class SessionCompiler
{
    private static readonly EmitOptions PortablePdb = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    /// <summary>Compiles one session. Pure and thread-safe: sessions may be compiled in parallel.</summary>
    /// <param name="session">The snippets.</param>
    /// <param name="references">What they are compiled against.</param>
    /// <param name="analyzers">The analyzers whose findings snippets may declare with <c>reports=</c>; empty runs none.</param>
    /// <returns>The assembly with its declared findings, or null where any diagnostic is an error.</returns>
    public static Outcome<CompiledSession?> Compile(
        SessionSource session, ReferenceSet references, ImmutableArray<DiagnosticAnalyzer> analyzers = default)
    {
        var report = new CompileReport();
        var parsed = session.Snippets.Select(ParsedSnippet.Parse).ToArray();
        foreach (var snippet in parsed.Where(static p => p.Snippet.Mode != SnippetMode.Ignore)) ReportAlone(snippet, report);

        var missing = new MissingNames(parsed);
        var running = parsed.Where(static p => p.Snippet.Runs && p.IsSound).ToArray();
        var leftOut = parsed.Where(static p => p.Snippet.Runs && !p.IsSound).ToArray();
        var (assembly, symbols) = CompileRun(session, SessionProgram.Of(running, alsoUsingsOf: leftOut), references, analyzers, missing, report);

        for (var i = 0; i < parsed.Length; i++)
        {
            if (!parsed[i].Snippet.IsOnlyCompiled || !parsed[i].IsSound) continue;
            var before = parsed.Take(i).Where(static p => p.Snippet.Runs && p.IsSound);
            CompileAlone(parsed[i], [.. before], references, analyzers, missing, report);
        }

        var diagnostics = report.Diagnostics;
        return diagnostics.Any(static d => d.Severity == Severity.Error)
            ? new(null, diagnostics)
            : new(new(session, assembly, symbols, UsesFigures(assembly)) { Findings = report.Findings }, diagnostics);
    }

    // Syntax errors and refused constructs need no other snippet to be seen.
    private static void ReportAlone(ParsedSnippet parsed, CompileReport report)
    {
        report.Add(parsed.Refusals);
        if (parsed.SyntaxErrors.IsEmpty) return;
        var placed = parsed.SyntaxErrors.Select(e => (e, new SnippetPlace(parsed.Snippet, e.Location.SourceSpan)));
        if (parsed.Snippet.Fails.IsDefaultOrEmpty) report.Errors(placed);
        else report.Expected(parsed.Snippet, placed);
    }

    private static (ImmutableArray<byte> Assembly, ImmutableArray<byte> Symbols) CompileRun(
        SessionSource session, SessionProgram program, ReferenceSet references,
        ImmutableArray<DiagnosticAnalyzer> analyzers, MissingNames missing, CompileReport report)
    {
        var running = session.Snippets.Where(static s => s.Runs).ToImmutableArray();
        if (running.IsEmpty) return ([], []);
        var compilation = references.Base.AddSyntaxTrees(program.Usings, program.Body);
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = compilation.Emit(assembly, symbols, options: PortablePdb);
        // Emitting gives up at the first kind of error; authors want to see all of them.
        report.CompilerFindings(program, emitted.Success ? emitted.Diagnostics : compilation.GetDiagnostics(), missing);
        if (!emitted.Success && !report.HasErrors) report.BrokenFrame(session, emitted.Diagnostics);
        if (emitted.Success || analyzers.IsDefaultOrEmpty) AnalyzerCheck.Run(program, compilation, running, analyzers, report);
        return emitted.Success ? ([.. assembly.ToArray()], [.. symbols.ToArray()]) : ([], []);
    }

    private static void CompileAlone(
        ParsedSnippet parsed, ParsedSnippet[] before, ReferenceSet references,
        ImmutableArray<DiagnosticAnalyzer> analyzers, MissingNames missing, CompileReport report)
    {
        var snippet = parsed.Snippet;
        var program = SessionProgram.Of([.. before, parsed]);
        var compilation = references.Base.AddSyntaxTrees(program.Usings, program.Body);
        var found = compilation.GetDiagnostics();
        if (snippet.Fails.IsDefaultOrEmpty)
        {
            report.CompilerFindings(program, found, missing, only: snippet);
            AnalyzerCheck.Run(program, compilation, [snippet], analyzers, report);
        }
        else
        {
            report.Expected(snippet, found
                .Where(static d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error)
                .Select(d => (d, Place: program.Find(d.Location)))
                .Where(e => e.Place?.Snippet == snippet)
                .Select(static e => (e.d, e.Place!.Value)));
        }
    }

    /// <summary>
    /// Whether code refers to Course.Figures: the types that the assembly names are the ones that its code binds
    /// to, which text cannot tell (<c>Show</c> may be a lesson's own).
    /// </summary>
    private static bool UsesFigures(ImmutableArray<byte> assembly)
    {
        if (assembly.IsEmpty) return false;
        using var reader = new PEReader(assembly);
        var metadata = reader.GetMetadataReader();
        foreach (var handle in metadata.TypeReferences)
        {
            var type = metadata.GetTypeReference(handle);
            if (type.ResolutionScope.Kind != HandleKind.AssemblyReference) continue;
            var owner = metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope);
            if (metadata.StringComparer.Equals(owner.Name, "Course.Figures") && !metadata.StringComparer.Equals(type.Name, "SessionEvents")) return true;
        }

        return false;
    }
}
