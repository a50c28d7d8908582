namespace Course.Diagnostics;

/// <summary>How much a diagnostic weighs. Only the command line may promote one (<c>--strict</c>).</summary>
public enum Severity
{
    /// <summary>Worth knowing; never fails a build.</summary>
    Info,

    /// <summary>Should be mended; fails a strict build.</summary>
    Warning,

    /// <summary>Must be mended; the last good site stays in place.</summary>
    Error,
}
