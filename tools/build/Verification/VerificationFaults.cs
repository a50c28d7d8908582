using Course.Diagnostics;

namespace Course.Build.Verification;

/// <summary>What can be wrong with a proof, and with asking for one.</summary>
internal static class VerificationFaults
{
    /// <summary>Another version of a package cannot be had.</summary>
    public static readonly Fault NoSuchVersion = new("CO4080", Severity.Error, "A rehearsal cannot get the version of a package that it asks for");

    /// <summary>A name on the command line is neither a lesson's nor a snippet's.</summary>
    public static readonly Fault UnknownName = new("CO5080", Severity.Error, "There is no lesson or snippet of this name");

    /// <summary>Git does not know a revision, or there is no git.</summary>
    public static readonly Fault UnknownRevision = new("CO5081", Severity.Error, "It cannot be told what changed since a revision");

    /// <summary>Run again and again, a snippet does now this and now that.</summary>
    public static readonly Fault Unsteady = new("CO5082", Severity.Error, "A snippet does not do the same in every run");

    /// <summary>Run again, a snippet did something else.</summary>
    public static readonly Fault OtherOutput = new("CO5092", Severity.Error, "A snippet does not do what is recorded");
}
