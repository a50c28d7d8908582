using Course.Diagnostics;

namespace Course.Build.Links;

/// <summary>What can be wrong with addresses elsewhere. They are asked only by <c>links --external</c>: no build depends on them.</summary>
internal static class LinkFaults
{
    /// <summary>It answers that there is nothing.</summary>
    public static readonly Fault Gone = new("CO6090", Severity.Error, "An address elsewhere leads to nothing");

    /// <summary>It does not answer, or not well, which may pass.</summary>
    public static readonly Fault Silent = new("CO6091", Severity.Warning, "An address elsewhere does not answer");

    /// <summary>It has another address now.</summary>
    public static readonly Fault Moved = new("CO6092", Severity.Warning, "An address elsewhere has moved for good");

    /// <summary>links.json cannot be written.</summary>
    public static readonly Fault CannotRecord = new("CO6093", Severity.Error, "The record of checked links cannot be written");
}
