namespace Course.Build.CommandLine;

/// <summary>What the process says to the shell; documented in README.md.</summary>
internal static class ExitCodes
{
    /// <summary>The site is published.</summary>
    public const int Success = 0;

    /// <summary>Content or code has faults; nothing was published.</summary>
    public const int Faults = 1;

    /// <summary>The command line could not be understood.</summary>
    public const int Usage = 2;

    /// <summary>The build itself failed, which is a bug.</summary>
    public const int Bug = 70;

    /// <summary>Stopped by the user (Ctrl-C).</summary>
    public const int Cancelled = 130;
}
