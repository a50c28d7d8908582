using System.Collections.Immutable;
using System.Globalization;
using Course.Content.Book;
using Course.Content.Directives;
using Course.Content.Directives.Callouts;
using Course.Content.Directives.Exercises;
using Course.Content.Directives.Figures;
using Course.Content.Directives.Snippets;
using Course.Content.Directives.Tabs;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Course.Content.Translation;

/// <summary>Lists the blocks of a text, in order.</summary>
internal sealed class BlockReader
{
    private const string FirstSection = "top", Notes = "footnotes";
    private readonly ImmutableArray<TextBlock>.Builder _blocks = ImmutableArray.CreateBuilder<TextBlock>();
    private string _section = "";
    private int _number;

    private BlockReader()
    {
    }

    /// <summary>The blocks of a text.</summary>
    public static ImmutableArray<TextBlock> Read(LessonText text)
    {
        var reader = new BlockReader();
        if (text.TitleLine > 0) reader._blocks.Add(new(BlockKind.Title, "", "title", "", null) { Line = text.TitleLine, Text = BlockText.OfWords(text.Title) });
        reader.Read(text.Document, "");
        return reader._blocks.ToImmutable();
    }

    private void Read(ContainerBlock container, string scope)
    {
        foreach (var block in container) Read(block, scope);
    }

    private void Read(Block block, string scope)
    {
        switch (block)
        {
            // A heading of a level that has no ids begins no section.
            case HeadingBlock heading when heading.TryGetAttributes()?.Id is null:
                AddUnnamed(BlockKind.Paragraph, heading, scope);
                break;
            case HeadingBlock heading:
                Begin(heading.GetAttributes().Id!);
                AddNamed(BlockKind.Heading, _section, heading, scope);
                break;
            case SnippetBlock { Snippet: { } snippet }:
                AddNamed(BlockKind.Snippet, snippet.Id, block, scope);
                break;
            case MathBlock math:
                AddUnnamed(BlockKind.Formula, math, scope);
                break;
            case CodeBlock code:
                AddUnnamed(BlockKind.Listing, code, scope);
                break;
            case ParagraphBlock paragraph:
                AddUnnamed(BlockKind.Paragraph, paragraph, scope);
                break;
            case DirectiveBlock directive:
                ReadDirective(directive, scope);
                break;
            case FootnoteGroup notes:
                Begin(Notes);
                Read(notes, scope);
                break;
            case ListBlock list: ReadWhole(BlockKind.List, list, scope); break;
            case QuoteBlock quote: ReadWhole(BlockKind.Quote, quote, scope); break;
            case Table table: ReadWhole(BlockKind.Table, table, scope); break;
            case Footnote note: ReadWhole(BlockKind.Footnote, note, scope); break;
            default: break;
        }
    }

    private void ReadDirective(DirectiveBlock block, string scope)
    {
        var inner = block.GetType().Name;
        switch (block)
        {
            case FigureBlock figure:
                AddNamed(BlockKind.Figure, figure.Id, figure, scope);
                ReadInner(figure, inner);
                return;
            case CalloutBlock callout: AddUnnamed(BlockKind.Callout, callout, scope); break;
            case TabBlock tab: AddUnnamed(BlockKind.Tab, tab, scope); break;
            case HintBlock hint: AddUnnamed(BlockKind.Hint, hint, scope); break;
            case ExerciseBlock exercise:
                Begin(exercise.Id);
                AddNamed(BlockKind.Exercise, exercise.Id, exercise, scope);
                break;
            default: break;
        }

        Read(block, inner);
    }

    /// <summary>A block that is compared as a whole, and behind it what stands in it as a block of its own.</summary>
    private void ReadWhole(BlockKind kind, ContainerBlock block, string scope)
    {
        AddUnnamed(kind, block, scope);
        ReadInner(block, scope);
    }

    private void ReadInner(ContainerBlock container, string scope)
    {
        foreach (var block in container)
        {
            if (block is SnippetBlock or DirectiveBlock) Read(block, scope);
            else if (block is ContainerBlock inner) ReadInner(inner, scope);
        }
    }

    private void Begin(string section) => (_section, _number) = (section, 0);

    private void AddUnnamed(BlockKind kind, Block block, string scope)
    {
        var section = _section.Length > 0 ? _section : FirstSection;
        Add(kind, _section, string.Create(CultureInfo.InvariantCulture, $"{section}/{++_number}"), block, scope);
    }

    private void AddNamed(BlockKind kind, string id, Block block, string scope)
    {
        var address = kind switch
        {
            BlockKind.Snippet => "snippet:" + id,
            BlockKind.Figure => "figure:" + id,
            _ => id,
        };
        Add(kind, id, address, block, scope);
    }

    private void Add(BlockKind kind, string id, string address, Block block, string scope) => _blocks.Add(new(kind, id, address, scope, block));
}
