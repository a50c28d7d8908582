using Course.Content.Book;
using Course.Content.Translation;
using Markdig.Extensions.CustomContainers;
using Markdig.Syntax;

namespace Course.Site.Prose.Translations;

/// <summary>A block of a page that is behind another language, or behind which a block of the original is missing.</summary>
/// <param name="Pair">The block and its counterpart.</param>
/// <param name="Leading">The text that is ahead.</param>
/// <param name="Number">Number of the mark on its page, from 1.</param>
internal sealed record TranslationMark(BlockPair Pair, LessonText Leading, int Number);

/// <summary>What one page marks: where its text is behind that of another language.</summary>
internal sealed class TranslationMarks
{
    private readonly Dictionary<Block, TranslationMark> _behind = [];
    private readonly Dictionary<Block, List<TranslationMark>> _missing = [];
    private readonly List<TranslationMark> _missingAtStart = [];
    private int _count;

    private TranslationMarks()
    {
    }

    /// <summary>A page without marks.</summary>
    public static TranslationMarks None { get; } = new();

    /// <summary>Whether there is nothing to mark, nor to say that all is well.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>How many marks there are.</summary>
    public int Count => _count;

    /// <summary>Whether the page is a translation that somebody has compared with its source.</summary>
    public bool IsCheckedTranslation { get; private init; }

    /// <summary>The mark of the title, or null.</summary>
    public TranslationMark? Title { get; private set; }

    /// <summary>Blocks that are missing before the first.</summary>
    public IReadOnlyList<TranslationMark> MissingAtStart => _missingAtStart;

    /// <summary>The mark of a block, or null.</summary>
    public TranslationMark? Of(Block block) => _behind.GetValueOrDefault(block);

    /// <summary>What is missing right behind a block.</summary>
    public IReadOnlyList<TranslationMark> MissingBehind(Block block) => _missing.TryGetValue(block, out var found) ? found : [];

    /// <summary>
    /// All marks with the line, from 0, above which a note about them can stand without tearing a list or a table: that of the whole, or of
    /// what follows it; <see cref="int.MaxValue"/> where nothing follows.
    /// </summary>
    /// <param name="text">The text that is marked.</param>
    public IEnumerable<(int Line, TranslationMark Mark)> ByLine(LessonText text) =>
        ((TranslationMark[])[.. Title is null ? (TranslationMark[])[] : [Title], .. _missingAtStart]).Select(mark => (text.TitleLine, mark))
        .Concat(_behind.Select(static each => (Whole(each.Key).Line, each.Value)))
        .Concat(_missing.SelectMany(static each => each.Value.Select(mark => (LineBehind(each.Key), mark))));

    /// <summary>The marks of a lesson's page in a language.</summary>
    public static TranslationMarks For(LessonPair lesson, LessonText text, string language)
    {
        // A page that shows the original for want of a translation is behind nothing.
        if (lesson.Translations.IsEmpty || text.Language != language) return None;
        if (language != lesson.Facts.SourceLanguage)
            return lesson.Translations.TryGetValue(language, out var state) ? OfTranslation(lesson, state) : None;
        var marks = new TranslationMarks();
        foreach (var (code, translation) in lesson.Translations)
        {
            foreach (var pair in translation.In(BlockState.SourceBehind)) marks.Add(pair, pair.Source!, lesson.Texts[code]);
        }

        return marks;
    }

    private static TranslationMarks OfTranslation(LessonPair lesson, TranslationState state)
    {
        var marks = new TranslationMarks { IsCheckedTranslation = true };
        Block? last = null;
        foreach (var pair in state.Pairs)
        {
            if (pair.State is BlockState.TranslationBehind or BlockState.Conflict) marks.Add(pair, pair.Translation!, lesson.Source);
            else if (pair.State == BlockState.Missing) marks.AddMissing(pair, last, lesson.Source);
            last = pair.Translation?.Node ?? last;
        }

        return marks;
    }

    private static Block Whole(Block block)
    {
        while (block.Parent is not (null or MarkdownDocument or CustomContainer)) block = block.Parent;
        return block;
    }

    private static int LineBehind(Block block)
    {
        for (var whole = Whole(block); whole.Parent is { } parent; whole = parent)
        {
            var next = parent.IndexOf(whole) + 1;
            if (next < parent.Count && parent[next].Line > whole.Line) return parent[next].Line;
        }

        return int.MaxValue;
    }

    private void Add(BlockPair pair, TextBlock here, LessonText leading)
    {
        if (here.Node is null)
        {
            Title ??= new(pair, leading, ++_count);
            return;
        }

        // Two translations may both be ahead of a block; the reader needs to be told once.
        if (!_behind.ContainsKey(here.Node)) _behind.Add(here.Node, new(pair, leading, ++_count));
    }

    private void AddMissing(BlockPair pair, Block? last, LessonText leading)
    {
        var mark = new TranslationMark(pair, leading, ++_count);
        if (last is null)
        {
            _missingAtStart.Add(mark);
            return;
        }

        // What stands in the text itself does not belong into the callout or exercise that ends before it.
        while (pair.Source!.Scope.Length == 0 && last.Parent is { } outer and not MarkdownDocument) last = outer;
        if (_missing.TryGetValue(last, out var others)) others.Add(mark);
        else _missing.Add(last, [mark]);
    }
}
