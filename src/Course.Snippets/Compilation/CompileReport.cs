using System.Collections.Immutable;
using System.Globalization;
using Course.Content.Snippets;
using Course.Diagnostics;
using Course.Snippets.Records;
using Course.Snippets.Sessions;
using Microsoft.CodeAnalysis;
using Diagnostic = Course.Diagnostics.Diagnostic;
using Found = Microsoft.CodeAnalysis.Diagnostic;

namespace Course.Snippets.Compilation;

/// <summary>Gathers what compiling one session finds, placed in the files that authors edit.</summary>
internal sealed class CompileReport
{
    private readonly HashSet<Diagnostic> _diagnostics = [];
    private readonly SortedDictionary<string, List<Finding>> _findings = new(StringComparer.Ordinal);

    public ImmutableArray<Diagnostic> Diagnostics => [.. _diagnostics.Order(Diagnostic.ByPlace)];

    public bool HasErrors => _diagnostics.Any(static d => d.Severity == Severity.Error);

    /// <summary>Declared findings by snippet, in order of place.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<Finding>> Findings => _findings.ToImmutableSortedDictionary(
        static f => f.Key,
        static f => f.Value.Distinct().OrderBy(static x => x.Line).ThenBy(static x => x.Column).ThenBy(static x => x.Id, StringComparer.Ordinal).ToImmutableArray(),
        StringComparer.Ordinal);

    public void Add(IEnumerable<Diagnostic> diagnostics) => _diagnostics.UnionWith(diagnostics);

    public void Add(Diagnostic diagnostic) => _diagnostics.Add(diagnostic);

    /// <summary>Keeps a finding that a snippet declares.</summary>
    public void Keep(Found found, SnippetPlace place)
    {
        if (!_findings.TryGetValue(place.Snippet.Id, out var list)) _findings[place.Snippet.Id] = list = [];
        var finding = place.Finding(found.Id, Messages.Of(found));
        if (!list.Any(f => f.Id == finding.Id && f.Line == finding.Line && f.Column == finding.Column)) list.Add(finding);
    }

    /// <summary>Reports compiler errors.</summary>
    public void Errors(IEnumerable<(Found Error, SnippetPlace Place)> errors)
    {
        foreach (var (error, place) in errors)
        {
            Add(SnippetFaults.DoesNotCompile.At(place.InFile, Text(error), Remedies.For(error.Id)));
        }
    }

    /// <summary>Reports errors and warnings of a program, those of the frame around the snippets excepted.</summary>
    /// <param name="program">The program.</param>
    /// <param name="found">What the compiler said.</param>
    /// <param name="missing">Names whose absence has another reason.</param>
    /// <param name="only">The snippet to report on, or null for all.</param>
    public void CompilerFindings(SessionProgram program, ImmutableArray<Found> found, MissingNames missing, Snippet? only = null)
    {
        foreach (var one in found)
        {
            if (one.Severity < DiagnosticSeverity.Warning || one.IsSuppressed) continue;
            if (program.Find(one.Location) is not { } place || (only is not null && place.Snippet != only)) continue;
            if (one.Severity == DiagnosticSeverity.Warning)
            {
                if (!missing.LeavesSnippetsOut) Add(SnippetFaults.CompilerWarning.At(place.InFile, Text(one), Remedies.ForWarning(one.Id)));
            }
            else if (!missing.Explain(one))
            {
                var reason = missing.ReasonFor(one);
                Add(SnippetFaults.DoesNotCompile.At(
                    place.InFile,
                    reason is null ? Text(one) : $"{Text(one)} ({char.ToUpperInvariant(reason[0])}{reason[1..]}.)",
                    reason is null ? Remedies.For(one.Id) : "Declare it in a snippet that is run, or let that snippet run."));
            }
        }
    }

    /// <summary>Compares the errors that a <c>fails=</c> snippet draws with those that it declares.</summary>
    public void Expected(Snippet snippet, IEnumerable<(Found Error, SnippetPlace Place)> drawn)
    {
        var missing = snippet.Fails.ToHashSet(StringComparer.Ordinal);
        var declared = string.Join(", ", snippet.Fails);
        foreach (var (error, place) in drawn)
        {
            missing.Remove(error.Id);
            if (snippet.Fails.Contains(error.Id))
            {
                Keep(error, place);
                continue;
            }

            Add(SnippetFaults.UndeclaredError.At(
                place.InFile,
                $"The snippet declares fails={declared}, but it also draws {Text(error)}",
                $"Mend this error, or add {error.Id} to fails= if the lesson shows it."));
        }

        foreach (var id in missing.Order(StringComparer.Ordinal))
        {
            Add(SnippetFaults.MissingError.At(
                snippet.Location,
                $"The snippet declares fails={declared}, but the compiler does not report {id}.",
                "Change the code so that it fails as the lesson says, or take the id out of fails=."));
        }
    }

    /// <summary>Reports that the program's own frame does not compile, which no lesson can mend.</summary>
    public void BrokenFrame(SessionSource session, ImmutableArray<Found> found)
    {
        var first = found.First(static d => d.Severity == DiagnosticSeverity.Error);
        Add(SnippetFaults.MissingReference.At(
            session.Snippets[0].Location,
            $"The program around the snippets of session {session.Name} does not compile: {Text(first)}",
            "Rename what the session's snippets declare under this name; if they do not, rebuild the snippet host: dotnet build tools/snippet-host"));
    }

    private static string Text(Found found)
    {
        var message = found.GetMessage(CultureInfo.InvariantCulture);
        return $"{found.Id}: {message}{(message.EndsWith('.') ? "" : ".")}";
    }
}
