using System.Collections.Immutable;
using Course.Build.Verification;
using Course.Diagnostics;

namespace Course.Build.Reporting;

/// <summary>The stages that an author watches.</summary>
internal enum Stage
{
    /// <summary>Reading, parsing and pairing the content.</summary>
    Load,

    /// <summary>Compiling stale sessions.</summary>
    Compile,

    /// <summary>Running them.</summary>
    Execute,

    /// <summary>Making pages.</summary>
    Render,

    /// <summary>Writing what changed.</summary>
    Publish,
}

/// <summary>What a build did, for the summary and for <c>--json</c>.</summary>
internal sealed record BuildReport
{
    /// <summary>Everything that was found, severities promoted already where the command line asked for it.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>Time of each stage that took part.</summary>
    public ImmutableArray<(Stage Stage, TimeSpan Time)> Times { get; init; } = [];

    /// <summary>From the start of the process to the end of the build.</summary>
    public TimeSpan Total { get; init; }

    public int Pages { get; init; }

    public int Lessons { get; init; }

    public int Snippets { get; init; }

    /// <summary>What was proven, where nothing was rendered or published; null of a build.</summary>
    public VerificationReport? Verification { get; init; }

    /// <summary>What <c>accept</c> recorded, as readable lines; null where nothing was to be accepted.</summary>
    public ImmutableArray<string>? Accepted { get; init; }

    /// <summary>Snippets that were executed in this build.</summary>
    public int SnippetsRun { get; init; }

    /// <summary>Snippets whose record still holds.</summary>
    public int SnippetsFresh { get; init; }

    public int Figures { get; init; }

    public int Written { get; init; }

    public int Unchanged { get; init; }

    public int Deleted { get; init; }

    /// <summary>Recorded outputs that changed, as readable lines.</summary>
    public ImmutableArray<string> Changes { get; init; } = [];

    /// <summary>Why sessions were executed, as readable lines.</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>Whether a site that an earlier build published is in place.</summary>
    public bool HasOlderSite { get; init; }

    /// <summary>The published folder, or null when nothing was published.</summary>
    public string? Site { get; init; }

    /// <summary>Peak working set of this process in megabytes.</summary>
    public long PeakMegabytes { get; init; }

    /// <summary>Whether a published site came of it.</summary>
    public bool Succeeded => !Diagnostics.Any(static d => d.Severity == Severity.Error);
}

/// <summary>Questions about a report's diagnostics.</summary>
internal static class ReportedDiagnostics
{
    /// <summary>Whether a diagnostic says of a case that it differs, which reports that show cases say there.</summary>
    public static bool IsOfCase(this Diagnostic diagnostic, BuildReport report) =>
        (diagnostic.Id == VerificationFaults.OtherOutput.Id || diagnostic.Id == VerificationFaults.Unsteady.Id)
        && report.Verification?.Cases.Any(c => c.Outcome == CaseOutcome.Differs && c.Location == diagnostic.Location) == true;
}
