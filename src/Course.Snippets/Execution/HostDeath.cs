namespace Course.Snippets.Execution;

/// <summary>What is known about a host that ended before its session did.</summary>
internal sealed class HostDeath
{
    /// <summary>The exception that nothing caught.</summary>
    internal ExceptionMessage? Exception { get; set; }

    /// <summary>The code that the session passed to Environment.Exit.</summary>
    internal int? ExitRequested { get; set; }

    /// <summary>The process's exit code; 128 and the signal where a signal ended it; null where it is not known.</summary>
    internal int? ExitCode { get; set; }

    /// <summary>What it last wrote to standard error.</summary>
    internal string Printed { get; set; } = "";
}
