using System.Collections.Immutable;

namespace Course.Checking;

/// <summary>Where a finding stands.</summary>
/// <param name="File">Name of the text, as the host gave it.</param>
/// <param name="Start">First character, counted from 0.</param>
/// <param name="Length">Number of characters (UTF-16).</param>
/// <param name="Line">First line, from 1.</param>
/// <param name="Column">First column, from 1, in UTF-16 units.</param>
/// <param name="EndLine">Last line, from 1.</param>
/// <param name="EndColumn">Column after the last character, from 1.</param>
public sealed record Place(string File, int Start, int Length, int Line, int Column, int EndLine, int EndColumn);

/// <summary>A change of a text.</summary>
/// <param name="Start">First character that is replaced, counted from 0 in the text that was checked.</param>
/// <param name="Length">How many are replaced.</param>
/// <param name="NewText">What stands there afterwards.</param>
public readonly record struct TextEdit(int Start, int Length, string NewText);

/// <summary>How a finding is mended.</summary>
/// <param name="Title">What the edits do.</param>
/// <param name="Edits">The edits of the finding's own text, in its order; none overlaps another.</param>
public sealed record SuggestedFix(string Title, ImmutableArray<TextEdit> Edits);

/// <summary>Something that a learner should hear about the code.</summary>
/// <param name="Id">Id of the rule (DL1001), practice (WD1001), compiler error (CS0103) or refusal.</param>
/// <param name="Weight">How much it matters.</param>
/// <param name="Place">Where; the whole text where it has no place of its own.</param>
/// <param name="Message">What to do, what is the case, what it leads to.</param>
/// <param name="Why">Why it matters in general; empty where the message says all.</param>
/// <param name="HelpLink">The page that explains it, relative to the course's site; null where there is none.</param>
/// <param name="Fix">How to mend it; null where that cannot be done by machine.</param>
public sealed record Finding(string Id, Weight Weight, Place Place, string Message, string Why, string? HelpLink, SuggestedFix? Fix)
{
    /// <summary>Whether the code itself asks for silence (<c>#pragma warning disable</c>).</summary>
    public bool IsSuppressed { get; init; }
}
