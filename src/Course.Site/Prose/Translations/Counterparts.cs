using System.Collections.Immutable;
using System.Globalization;
using Course.Content.Book;
using Course.Content.Directives.Exercises;
using Course.Content.Directives.Figures;
using Course.Content.Directives.Snippets;
using Course.Content.Translation;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Course.Site.Prose.Translations;

/// <summary>
/// Tells scripts which block of a page is which block of the same page in another language. They count blocks from one heading, listing, figure or
/// exercise to the next, whose ids all languages share; only where counting would lead to another block than the pairs do, blocks carry a name.
/// </summary>
internal sealed class Counterparts
{
    /// <summary>The name of a block that no other language has.</summary>
    private const string Nobody = "";

    private readonly Dictionary<Block, string> _names = [];

    private Counterparts()
    {
    }

    /// <summary>A page on which counting is enough.</summary>
    public static Counterparts None { get; } = new();

    /// <summary>Whether no block has a name.</summary>
    public bool IsEmpty => _names.Count == 0;

    /// <summary>The name that a block has in all languages, empty where no other language has the block, or null where blocks are counted.</summary>
    public string? Of(Block block) => _names.GetValueOrDefault(block);

    /// <summary>The names that the blocks of a lesson's page in a language have.</summary>
    public static Counterparts For(LessonPair lesson, LessonText text, string language)
    {
        // A page that shows the original for want of a translation has no counterpart to show.
        if (lesson.Texts.Count < 2 || text.Language != language) return None;
        HashSet<string>? uneven = null;
        foreach (var (code, other) in lesson.Texts)
        {
            if (ReferenceEquals(other, lesson.Source) || IsEven(lesson, other, code)) continue;
            var partners = Partners(lesson, other, code);
            uneven ??= new(StringComparer.Ordinal);
            uneven.UnionWith(UnevenSections(Units(lesson, lesson.Source), Units(lesson, other), partners));
        }

        return uneven is null or { Count: 0 } ? None : Named(lesson, text, language, uneven);
    }

    private static Counterparts Named(LessonPair lesson, LessonText text, string language, HashSet<string> uneven)
    {
        var found = new Counterparts();
        var numbers = new Dictionary<Block, string>();
        foreach (var (block, _) in Units(lesson, lesson.Source)) numbers.Add(block, numbers.Count.ToString(CultureInfo.InvariantCulture));
        var partners = ReferenceEquals(text, lesson.Source) ? null : Partners(lesson, text, language).ToDictionary(static p => p.Value, static p => p.Key);
        foreach (var (block, section) in Units(lesson, text))
        {
            if (!uneven.Contains(section)) continue;
            var source = partners is null ? block : partners.GetValueOrDefault(block);
            found._names.Add(block, source is null ? Nobody : numbers.GetValueOrDefault(source, Nobody));
        }

        return found;
    }

    /// <summary>Whether each block has a counterpart, in the same order and place, which is how texts mostly are, so that there is nothing to look up.</summary>
    private static bool IsEven(LessonPair lesson, LessonText other, string code)
    {
        if (!lesson.Translations.TryGetValue(code, out var state))
        {
            return lesson.Source.Blocks.Length == other.Blocks.Length
                && lesson.Source.Blocks.Zip(other.Blocks).All(static p => p.First.Kind == p.Second.Kind && p.First.Address == p.Second.Address && p.First.Scope == p.Second.Scope);
        }

        var line = 0;
        foreach (var pair in state.Pairs)
        {
            if (pair.Source is null || pair.Translation is null || pair.Source.Scope != pair.Translation.Scope || pair.Translation.Line < line) return false;
            line = pair.Translation.Line;
        }

        return true;
    }

    /// <summary>Each unit of the source with that of a translation.</summary>
    private static Dictionary<Block, Block> Partners(LessonPair lesson, LessonText other, string code)
    {
        // A translation that nobody has accepted yet is paired by ids, places and likeness.
        var pairs = lesson.Translations.TryGetValue(code, out var state) ? state.Pairs : BlockPairing.Pair(lesson.Source.Blocks, other.Blocks, null);
        var partners = new Dictionary<Block, Block>();
        var taken = new HashSet<Block>();
        foreach (var pair in pairs)
        {
            if (UnitOf(pair.Source?.Node) is not { } source || UnitOf(pair.Translation?.Node) is not { } translation) continue;
            if (source.GetType() != translation.GetType() || partners.ContainsKey(source) || !taken.Add(translation)) continue;
            partners.Add(source, translation);
        }

        return partners;
    }

    private static IEnumerable<string> UnevenSections(
        ImmutableArray<(Block Block, string Section)> source, ImmutableArray<(Block Block, string Section)> other, Dictionary<Block, Block> partners)
    {
        var there = other.ToLookup(static u => u.Section, static u => u.Block, StringComparer.Ordinal);
        var here = source.ToLookup(static u => u.Section, static u => u.Block, StringComparer.Ordinal);
        return here.Select(static s => s.Key).Union(there.Select(static s => s.Key), StringComparer.Ordinal)
            .Where(section => !here[section].Select(block => partners.GetValueOrDefault(block)).SequenceEqual(there[section]));
    }

    /// <summary>The blocks that scripts count, each with the id from which they count.</summary>
    private static ImmutableArray<(Block Block, string Section)> Units(LessonPair lesson, LessonText text)
    {
        var units = ImmutableArray.CreateBuilder<(Block, string)>();
        var section = "";
        Add(text.Document);
        return units.ToImmutable();

        void Add(ContainerBlock parent)
        {
            foreach (var block in parent)
            {
                switch (block)
                {
                    case HeadingBlock heading when heading.TryGetAttributes()?.Id is { } id: section = id; break;
                    case SnippetBlock { Snippet: var snippet } when lesson.Source.Snippets.Any(s => s.Id == snippet.Id && s.Hidden): break;
                    case SnippetBlock { Snippet: var snippet }: section = "snippet-" + snippet.Id; break;
                    case FigureBlock figure: section = "figure-" + figure.Id; break;
                    case ExerciseBlock exercise:
                        section = exercise.Id;
                        Add(exercise);
                        break;

                    // What has no words has no counterpart, and is counted as it stands.
                    case ThematicBreakBlock or LinkReferenceDefinitionGroup: break;
                    default: units.Add((block, section)); break;
                }
            }
        }
    }

    /// <summary>The unit that a block is or stands in; null for one that has an id of its own.</summary>
    private static Block? UnitOf(Block? block)
    {
        while (block?.Parent is not (null or MarkdownDocument or ExerciseBlock)) block = block.Parent;
        return block is null or HeadingBlock or SnippetBlock or FigureBlock or ExerciseBlock ? null : block;
    }
}
