using System.Collections.Immutable;

namespace Course.Content.Translation;

/// <summary>A block on whose two texts somebody agreed. A side that is null was accepted as absent.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">As <see cref="TextBlock.Id"/> of the source, or of the translation where only that has it.</param>
/// <param name="Source">The source's text.</param>
/// <param name="Translation">The translation's text.</param>
public sealed record AgreedBlock(BlockKind Kind, string Id, string? Source, string? Translation)
{
    /// <summary>Hashes of a snippet's bodies in both languages; empty where the translation had none of its own.</summary>
    public (string Source, string Translation) CodeHashes { get; init; } = ("", "");
}

/// <summary>What a lock file says: which texts of two languages agree, block by block.</summary>
/// <param name="SourceLanguage">Language of the source.</param>
/// <param name="Language">Language of the translation.</param>
/// <param name="Blocks">The blocks, in the order of the source when they were accepted.</param>
public sealed record TranslationLock(string SourceLanguage, string Language, ImmutableArray<AgreedBlock> Blocks);
