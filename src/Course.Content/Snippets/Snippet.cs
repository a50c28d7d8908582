using System.Collections.Immutable;
using Course.Diagnostics;

namespace Course.Content.Snippets;

/// <summary>What is done with a snippet.</summary>
public enum SnippetMode
{
    /// <summary>Compiled and run (the default).</summary>
    Run,

    /// <summary>Compiled only (<c>no-run reason="…"</c>).</summary>
    NoRun,

    /// <summary>Neither (<c>ignore reason="…"</c>).</summary>
    Ignore,
}

/// <summary>A fenced C# block with its attributes.</summary>
/// <param name="Id">Id, unique in the lesson and the same in all languages.</param>
/// <param name="Title">Shown above the listing, or null.</param>
/// <param name="Mode">What is done with it.</param>
/// <param name="Reason">Why it is not run; required unless <paramref name="Mode"/> is <see cref="SnippetMode.Run"/>.</param>
/// <param name="Fails">Ids of compiler errors that it must draw; then it is not run.</param>
/// <param name="Throws">Name of the exception type that it must throw, or null.</param>
/// <param name="Reports">Ids of analyzer findings that it must draw.</param>
/// <param name="Hidden">Compiled and run, but not shown.</param>
/// <param name="Fold">Shown folded.</param>
/// <param name="Session">Name of the session that it belongs to; <c>main</c> unless said otherwise.</param>
/// <param name="Timeout">Time limit.</param>
/// <param name="Tolerance">Relative tolerance for its numbers, or null: the precision that their digits show.</param>
/// <param name="ShownLines">Lines of <paramref name="Code"/> that are shown, or null for all.</param>
/// <param name="Highlight">Lines of <paramref name="Code"/> that are highlighted.</param>
/// <param name="Code">The code, with <c>\n</c> line ends; empty in a translation that only names the id.</param>
/// <param name="CodeFile">File that holds the code's lines: the markdown, or the included file; relative to the course root.</param>
/// <param name="CodeLine">Line of <paramref name="CodeFile"/> at which the code starts, from 1.</param>
/// <param name="CodeColumn">Columns that the markdown indents the code by.</param>
/// <param name="Location">Where the fence with the attributes stands.</param>
public sealed record Snippet(
    string Id, string? Title, SnippetMode Mode, string? Reason,
    ImmutableArray<string> Fails, string? Throws, ImmutableArray<string> Reports,
    bool Hidden, bool Fold, string Session, TimeSpan Timeout, double? Tolerance,
    LineRanges? ShownLines, LineRanges? Highlight,
    string Code, string CodeFile, int CodeLine, int CodeColumn, SourceLocation Location)
{
    /// <summary>Names of the attributes that the fence gives, in the order written. Those that a translation leaves out are the source's.</summary>
    public ImmutableArray<string> Given { get; init; } = [];

    /// <summary>What readers are asked to expect before they see what the snippet prints; null where the output stands open.</summary>
    public string? Predict { get; init; }

    /// <summary>Time limit where none is given.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(20);

    /// <summary>The longest time limit that may be asked for.</summary>
    public static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(60);
}

/// <summary>Line numbers such as <c>3-5,9</c>, from 1.</summary>
public sealed record LineRanges(ImmutableArray<(int First, int Last)> Ranges)
{
    /// <summary>Whether a line is in one of the ranges.</summary>
    public bool Contains(int line) => Ranges.Any(r => r.First <= line && line <= r.Last);
}
