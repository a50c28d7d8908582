using System.Collections.Immutable;
using Course.Check.Input;
using Course.Checking;

namespace Course.Check;

/// <summary>What a run of the tool found.</summary>
/// <param name="Findings">What is shown, most weighty first.</param>
/// <param name="Texts">The texts by name, as they were checked.</param>
/// <param name="Unread">What nothing is known about.</param>
/// <param name="Passed">Names of projects in which unknown names are passed over.</param>
/// <param name="LeftOut">Findings past the limit of a report.</param>
internal sealed record CheckResult(
    ImmutableArray<Finding> Findings, ImmutableDictionary<string, string> Texts, ImmutableArray<Unread> Unread, ImmutableArray<string> Passed, int LeftOut)
{
    /// <summary>The text of a file.</summary>
    public string TextOf(string file) => Texts.GetValueOrDefault(file, "");

    /// <summary>What the process says to the shell.</summary>
    public int ExitCode =>
        !Unread.IsEmpty ? CommandLine.ExitCodes.Refused
        : Findings.Any(static finding => finding.Weight <= Weight.ShouldFix) ? CommandLine.ExitCodes.Findings
        : CommandLine.ExitCodes.Success;
}
