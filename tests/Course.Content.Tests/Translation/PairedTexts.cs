using System.Collections.Immutable;
using Course.Content.Book;
using Course.Content.Parsing;
using Course.Content.Translation;

namespace Course.Content.Tests.Translation;

/// <summary>A text and its translation as lists of blocks, for tests that edit them.</summary>
internal static class PairedTexts
{
    public static ImmutableArray<TextBlock> Blocks(string markdown, string language = "en")
    {
        var text = LessonParser.Parse(SpecTests.Source(language + ".md", markdown), language);
        return text.Value.Blocks;
    }

    public static ImmutableArray<BlockPair> Pair(string source, string translation, TranslationLock? agreed) =>
        BlockPairing.Pair(Blocks(source), Blocks(translation, "ko"), agreed);

    /// <summary>The lock of two texts that are accepted as they stand, as it comes back from its file.</summary>
    public static TranslationLock Accept(string source, string translation, TranslationLock? before = null) =>
        Reread(LockUpdate.Accept("en", "ko", Pair(source, translation, before), static _ => true));

    public static TranslationLock Reread(TranslationLock agreed)
    {
        var read = LockFile.Read(SpecTests.Source("ko.lock", LockFile.Write(agreed)), "en", "ko");
        Assert.Empty(read.Diagnostics);
        return read.Value!;
    }

    /// <summary>States by address, of blocks that are not current.</summary>
    public static string Open(ImmutableArray<BlockPair> pairs) =>
        string.Join(" ", pairs.Where(static p => p.State != BlockState.Current).Select(static p => $"{p.Address}:{p.State}"));
}
