using System.Collections.Immutable;

namespace Course.Content.Translation;

/// <summary>Finds for each block of the source its translation, and how the two stand to each other. Pure.</summary>
public static class BlockPairing
{
    /// <summary>Pairs two texts.</summary>
    /// <param name="source">Blocks of the source.</param>
    /// <param name="translation">Blocks of the translation.</param>
    /// <param name="agreed">What was accepted; null where nothing ever was.</param>
    public static ImmutableArray<BlockPair> Pair(
        ImmutableArray<TextBlock> source, ImmutableArray<TextBlock> translation, TranslationLock? agreed)
    {
        var match = new BlockMatch(source, translation, agreed?.Blocks ?? []);
        match.Named();
        match.Unchanged();
        match.HalfChanged();
        new GapAlignment(match).Align();
        match.Rewritten();
        return Ordered(match);
    }

    private static ImmutableArray<BlockPair> Ordered(BlockMatch match)
    {
        var pairs = ImmutableArray.CreateBuilder<BlockPair>(match.Source.Length);
        var extras = Extras(match).ToLookup(static e => e.Behind, static e => e.Index);
        AddExtras(-1);
        for (var i = 0; i < match.Source.Length; i++)
        {
            var partner = match.PartnerOfSource[i];
            pairs.Add(Judge(match.Source[i], partner < 0 ? null : match.Translation[partner], match.AgreedOf(i, partner)));
            AddExtras(i);
        }

        return pairs.ToImmutable();

        void AddExtras(int behind)
        {
            foreach (var index in extras[behind]) pairs.Add(Judge(null, match.Translation[index], match.AgreedOf(-1, index)));
        }
    }

    /// <summary>Blocks without a source, each with the source block that it stands behind.</summary>
    private static IEnumerable<(int Behind, int Index)> Extras(BlockMatch match)
    {
        var behind = -1;
        for (var i = 0; i < match.Translation.Length; i++)
        {
            if (match.PartnerOfTranslation[i] is >= 0 and var partner) behind = partner;
            else yield return (behind, i);
        }
    }

    private static BlockPair Judge(TextBlock? source, TextBlock? translation, AgreedBlock? agreed)
    {
        if (source is null || translation is null) return JudgeAlone(source, translation, agreed);
        if (agreed is null or { Source: null } or { Translation: null }) return new(source, translation, BlockState.New, ChangeKinds.None, agreed);
        var ofSource = TextChange.Between(agreed.Source, source.Text, source.Kind);
        var ofTranslation = TextChange.Between(agreed.Translation, translation.Text, source.Kind);

        // Code of both languages is proven to be the same token by token; what may differ, and be behind, are the words in it.
        if (translation.CodeHash.Length > 0 && agreed.CodeHashes.Source.Length > 0)
        {
            if (source.CodeHash != agreed.CodeHashes.Source) ofSource |= ChangeKinds.Wording;
            if (translation.CodeHash != agreed.CodeHashes.Translation) ofTranslation |= ChangeKinds.Wording;
        }

        var state = (ofSource, ofTranslation) switch
        {
            (ChangeKinds.None, ChangeKinds.None) => BlockState.Current,
            (_, ChangeKinds.None) => BlockState.TranslationBehind,
            (ChangeKinds.None, _) => BlockState.SourceBehind,
            _ => BlockState.Conflict,
        };
        return new(source, translation, state, ofSource | ofTranslation, agreed);
    }

    private static BlockPair JudgeAlone(TextBlock? source, TextBlock? translation, AgreedBlock? agreed)
    {
        // Somebody may have agreed that a block has no counterpart; that holds as long as it stays as it was.
        var isAgreed = agreed is not null && agreed.Source == source?.Text && agreed.Translation == translation?.Text;
        var state = isAgreed ? BlockState.Current : translation is null ? BlockState.Missing : BlockState.Extra;
        return new(source, translation, state, ChangeKinds.None, agreed);
    }
}
