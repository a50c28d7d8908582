using System.Collections.Immutable;

namespace Course.Content.Translation;

/// <summary>Makes the lock of the state that somebody accepts.</summary>
public static class LockUpdate
{
    /// <summary>The lock with some blocks accepted as they stand and all others as they were. Entries of blocks that neither text has any more go.</summary>
    /// <param name="sourceLanguage">Language of the source.</param>
    /// <param name="language">Language of the translation.</param>
    /// <param name="pairs">All blocks.</param>
    /// <param name="isAccepted">Which of them are accepted.</param>
    public static TranslationLock Accept(string sourceLanguage, string language, ImmutableArray<BlockPair> pairs, Func<BlockPair, bool> isAccepted)
    {
        var blocks = ImmutableArray.CreateBuilder<AgreedBlock>(pairs.Length);
        foreach (var pair in pairs)
        {
            if (pair.State == BlockState.Current || isAccepted(pair)) blocks.Add(Agreed(pair));
            else if (pair.Agreed is not null) blocks.Add(pair.Agreed);
        }

        return new(sourceLanguage, language, blocks.ToImmutable());
    }

    private static AgreedBlock Agreed(BlockPair pair)
    {
        var hasOwnCode = pair is { Source.CodeHash.Length: > 0, Translation.CodeHash.Length: > 0 };
        return new(pair.Kind, (pair.Source ?? pair.Translation!).Id, pair.Source?.Text, pair.Translation?.Text)
        {
            CodeHashes = hasOwnCode ? (pair.Source!.CodeHash, pair.Translation!.CodeHash) : ("", ""),
        };
    }
}
