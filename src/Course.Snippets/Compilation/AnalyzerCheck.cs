using System.Collections.Immutable;
using System.Globalization;
using Course.Content.Snippets;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Snippets.Compilation;

/// <summary>Runs the course's analyzers on a session and compares what they say with what its snippets declare.</summary>
internal static class AnalyzerCheck
{
    private const string AnalyzerException = "AD0001";

    /// <summary>Checks the given snippets of a program.</summary>
    public static void Run(
        SessionProgram program, CSharpCompilation compilation, ImmutableArray<Snippet> snippets,
        ImmutableArray<DiagnosticAnalyzer> analyzers, CompileReport report)
    {
        if (analyzers.IsDefaultOrEmpty)
        {
            foreach (var snippet in snippets.Where(static s => !s.Reports.IsDefaultOrEmpty)) NoAnalyzer(snippet, report);
            return;
        }

        var found = compilation
            .WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult();
        Compare(program, found, snippets, report);
    }

    private static void Compare(
        SessionProgram program, ImmutableArray<Diagnostic> found, ImmutableArray<Snippet> snippets, CompileReport report)
    {
        var drawn = new HashSet<(string Snippet, string Id)>();
        foreach (var one in found.Where(static f => f.Severity != DiagnosticSeverity.Hidden && !f.IsSuppressed))
        {
            var message = one.GetMessage(CultureInfo.InvariantCulture);
            if (one.Id == AnalyzerException)
            {
                report.Add(SnippetFaults.AnalyzerFailed.At(
                    snippets[0].Location, $"An analyzer failed on this session: {message.ReplaceLineEndings(" ")}",
                    "Report the analyzer's fault; until it is mended, findings of that analyzer are missing here."));
                continue;
            }

            if (program.Find(one.Location) is not { } place || !snippets.Contains(place.Snippet)) continue;
            drawn.Add((place.Snippet.Id, one.Id));
            if (!place.Snippet.Reports.IsDefaultOrEmpty && place.Snippet.Reports.Contains(one.Id))
            {
                report.Keep(one, place);
                continue;
            }

            report.Add(SnippetFaults.UndeclaredFinding.At(
                place.InFile, $"{one.Id}: {message}",
                $"Mend the code, or say reports={one.Id} if the lesson shows this finding."));
        }

        foreach (var snippet in snippets.Where(static s => !s.Reports.IsDefaultOrEmpty))
        {
            foreach (var id in snippet.Reports.Where(id => !drawn.Contains((snippet.Id, id))))
            {
                report.Add(SnippetFaults.MissingFinding.At(
                    snippet.Location, $"The snippet declares reports={id}, but the analyzers do not report {id} in it.",
                    "Change the code so that it draws the finding, or take the id out of reports=."));
            }
        }
    }

    private static void NoAnalyzer(Snippet snippet, CompileReport report) => report.Add(SnippetFaults.MissingFinding.At(
        snippet.Location,
        $"The snippet declares reports={string.Join(",", snippet.Reports)}, but no analyzer is present, so the claim cannot be checked.",
        "Build with the course's analyzers, or take reports= away."));
}
