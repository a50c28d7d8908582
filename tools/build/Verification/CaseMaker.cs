using System.Collections.Immutable;
using System.Globalization;
using Course.Build.Pipeline;
using Course.Content.Snippets;
using Course.Diagnostics;
using Course.Snippets.Comparison;
using Course.Snippets.Records;
using Course.Snippets.Sessions;

namespace Course.Build.Verification;

/// <summary>Makes a case of each snippet from what was found and what its runs gave.</summary>
/// <param name="diagnostics">Everything that was found, severities promoted.</param>
/// <param name="proven">The sessions that ended as they should, once a run.</param>
/// <param name="repeats">How often each session was to run.</param>
internal sealed class CaseMaker(ImmutableArray<Diagnostic> diagnostics, ImmutableArray<ProvenSession> proven, int repeats)
{
    private readonly ILookup<string, ProvenSession> _proven = proven.ToLookup(static p => p.Of.Session.Name, StringComparer.Ordinal);

    /// <summary>How a session's results differ from its records.</summary>
    public static IEnumerable<(Snippet Snippet, Difference Difference)> Differences(ProvenSession session) =>
        from snippet in session.Of.Session.Source.Snippets
        where session.Of.Lesson.Records.Records.ContainsKey(snippet.Id)
        let now = session.Records.FirstOrDefault(r => r.Snippet == snippet.Id)
        where now is not null
        from difference in NumberAwareComparison.Compare(session.Of.Lesson.Records.Records[snippet.Id], now, snippet.Tolerance)
        select (snippet, difference);

    /// <summary>The cases of a session's snippets.</summary>
    public IEnumerable<SnippetCase> Of(LessonSession session)
    {
        var runs = _proven[session.Session.Name].ToList();
        foreach (var snippet in session.Session.Source.Snippets)
        {
            var mine = diagnostics.Where(d => IsOf(d, snippet)).ToImmutableArray();
            var records = runs.Select(r => r.Records.FirstOrDefault(record => record.Snippet == snippet.Id)).OfType<SnippetRecord>().ToList();
            var apart = session.Lesson.Records.Records.TryGetValue(snippet.Id, out var recorded)
                ? records.Select(now => NumberAwareComparison.Compare(recorded, now, snippet.Tolerance)).Where(static d => !d.IsEmpty).ToList()
                : [];
            var outcome = Outcome(snippet, mine, apart.Count, runs.Count);
            yield return new(session.Lesson.Lesson.Facts.Id, session.Session.Source.Name, snippet.Id, snippet.Location, outcome)
            {
                Differences = apart.FirstOrDefault([]),
                Diagnostics = mine,
                Reason = Reason(snippet, outcome),
                Runs = snippet.Runs ? records.Count : 0,
                RunsApart = apart.Count,
                Results = records.Select(RecordStore.ResultHash).Distinct(StringComparer.Ordinal).Count(),
                Milliseconds = records.Select(static r => r.Run?.Milliseconds ?? 0).DefaultIfEmpty().Max(),
                PeakMegabytes = records.Select(static r => r.Run?.PeakMegabytes ?? 0).DefaultIfEmpty().Max(),
            };
        }
    }

    /// <summary>What a case has to say beyond what was found already.</summary>
    public static IEnumerable<Diagnostic> Report(SnippetCase c)
    {
        if (c.Outcome != CaseOutcome.Differs) yield break;
        var others = c.Differences.Length - 1;
        var what = string.Create(CultureInfo.InvariantCulture, $"{c.Differences[0]}{(others > 0 ? $"; and {others} more {(others == 1 ? "difference" : "differences")}" : "")}.");
        yield return c.RunsApart == c.Runs || c.Runs == 0
            ? VerificationFaults.OtherOutput.At(
                c.Location, $"The snippet '{c.Snippet}' does not do what its record says. {Sentence(what)}",
                $"Mend what made it differ; or, where the new output is right, run `accept {c.Name}`.")
            : VerificationFaults.Unsteady.At(
                c.Location, string.Create(CultureInfo.InvariantCulture, $"In {c.RunsApart} of {c.Runs} runs the snippet '{c.Snippet}' does not do what its record says. {Sentence(what)}"),
                "Take out what differs from run to run: clocks, unseeded randomness, threads, the order of a hash table; or state a `tolerance=`.");
    }

    private CaseOutcome Outcome(Snippet snippet, ImmutableArray<Diagnostic> mine, int apart, int runs) =>
        mine.Any(static d => d.Severity == Severity.Error) ? CaseOutcome.Failed
        : apart > 0 ? CaseOutcome.Differs
        : snippet.Mode == SnippetMode.Ignore ? CaseOutcome.Ignored
        : runs < repeats ? CaseOutcome.Unknown
        : CaseOutcome.Proven;

    private static string? Reason(Snippet snippet, CaseOutcome outcome) => outcome switch
    {
        CaseOutcome.Ignored => snippet.Reason,
        CaseOutcome.Unknown => "its session did not end well, or was stopped before its end",
        _ => null,
    };

    /// <summary>Whether a fault lies in a snippet: at its fence, or in its code.</summary>
    public static bool IsOf(Diagnostic diagnostic, Snippet snippet)
    {
        var (file, line) = (diagnostic.Location.File, diagnostic.Location.StartLine);
        if (file == snippet.Location.File && line == snippet.Location.StartLine) return true;
        return file == snippet.CodeFile && line >= snippet.CodeLine && line <= snippet.CodeLine + snippet.Code.AsSpan().Count('\n');
    }

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
