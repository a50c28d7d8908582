using System.Collections.Immutable;
using Course.Analyzers;
using Course.Checking;

namespace Course.Check.CommandLine;

/// <summary>How findings are written.</summary>
internal enum ReportFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For programs.</summary>
    Json,

    /// <summary>SARIF 2.1.0, for editors and code scanning.</summary>
    Sarif,

    /// <summary>Annotations of GitHub workflows.</summary>
    Github,
}

/// <summary>What the command line asks for.</summary>
/// <param name="Paths">Files, folders, projects, <c>-</c> for standard input.</param>
/// <param name="Language">Language of all words.</param>
/// <param name="Format">How findings are written.</param>
/// <param name="All">Show all findings instead of the three that matter most.</param>
/// <param name="Fix">Mend what can be mended.</param>
/// <param name="DryRun">With Fix: show the changes as a diff and write nothing.</param>
/// <param name="Rules">Only these ids; empty for all.</param>
/// <param name="Least">The least weight that is shown.</param>
/// <param name="Exercise">The exercise that the code is meant to solve; null for none.</param>
internal sealed record CheckSettings(
    ImmutableArray<string> Paths, Language Language, ReportFormat Format, bool All, bool Fix, bool DryRun,
    ImmutableHashSet<string> Rules, Weight Least, string? Exercise)
{
    /// <summary>Whether a finding is asked for.</summary>
    public bool Wants(Finding finding) =>
        (Rules.IsEmpty || Rules.Contains(finding.Id)) && (finding.Weight <= Least || (finding.Weight == Weight.WellDone && Least == Weight.WorthKnowing));
}
