using System.Collections.Immutable;
using Course.Content.Book;
using Course.Content.Translation;

namespace Course.Build.Syncing;

/// <summary>A translation of a lesson, as <c>sync</c> looks at it.</summary>
/// <param name="Lesson">The lesson.</param>
/// <param name="State">State of the translation, also where it has no lock file yet.</param>
/// <param name="HasLock">Whether it has a lock file.</param>
internal sealed record LessonSync(LessonPair Lesson, TranslationState State, bool HasLock)
{
    /// <summary>Addresses that were named; empty where the whole lesson is meant.</summary>
    public ImmutableHashSet<string> Named { get; init; } = [];

    /// <summary>The translation's language.</summary>
    public string Language => State.Language;

    /// <summary>The source's language.</summary>
    public string SourceLanguage => Lesson.Facts.SourceLanguage;

    /// <summary>The lock file, relative to the course root.</summary>
    public string LockPath => $"{Lesson.Folder}/{LockFile.NameFor(Language)}";

    /// <summary>Files whose faults make the comparison doubtful.</summary>
    public IEnumerable<string> Files => [Lesson.Source.File.Path, Lesson.Texts[Language].File.Path, LockPath];

    /// <summary>Blocks that do not agree, or that were named.</summary>
    public IEnumerable<BlockPair> Open => State.Pairs.Where(p => Named.IsEmpty ? p.State != BlockState.Current : Named.Contains(p.Address));

    /// <summary>All translations of a lesson.</summary>
    public static IEnumerable<LessonSync> Of(LessonPair lesson)
    {
        foreach (var (language, text) in lesson.Texts)
        {
            if (language == lesson.Facts.SourceLanguage) continue;
            if (lesson.Translations.TryGetValue(language, out var state)) yield return new(lesson, state, HasLock: true);
            else yield return new(lesson, new(language, BlockPairing.Pair(lesson.Source.Blocks, text.Blocks, null)), HasLock: false);
        }
    }

    /// <summary>Whether a block is accepted without being asked for one by one.</summary>
    /// <param name="pair">The block.</param>
    /// <param name="all">Whether everything is to be accepted.</param>
    public bool Accepts(BlockPair pair, bool all) =>
        Named.IsEmpty ? all || pair.State is BlockState.Conflict or BlockState.New : Named.Contains(pair.Address);

    /// <summary>The file and line where a block should be edited: the side that is behind.</summary>
    public (string File, int Line) PlaceOf(BlockPair pair)
    {
        var (source, translation) = (Lesson.Source.File.Path, Lesson.Texts[Language].File.Path);
        return pair.State == BlockState.SourceBehind ? (source, pair.Source!.Line)
            : pair.Translation is { } block ? (translation, block.Line)
            : (source, pair.Source!.Line);
    }
}
