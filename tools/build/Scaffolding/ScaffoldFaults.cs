using Course.Diagnostics;

namespace Course.Build.Scaffolding;

/// <summary>Why something new cannot be made.</summary>
internal static class ScaffoldFaults
{
    /// <summary>Where faults of arguments are: they stand in no file.</summary>
    public static readonly SourceLocation CommandLine = SourceLocation.WholeFile(Reporting.BuildConsole.NoFile);

    /// <summary>The plan of course.yaml does not hold it.</summary>
    public static readonly Fault NotPlanned = new("CO1401", Severity.Error, "What is to be made is not planned");

    /// <summary>It, or something in its place, is there.</summary>
    public static readonly Fault Taken = new("CO1402", Severity.Error, "What is to be made exists already");

    /// <summary>A name, language or number that is not possible.</summary>
    public static readonly Fault BadName = new("CO1403", Severity.Error, "A name for something new is not valid");

    /// <summary>The disk said no.</summary>
    public static readonly Fault CannotWrite = new("CO1404", Severity.Error, "New files cannot be written");
}
