using System.Collections.Immutable;

namespace Course.Content.Links;

/// <summary>What is recorded of one address elsewhere.</summary>
/// <param name="Checked">The day on which it last answered as it should (UTC).</param>
/// <param name="Moved">Where it says that it has moved for good, or null.</param>
public sealed record LinkCheck(DateOnly Checked, Uri? Moved = null);

/// <summary>links.json: which addresses elsewhere answered, and when. It is in git, so that pages can say it without asking anybody.</summary>
/// <param name="ByAddress">Checks by address, as the course writes it.</param>
public sealed record LinkChecks(ImmutableSortedDictionary<string, LinkCheck> ByAddress)
{
    /// <summary>Nothing was checked yet.</summary>
    public static LinkChecks None { get; } = new(ImmutableSortedDictionary.Create<string, LinkCheck>(StringComparer.Ordinal));

    /// <summary>The day on which an address last answered, or null.</summary>
    public DateOnly? LastChecked(Uri address) => ByAddress.GetValueOrDefault(address.OriginalString)?.Checked;
}
