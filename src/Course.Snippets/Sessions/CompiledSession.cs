using System.Collections.Immutable;
using Course.Content.Snippets;
using Course.Snippets.Records;

namespace Course.Snippets.Sessions;

/// <summary>Snippets that share state, in order, and what they need to run.</summary>
/// <param name="Lesson">Id of the lesson.</param>
/// <param name="Name">Name of the session.</param>
/// <param name="Snippets">All its snippets in order, those that are not run included.</param>
/// <param name="Data">Data files by the relative path that code opens them under (<c>data/…</c>), as absolute paths.</param>
/// <param name="Seed">Seed of all generators.</param>
public sealed record SessionSource(
    string Lesson, string Name, ImmutableArray<Snippet> Snippets,
    ImmutableSortedDictionary<string, string> Data, int Seed);

/// <summary>A session as an assembly that marks where each snippet begins (see <c>Course.Figures.Hosting.SessionEvents</c>).</summary>
/// <param name="Source">What it was compiled from.</param>
/// <param name="Assembly">The portable executable; empty when no snippet of the session is to be run.</param>
/// <param name="Symbols">Portable PDB; its sequence points name the markdown files and lines.</param>
/// <param name="UsesFigures">Whether the code refers to Course.Figures.</param>
public sealed record CompiledSession(
    SessionSource Source, ImmutableArray<byte> Assembly, ImmutableArray<byte> Symbols, bool UsesFigures)
{
    /// <summary>Declared compiler errors and analyzer findings, by snippet id; a snippet without any is absent.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<Finding>> Findings { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableArray<Finding>>(StringComparer.Ordinal);

    /// <summary>Whether there is anything to run.</summary>
    public bool HasRun => !Assembly.IsDefaultOrEmpty;
}
