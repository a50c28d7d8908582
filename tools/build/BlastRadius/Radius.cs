using System.Globalization;

namespace Course.Build.BlastRadius;

/// <summary>What a change reaches.</summary>
/// <param name="Snippets">Snippets that are compiled or run again.</param>
/// <param name="Figures">Figures that they made last time.</param>
/// <param name="Pages">Pages that show them.</param>
/// <param name="Time">How long it takes, from what was recorded last time.</param>
internal sealed record Radius(int Snippets, int Figures, int Pages, TimeSpan Time)
{
    /// <summary>A line for authors, before the work begins.</summary>
    public string Tell(string cause)
    {
        string[] parts =
        [
            .. Snippets > 0 ? [Count(Snippets, "snippet")] : Array.Empty<string>(),
            .. Figures > 0 ? [Count(Figures, "figure")] : Array.Empty<string>(),
            Count(Pages, "page"), About(Time),
        ];
        return $"{cause} changed: feeds {string.Join(", ", parts)}";
    }

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>A time that is not known better than to a second.</summary>
    private static string About(TimeSpan time) => time.TotalSeconds switch
    {
        < 1 => "under a second",
        < 90 => string.Create(CultureInfo.InvariantCulture, $"about {time.TotalSeconds:F0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"about {time.TotalMinutes:F0} min"),
    };
}
