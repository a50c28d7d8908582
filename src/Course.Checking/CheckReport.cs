using System.Collections.Immutable;

namespace Course.Checking;

/// <summary>What was found.</summary>
/// <param name="Findings">Compiler errors first, then by weight, then by place. What the code suppresses is among them, marked so.</param>
/// <param name="Refusal">Why the code was not looked at, or not to its end; null where it was.</param>
/// <param name="LeftOut">Number of findings past the limit.</param>
public sealed record CheckReport(ImmutableArray<Finding> Findings, Refusal? Refusal, int LeftOut)
{
    /// <summary>What is to be shown: all that the code does not suppress.</summary>
    public ImmutableArray<Finding> Shown => [.. Findings.Where(static finding => !finding.IsSuppressed)];

    /// <summary>The report of code that is refused.</summary>
    public static CheckReport Refused(Refusal refusal) => new([], refusal, 0);
}
