using System.Collections.Immutable;
using Course.Diagnostics;

namespace Course.Content.Files;

/// <summary>What one load remembers for the next.</summary>
/// <param name="At">When the load began (UTC).</param>
/// <param name="Texts">Every text file that was read, by path relative to the root.</param>
/// <param name="Assets">Every asset with the time of its last change, by path relative to the root.</param>
internal sealed record LoadMemory(
    DateTime At, IReadOnlyDictionary<string, LoadedText> Texts, IReadOnlyDictionary<string, (AssetFile File, DateTime Changed)> Assets)
{
    /// <summary>
    /// Time stamps of file systems are coarse (2 s on FAT): a file changed just before the last load may have
    /// been changed again since without its stamp or size telling.
    /// </summary>
    private static readonly TimeSpan StampGrain = TimeSpan.FromSeconds(2);

    public static LoadMemory Empty { get; } = new(
        DateTime.MinValue, new Dictionary<string, LoadedText>(), new Dictionary<string, (AssetFile, DateTime)>());

    /// <summary>Whether a file last changed at <paramref name="changed"/> was already so when this load was made.</summary>
    public bool IsSettled(DateTime changed) => At != DateTime.MinValue && changed < At - StampGrain;
}

/// <summary>A text file as it was read.</summary>
/// <param name="File">Its text, or null where it could not be read as text.</param>
/// <param name="Length">Size in bytes.</param>
/// <param name="Changed">Time of its last change (UTC).</param>
/// <param name="Diagnostics">What was wrong with it.</param>
internal sealed record LoadedText(SourceFile? File, long Length, DateTime Changed, ImmutableArray<Diagnostic> Diagnostics);
