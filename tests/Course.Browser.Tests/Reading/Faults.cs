namespace Course.Browser.Tests.Reading;

/// <summary>Faults are collected over all pages, so that one run of the tests shows them all.</summary>
internal static class Faults
{
    public static void AssertNone(IReadOnlyCollection<string> faults) =>
        Assert.True(faults.Count == 0, $"{faults.Count} faults:\n{string.Join('\n', faults.Distinct().Take(30))}");
}
