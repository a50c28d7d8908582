using System.Collections.Immutable;

namespace Course.Site.Linking;

/// <summary>A link of a page.</summary>
/// <param name="Written">As the page writes it.</param>
/// <param name="File">The file of the site that it leads to.</param>
/// <param name="Anchor">The anchor there, or nothing.</param>
/// <param name="Language">The language of an alternate version (<c>hreflang</c> in the head), or null for any other link.</param>
internal readonly record struct PageLink(string Written, string File, string Anchor, string? Language);

/// <summary>What one page says about others, and what others can lead to in it.</summary>
/// <param name="Language">Language of the page.</param>
/// <param name="Links">Links into the site; those that leave it are not there.</param>
/// <param name="Anchors">Ids.</param>
internal sealed record PageLinks(string Language, ImmutableArray<PageLink> Links, HashSet<string> Anchors);
