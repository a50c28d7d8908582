using System.Collections.Immutable;

namespace Course.Content.Translation;

/// <summary>How the two sides of a block stand to each other.</summary>
public enum BlockState
{
    /// <summary>Both are as they were accepted.</summary>
    Current,

    /// <summary>The source has changed since: the translation is behind.</summary>
    TranslationBehind,

    /// <summary>The translation has changed since: the source is behind.</summary>
    SourceBehind,

    /// <summary>Both have changed since.</summary>
    Conflict,

    /// <summary>Both are there, and nobody has accepted that they agree.</summary>
    New,

    /// <summary>Only the source has it.</summary>
    Missing,

    /// <summary>Only the translation has it.</summary>
    Extra,
}

/// <summary>A block of the source with its translation.</summary>
/// <param name="Source">The block of the source; null where only the translation has it.</param>
/// <param name="Translation">The block of the translation; null where only the source has it.</param>
/// <param name="State">How they stand to each other.</param>
/// <param name="Changes">What kinds of change the side that leads has seen; in a conflict, both sides.</param>
/// <param name="Agreed">What was accepted last; null where nothing was.</param>
public sealed record BlockPair(TextBlock? Source, TextBlock? Translation, BlockState State, ChangeKinds Changes, AgreedBlock? Agreed)
{
    /// <summary>What it is.</summary>
    public BlockKind Kind => (Source ?? Translation!).Kind;

    /// <summary>Names it within the lesson; a block that only the translation has is named by its place there, behind a <c>+</c>.</summary>
    public string Address => Source?.Address ?? "+" + Translation!.Address;

    /// <summary>Whether code or numbers have changed, which readers of the other side would take for true.</summary>
    public bool ConcernsFacts => (Changes & (ChangeKinds.Code | ChangeKinds.Numbers)) != 0;
}

/// <summary>The state of a lesson's translation in one language.</summary>
/// <param name="Language">Language of the translation.</param>
/// <param name="Pairs">All blocks, in the order of the source; those that only the translation has behind their neighbours.</param>
public sealed record TranslationState(string Language, ImmutableArray<BlockPair> Pairs)
{
    /// <summary>Blocks in a state.</summary>
    public IEnumerable<BlockPair> In(BlockState state) => Pairs.Where(p => p.State == state);

    /// <summary>Number of blocks of which the translation is behind, conflicts not counted.</summary>
    public int Behind => In(BlockState.TranslationBehind).Count();

    /// <summary>Those of <see cref="Behind"/> in which code or numbers changed.</summary>
    public int BehindInFacts => In(BlockState.TranslationBehind).Count(static p => p.ConcernsFacts);

    /// <summary>Number of blocks of which the source is behind.</summary>
    public int SourceBehind => In(BlockState.SourceBehind).Count();

    /// <summary>Number of blocks that changed on both sides.</summary>
    public int Conflicts => In(BlockState.Conflict).Count();

    /// <summary>Number of blocks that the translation lacks.</summary>
    public int Missing => In(BlockState.Missing).Count();

    /// <summary>Number of blocks that only the translation has.</summary>
    public int Extra => In(BlockState.Extra).Count();

    /// <summary>Number of blocks that nobody has accepted yet.</summary>
    public int New => In(BlockState.New).Count();

    /// <summary>Whether every block is as it was accepted.</summary>
    public bool IsCurrent => Pairs.All(static p => p.State == BlockState.Current);
}
