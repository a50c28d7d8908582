using Course.Diagnostics;

namespace Course.Build;

/// <summary>What can be wrong between the stages: with the host as a whole, and with records as a whole.</summary>
internal static class BuildFaults
{
    /// <summary>The host's compiler or packages failed.</summary>
    public static readonly Fault HostUnbuildable = new("CO4090", Severity.Error, "The snippet host cannot be built");

    /// <summary>A frozen build shows a record that is stale.</summary>
    public static readonly Fault StaleRecord = new("CO5090", Severity.Warning, "A record is older than what it was made from");

    /// <summary>A frozen build or a verification needs a record that is not there.</summary>
    public static readonly Fault NoRecord = new("CO5091", Severity.Error, "A snippet has no recorded output");

    /// <summary>The checker that pages run cannot be made.</summary>
    public static readonly Fault CheckerUnpublishable = new("CO6079", Severity.Error, "The checker for the page cannot be published");

    /// <summary>A file that a report was to go to cannot be written.</summary>
    public static readonly Fault UnwritableReport = new("CO6080", Severity.Error, "A report cannot be written");
}
