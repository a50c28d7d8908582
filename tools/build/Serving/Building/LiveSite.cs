using System.Collections.Frozen;
using System.Collections.Immutable;
using Course.Diagnostics;
using Course.Site;

namespace Course.Build.Serving.Building;

/// <summary>What is served at one moment. Requests and browsers that wait see a whole one or the next whole one, never a mixture.</summary>
/// <param name="Files">The last good files by path below the site's root; what could be made of them where nothing was good yet.</param>
/// <param name="Languages">Languages of the course, in menu order.</param>
/// <param name="Words">What the live client says, by language.</param>
/// <param name="Lessons">Folder of each lesson below the course root, by the end of its pages' addresses (<c>track/lesson/</c>).</param>
/// <param name="Diagnostics">What the content as it is now has wrong, severities promoted.</param>
/// <param name="Running">Snippets whose output is being made.</param>
internal sealed record LiveSite(
    FrozenDictionary<string, SiteFile> Files, ImmutableArray<string> Languages, ImmutableDictionary<string, LiveWords> Words,
    ImmutableDictionary<string, string> Lessons, ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<RunningSnippet> Running)
{
    /// <summary>Whether <see cref="Files"/> show the content as it is now.</summary>
    public bool IsCurrent => !Diagnostics.Any(static d => d.Severity == Severity.Error);

    /// <summary>Whether a browser would show the same.</summary>
    public bool IsSame(LiveSite other) => ReferenceEquals(Files, other.Files)
        && Languages.SequenceEqual(other.Languages) && Diagnostics.SequenceEqual(other.Diagnostics) && Running.SequenceEqual(other.Running);

    /// <summary>The end of a lesson's address in any language.</summary>
    public static string AddressOf(string track, string lesson) => $"{track}/{lesson}/";
}

/// <summary>A snippet that is being compiled or run.</summary>
/// <param name="Lesson">The end of its lesson's address (<c>track/lesson/</c>).</param>
/// <param name="Snippet">Its id.</param>
internal readonly record struct RunningSnippet(string Lesson, string Snippet);
