using System.Collections.Immutable;

namespace Course.Diagnostics;

/// <summary>What every stage returns: its value and what it found wrong on the way.</summary>
/// <typeparam name="T">The stage's value.</typeparam>
/// <param name="Value">The value; complete even when diagnostics hold errors, so that later stages can report theirs.</param>
/// <param name="Diagnostics">What was found, in no particular order.</param>
public sealed record Outcome<T>(T Value, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Whether any diagnostic is an error.</summary>
    public bool HasErrors => Diagnostics.Any(static d => d.Severity == Severity.Error);
}
