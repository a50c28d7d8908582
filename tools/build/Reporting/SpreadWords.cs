using System.Globalization;
using Course.Build.Verification;

namespace Course.Build.Reporting;

/// <summary>What several seeds showed, in words.</summary>
internal static class SpreadWords
{
    /// <summary>The widest distance between two seeds' numbers, as a percentage.</summary>
    public static string Widest(SeedSpread spread) => spread.Spread switch
    {
        null => "–",
        { Widest: null, Otherwise: null } => "none",
        { Widest: null } => "–",
        { Widest: { } widest } => widest.Numbers.Max(static n => n.Relative) is var relative && double.IsFinite(relative)
            ? string.Create(CultureInfo.InvariantCulture, $"{relative * 100:G2} %")
            : "diverges",
    };

    /// <summary>What to write, or why no tolerance would do.</summary>
    public static string Proposal(SeedSpread spread)
    {
        var failed = spread.FailedSeeds == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; its session failed under {spread.FailedSeeds} of the other seeds ({string.Join(", ", spread.Failures)})");
        return spread.Spread switch
        {
            null => $"its session failed under every other seed ({string.Join(", ", spread.Failures)})",
            { Tolerance: 0 } => "no tolerance needed" + failed,
            { Tolerance: { } tolerance } => string.Create(CultureInfo.InvariantCulture, $"tolerance={tolerance:R}{Kept(spread, tolerance)}{failed}"),
            { Otherwise: { } otherwise } => $"none would do: {otherwise}{failed}",
            _ => "none would do" + failed,
        };
    }

    private static string Kept(SeedSpread spread, double tolerance) => spread.Declared is { } declared && declared >= tolerance ? " (the declared one covers it)" : "";
}
