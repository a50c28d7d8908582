using System.Collections.Immutable;
using Course.Diagnostics;
using Course.Site.Runs;

namespace Course.Build.Pipeline;

/// <summary>What came of the stages Compile and Execute.</summary>
/// <param name="Runs">Records as pages look them up, by lesson id.</param>
/// <param name="Snippets">All snippets.</param>
/// <param name="SnippetsRun">Snippets that were executed.</param>
/// <param name="SnippetsFresh">Snippets whose record still held.</param>
/// <param name="Changes">Outputs that changed, as readable lines.</param>
/// <param name="Reasons">Why sessions were stale, as readable lines.</param>
/// <param name="Diagnostics">What was found.</param>
internal sealed record Proof(
    ImmutableDictionary<string, LessonRuns> Runs, int Snippets, int SnippetsRun, int SnippetsFresh,
    ImmutableArray<string> Changes, ImmutableArray<string> Reasons, ImmutableArray<Diagnostic> Diagnostics);
