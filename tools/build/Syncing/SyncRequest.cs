using System.Collections.Immutable;

namespace Course.Build.Syncing;

/// <summary>What <c>sync</c> is asked for.</summary>
/// <param name="Targets">Lessons or blocks; empty for all lessons.</param>
/// <param name="Accept">Whether the translator's work is accepted.</param>
/// <param name="All">Whether everything is accepted.</param>
/// <param name="Interactive">Whether to ask for each block.</param>
/// <param name="Language">The only language that is meant, or null.</param>
/// <param name="Json">Whether the answer is JSON.</param>
internal sealed record SyncRequest(
    ImmutableArray<string> Targets, bool Accept, bool All, bool Interactive, string? Language, bool Json)
{
    /// <summary>What is wrong with it, or null.</summary>
    public string? Fault => (this) switch
    {
        { All: true, Accept: false } => "--all says what --accept accepts; write `sync --accept --all`.",
        { Interactive: true, Accept: true } => "--interactive asks for each block, and --accept does not ask; choose one of them.",
        { Interactive: true, Json: true } => "--interactive asks a person, and --json answers a program; choose one of them.",
        _ => null,
    };
}
