using System.Collections.Immutable;
using Course.Diagnostics;
using Course.Snippets.Comparison;

namespace Course.Build.Verification;

/// <summary>What came of proving a snippet.</summary>
internal enum CaseOutcome
{
    /// <summary>It does what is recorded.</summary>
    Proven,

    /// <summary>It does something else.</summary>
    Differs,

    /// <summary>It does not compile, does not end as it should, or has no record.</summary>
    Failed,

    /// <summary>It is neither compiled nor run, as it says.</summary>
    Ignored,

    /// <summary>Nothing is known: its session failed at another snippet, or was stopped.</summary>
    Unknown,
}

/// <summary>One snippet of a verification, as every report shows it.</summary>
/// <param name="Lesson">Id of the lesson.</param>
/// <param name="Session">Name of the session.</param>
/// <param name="Snippet">Id of the snippet.</param>
/// <param name="Location">Its fence.</param>
/// <param name="Outcome">What came of it.</param>
internal sealed record SnippetCase(string Lesson, string Session, string Snippet, SourceLocation Location, CaseOutcome Outcome)
{
    /// <summary>How it differs from its record; of several runs, in the first that differs.</summary>
    public ImmutableArray<Difference> Differences { get; init; } = [];

    /// <summary>What was found at its lines, severities promoted already.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>Why nothing is known of it or nothing was done, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>How often it was done.</summary>
    public int Runs { get; init; }

    /// <summary>How many of the runs differ from the record.</summary>
    public int RunsApart { get; init; }

    /// <summary>How many different results the runs gave, to the last bit.</summary>
    public int Results { get; init; }

    /// <summary>Its own time in milliseconds; of several runs the longest.</summary>
    public long Milliseconds { get; init; }

    /// <summary>Peak memory of its session's process up to its end, in megabytes.</summary>
    public long PeakMegabytes { get; init; }

    /// <summary>Name for people and for <c>accept</c>.</summary>
    public string Name => $"{Lesson}/{Snippet}";
}

/// <summary>How far a snippet's numbers lie apart under several seeds.</summary>
/// <param name="Lesson">Id of the lesson.</param>
/// <param name="Snippet">Id of the snippet.</param>
/// <param name="Location">Its fence.</param>
/// <param name="Declared">The tolerance that it declares, or null.</param>
/// <param name="Spread">What was measured; null where it failed under every other seed.</param>
/// <param name="FailedSeeds">Under how many of the seeds its session did not end as it should.</param>
/// <param name="Failures">Ids of the faults that they drew.</param>
internal sealed record SeedSpread(
    string Lesson, string Snippet, SourceLocation Location, double? Declared, MeasuredSpread? Spread, int FailedSeeds, ImmutableArray<string> Failures);

/// <summary>What a verification did.</summary>
/// <param name="Cases">The snippets that it was to prove.</param>
internal sealed record VerificationReport(ImmutableArray<SnippetCase> Cases)
{
    /// <summary>What was left out or put in another way, in words, each a part of a sentence: <c>shard 2 of 5</c>.</summary>
    public ImmutableArray<string> Scope { get; init; } = [];

    /// <summary>What several seeds showed; empty where there was one.</summary>
    public ImmutableArray<SeedSpread> Spreads { get; init; } = [];

    /// <summary>The seeds, the course's own first.</summary>
    public ImmutableArray<int> Seeds { get; init; } = [];

    /// <summary>How often everything was run.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>Snippets with an outcome.</summary>
    public int Count(CaseOutcome outcome) => Cases.Count(c => c.Outcome == outcome);
}
