using System.Collections.Immutable;
using Course.Site;

namespace Course.Build.Pipeline;

/// <summary>The pictures that a build draws itself.</summary>
/// <param name="AppIcons">The theme's icon by width in pixels.</param>
/// <param name="Cards">What others show beside links to pages.</param>
internal sealed record SitePictures(ImmutableSortedDictionary<int, SiteFile> AppIcons, ImmutableArray<SiteFile> Cards)
{
    /// <summary>None.</summary>
    public static SitePictures None { get; } = new(ImmutableSortedDictionary<int, SiteFile>.Empty, []);
}
