using System.Reflection;
using Course.Diagnostics;

namespace Course.Content.Tests;

/// <summary>Every declared fault exists for a reason: some case draws it.</summary>
public sealed class FaultTests
{
    /// <summary>Faults of bytes, links and sizes that a spec cannot show; <see cref="CourseLoaderTests"/> and <see cref="HostileTextTests"/> draw them.</summary>
    private static readonly Fault[] DrawnByLoaderTests =
    [
        ContentFaults.Unreadable, ContentFaults.InvalidUtf8, ContentFaults.LinkedFolder, ContentFaults.DecomposedHangul, ContentFaults.FileTooLong,
        ContentFaults.LineTooLong,
    ];

    [Fact]
    public void EveryFaultIsDrawnByACase()
    {
        var drawn = SpecTests.AllCases().SelectMany(static c => SpecTests.Run(c).Diagnostics).Select(static d => d.Id).ToHashSet(StringComparer.Ordinal);
        drawn.UnionWith(DrawnByLoaderTests.Select(static f => f.Id));
        Assert.Empty(All().Where(f => !drawn.Contains(f.Id)).Select(static f => $"{f.Id} {f.Title}"));
    }

    [Fact]
    public void IdsAreUniqueAndOfThisRoom()
    {
        Assert.Distinct(All().Select(static f => f.Id));
        Assert.All(All(), static f => Assert.Matches("^CO[12][0-9]{3}$", f.Id));
        Assert.All(All(), static f => Assert.DoesNotMatch("[.!]$", f.Title));
    }

    private static IEnumerable<Fault> All() =>
        typeof(ContentFaults).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static f => (Fault)f.GetValue(null)!);
}
