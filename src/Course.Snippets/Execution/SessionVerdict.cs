namespace Course.Snippets.Execution;

/// <summary>Why the build killed a host.</summary>
internal enum SessionVerdict
{
    /// <summary>It did not.</summary>
    None,

    /// <summary>The snippet's time was up.</summary>
    TimedOut,

    /// <summary>The session took too much memory.</summary>
    TooMuchMemory,

    /// <summary>The snippet printed or showed too much.</summary>
    TooMuchOutput,
}
