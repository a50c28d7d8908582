using System.Collections.Immutable;
using System.Net;
using Course.Site.Theming;

namespace Course.Build.Serving.Building;

/// <summary>What the live client says in one language: the theme's words, and English ones where a theme has none.</summary>
/// <param name="ByKey">Plain text by key without <c>live-</c>.</param>
internal sealed record LiveWords(ImmutableSortedDictionary<string, string> ByKey)
{
    private static readonly ImmutableSortedDictionary<string, string> English = new Dictionary<string, string>
    {
        ["running"] = "Running…",
        ["error"] = "1 error",
        ["errors"] = "{0} errors",
        ["warning"] = "1 warning",
        ["warnings"] = "{0} warnings",
        ["kept"] = "The page stays as it last was until this is mended.",
        ["elsewhere"] = "Elsewhere",
        ["open"] = "Open in the editor",
        ["copy"] = "Copy the place",
        ["copied"] = "Copied",
        ["dismiss"] = "Dismiss",
        ["problems"] = "Problems of the course",
        ["lost"] = "The server has stopped. This page catches up when it is back.",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The words of a theme.</summary>
    public static LiveWords Of(Strings? strings) => new(English.ToImmutableSortedDictionary(
        static word => word.Key,
        word => strings is not null && strings.Has("live-" + word.Key) ? WebUtility.HtmlDecode(strings["live-" + word.Key]) : word.Value,
        StringComparer.Ordinal));
}
