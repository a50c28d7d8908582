namespace Course.Diagnostics;

/// <summary>
/// A kind of fault: what diagnostics are made from. Each room declares its own as static readonly fields of
/// one class (<c>ContentFaults</c>, <c>SnippetFaults</c>, …), so that ids are unique and docs/diagnostics.md
/// can be tested against them.
/// </summary>
/// <param name="Id">Stable id, such as <c>CO1003</c>: 1 course files, 2 markdown, 3 compiling, 4 running, 5 records, 6 pages and publishing.</param>
/// <param name="Severity">Weight before any promotion.</param>
/// <param name="Title">One line that names the fault without its particulars.</param>
public sealed record Fault(string Id, Severity Severity, string Title)
{
    /// <summary>Whether the fault keeps its weight even where warnings are made errors.</summary>
    public bool IsNeverPromoted { get; init; }

    /// <summary>Makes a diagnostic of this kind.</summary>
    /// <param name="location">Where the author should look.</param>
    /// <param name="message">What is the case and why it is a fault, in one or two sentences.</param>
    /// <param name="remedy">What to do, in the imperative.</param>
    public Diagnostic At(SourceLocation location, string message, string remedy) =>
        new(Id, Severity, message, remedy, location) { IsNeverPromoted = IsNeverPromoted };
}
