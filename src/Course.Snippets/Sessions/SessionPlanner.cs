using System.Collections.Immutable;
using Course.Content.Snippets;

namespace Course.Snippets.Sessions;

/// <summary>Groups a lesson's snippets into the sessions that share state.</summary>
public static class SessionPlanner
{
    /// <summary>Plans the sessions of one lesson.</summary>
    /// <param name="lesson">Id of the lesson.</param>
    /// <param name="snippets">Snippets of the text in the source language, in order.</param>
    /// <param name="data">Data files that the lesson declares, as absolute paths by relative path.</param>
    /// <param name="seed">Seed of all generators.</param>
    /// <returns>Sessions in the order in which their first snippets stand.</returns>
    public static ImmutableArray<SessionSource> Plan(
        string lesson, ImmutableArray<Snippet> snippets, ImmutableSortedDictionary<string, string> data, int seed) =>
        [.. snippets
            .GroupBy(static s => s.Session, StringComparer.Ordinal)
            .Select(group => new SessionSource(lesson, group.Key, [.. group], data, seed))];

    /// <summary>
    /// The same session with the bodies that a translation shows, for colouring them. Snippets that the
    /// translation leaves empty keep the source's code.
    /// </summary>
    public static SessionSource WithBodiesOf(this SessionSource session, ImmutableArray<Snippet> translation)
    {
        var bodies = translation
            .Where(static s => s.Code.Length > 0)
            .GroupBy(static s => s.Id, StringComparer.Ordinal)
            .ToDictionary(static g => g.Key, static g => g.First().Code, StringComparer.Ordinal);
        return session with
        {
            Snippets = [.. session.Snippets.Select(s => bodies.TryGetValue(s.Id, out var code) ? s with { Code = code } : s)],
        };
    }
}
