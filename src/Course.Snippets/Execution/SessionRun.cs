using System.Collections.Immutable;
using Course.Snippets.Records;
using Course.Snippets.Sessions;

namespace Course.Snippets.Execution;

/// <summary>What came of running a session.</summary>
/// <param name="Source">The session.</param>
/// <param name="Versions">What it ran on, or null where no host got ready.</param>
/// <param name="Snippets">The snippets that ended as they should, in order; all of the session's unless there are errors.</param>
/// <param name="Interrupted">What the snippet that did not end well had printed until then, or null.</param>
/// <param name="Times">Where the time went.</param>
public sealed record SessionRun(
    SessionSource Source, HostVersions? Versions, ImmutableArray<SnippetRun> Snippets,
    SnippetRun? Interrupted, SessionTimes Times);

/// <summary>What a session ran on.</summary>
/// <param name="Framework">Version of .NET.</param>
/// <param name="TorchSharp">Version of TorchSharp.</param>
/// <param name="LibTorch">Version of libtorch.</param>
public sealed record HostVersions(string Framework, string TorchSharp, string LibTorch);

/// <summary>What came of one snippet.</summary>
/// <param name="Snippet">Its id.</param>
/// <param name="Ending">How it ended.</param>
/// <param name="Outputs">What it printed and showed, in order; text of one stream that follows on itself is one part.</param>
/// <param name="Values">Numbers that prose may quote.</param>
/// <param name="Milliseconds">Its own time.</param>
/// <param name="PeakMegabytes">Peak resident memory of the session's process up to its end.</param>
public sealed record SnippetRun(
    string Snippet, Ending Ending, ImmutableArray<OutputPart> Outputs,
    ImmutableSortedDictionary<string, string> Values, long Milliseconds, long PeakMegabytes);

/// <summary>Where a session's time went.</summary>
/// <param name="Waiting">For a free core and a host that is ready.</param>
/// <param name="Loading">From handing over the session to its first snippet.</param>
/// <param name="Running">From the first snippet's beginning to the last one's end.</param>
/// <param name="Closing">Ending the process and removing its folder.</param>
public readonly record struct SessionTimes(TimeSpan Waiting, TimeSpan Loading, TimeSpan Running, TimeSpan Closing);
