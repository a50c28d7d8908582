namespace Course.Diagnostics;

/// <summary>One fault in content or code, as every output (console, annotations, SARIF, JSON, page) shows it.</summary>
/// <param name="Id">Stable id of the kind of fault.</param>
/// <param name="Severity">Weight.</param>
/// <param name="Message">What is the case and why it is a fault.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="Location">Where the author should look.</param>
public sealed record Diagnostic(string Id, Severity Severity, string Message, string Remedy, SourceLocation Location)
{
    /// <summary>Whether it keeps its weight even where warnings are made errors.</summary>
    public bool IsNeverPromoted { get; init; }

    /// <summary>The order in which diagnostics are shown: by place, then by id and text, so that runs compare equal.</summary>
    public static IComparer<Diagnostic> ByPlace { get; } = Comparer<Diagnostic>.Create(static (a, b) =>
    {
        var order = string.CompareOrdinal(a.Location.File, b.Location.File);
        if (order == 0) order = a.Location.StartLine.CompareTo(b.Location.StartLine);
        if (order == 0) order = a.Location.StartColumn.CompareTo(b.Location.StartColumn);
        if (order == 0) order = string.CompareOrdinal(a.Id, b.Id);
        return order != 0 ? order : string.CompareOrdinal(a.Message, b.Message);
    });
}
