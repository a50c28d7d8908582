namespace Course.Check.CommandLine;

/// <summary>What the process says to the shell; documented in docs/check.md.</summary>
internal static class ExitCodes
{
    /// <summary>Nothing that must or should be fixed is left; the exercise is done.</summary>
    public const int Success = 0;

    /// <summary>Something must or should be fixed, or the exercise is not done yet.</summary>
    public const int Findings = 1;

    /// <summary>The command line could not be understood, or names what is not there.</summary>
    public const int Usage = 2;

    /// <summary>Some code was refused or could not be read, so that nothing is known about it.</summary>
    public const int Refused = 3;

    /// <summary>The tool itself failed, which is a bug.</summary>
    public const int Bug = 70;

    /// <summary>Stopped by the user (Ctrl-C).</summary>
    public const int Cancelled = 130;
}
