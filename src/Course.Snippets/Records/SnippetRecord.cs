using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Course.Figures.Data;

namespace Course.Snippets.Records;

/// <summary>recorded/&lt;snippet-id&gt;.json: what a snippet printed when it last ran, and under which key.</summary>
/// <param name="Snippet">The snippet's id.</param>
/// <param name="Session">The session that it ran in.</param>
/// <param name="Key">What the result depends on; a record whose key differs from today's is stale.</param>
/// <param name="Run">How it ran, or null for a snippet that is compiled only or ignored.</param>
/// <param name="Ending">How it ended.</param>
/// <param name="Outputs">What it printed and showed, in order.</param>
/// <param name="Values">Numbers that prose may quote (<c>{value:name}</c>), by name, as they are printed.</param>
/// <param name="Compiler">Compiler errors and analyzer findings that the snippet declares and drew.</param>
/// <param name="Listings">Colours and hover texts of the code, by language of the text that shows it.</param>
public sealed record SnippetRecord(
    string Snippet, string Session, RecordKey Key, RunFacts? Run, Ending Ending,
    ImmutableArray<OutputPart> Outputs, ImmutableSortedDictionary<string, string> Values,
    ImmutableArray<Finding> Compiler, ImmutableSortedDictionary<string, Listing> Listings)
{
    /// <summary>The snippet's code as it was when the key was made; null in a record made by hand.</summary>
    public CodeStamp? Code { get; init; }
}

/// <summary>
/// Hashes of one snippet's code. As long as the text is the same, so are the tokens: a build of fresh records
/// compares texts and never starts the compiler.
/// </summary>
/// <param name="Text">Hash of the code's characters.</param>
/// <param name="Tokens">Hash of its tokens, comments and layout left out.</param>
public sealed record CodeStamp(string Text, string Tokens);

/// <summary>Everything that a result depends on; never prose.</summary>
/// <param name="Code">Hash of the tokens of all code of the session (comments and layout left out), of seed and attributes that change the run.</param>
/// <param name="Data">Hash of each data file that the lesson declares, by path relative to the lesson.</param>
/// <param name="Packages">Hash of the host's package lock.</param>
/// <param name="Runtime">Target framework of the host, such as <c>net10.0</c>.</param>
/// <param name="Host">Hash of the host's sources.</param>
/// <param name="Figures">Hash of Course.Figures' sources, or null where the session does not use it.</param>
public sealed record RecordKey(
    string Code, ImmutableSortedDictionary<string, string> Data,
    string Packages, string Runtime, string Host, string? Figures)
{
    /// <summary>
    /// Hash of the analyzers' sources where the snippet declares findings, else null. When it changes, the code is
    /// compiled again and not run: a finding's words are no result of a run.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Analyzers { get; init; }
}

/// <summary>The run's circumstances, for the proof badge.</summary>
/// <param name="Date">Day of the run (UTC).</param>
/// <param name="Commit">Commit that was checked out, or null where there was none.</param>
/// <param name="Framework">Version of .NET.</param>
/// <param name="TorchSharp">Version of TorchSharp.</param>
/// <param name="LibTorch">Version of libtorch.</param>
/// <param name="Seed">Seed of all generators.</param>
/// <param name="Milliseconds">The snippet's own time.</param>
/// <param name="PeakMegabytes">Peak resident memory of the session's process up to the snippet's end.</param>
public sealed record RunFacts(
    DateOnly Date, string? Commit, string Framework, string TorchSharp, string LibTorch,
    int Seed, long Milliseconds, long PeakMegabytes);

/// <summary>How a snippet ended.</summary>
/// <param name="Kind">The way.</param>
/// <param name="Exception">Name of the exception's type where it threw, as declared by <c>throws=</c>.</param>
/// <param name="Message">The exception's message, else null.</param>
public sealed record Ending(EndingKind Kind, string? Exception = null, string? Message = null);

/// <summary>The ways in which a snippet may end well.</summary>
public enum EndingKind
{
    /// <summary>Ran to its end.</summary>
    Completed,

    /// <summary>Threw what it declares.</summary>
    Threw,

    /// <summary>Was compiled and, as it says, not run.</summary>
    Compiled,

    /// <summary>Did not compile, as it declares.</summary>
    Rejected,

    /// <summary>Was neither compiled nor run, as it says.</summary>
    Ignored,
}

/// <summary>One piece of a snippet's output.</summary>
public abstract record OutputPart;

/// <summary>Text as it was printed.</summary>
/// <param name="Text">The text, with <c>\n</c> line ends.</param>
/// <param name="IsError">Whether it went to standard error.</param>
public sealed record TextOutput(string Text, bool IsError) : OutputPart;

/// <summary>A table.</summary>
public sealed record TableOutput(TableData Table) : OutputPart;

/// <summary>A figure.</summary>
public sealed record FigureOutput(FigureData Figure) : OutputPart;

/// <summary>A compiler error or analyzer finding in a snippet's code.</summary>
/// <param name="Id">CS0103, DL1001.</param>
/// <param name="Message">Its message, by language of the reader (<c>en</c> at least).</param>
/// <param name="Line">Line of the snippet's code, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="EndLine">Last line.</param>
/// <param name="EndColumn">Column after the last character.</param>
public sealed record Finding(
    string Id, ImmutableSortedDictionary<string, string> Message, int Line, int Column, int EndLine, int EndColumn);

/// <summary>The colours of one listing.</summary>
/// <param name="Hash">Hash of the code that they belong to; colours of another text are not used.</param>
/// <param name="Spans">Classified runs in order of position, not overlapping.</param>
/// <param name="Hovers">Signatures that spans refer to by index.</param>
public sealed record Listing(string Hash, ImmutableArray<ListingSpan> Spans, ImmutableArray<string> Hovers);

/// <summary>A classified run of characters.</summary>
/// <param name="Start">Offset in the code.</param>
/// <param name="Length">Number of characters.</param>
/// <param name="Kind">Short class name: k keyword, c comment, s string, n number, t type, m method, p property/field, l local/parameter, v namespace, o operator, d preprocessor.</param>
/// <param name="Hover">Index into the hovers, or -1.</param>
public readonly record struct ListingSpan(int Start, int Length, string Kind, int Hover);
