using System.Collections.Immutable;
using System.Globalization;
using Course.Content.Book;
using Course.Content.Directives;
using Course.Content.Directives.Callouts;
using Course.Content.Directives.Exercises;
using Course.Content.Directives.Figures;
using Course.Content.Directives.Snippets;
using Course.Content.Directives.Tabs;
using Course.Diagnostics;
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
        if (text.TitleLine > 0) reader._blocks.Add(new(BlockKind.Title, "", "title", "", BlockText.Of(text.Title), text.TitleLine, null));
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
                AddUnnamed(BlockKind.Paragraph, heading, scope, BlockText.Of(heading));
                break;
            case HeadingBlock heading:
                Begin(heading.GetAttributes().Id!);
                Add(BlockKind.Heading, _section, heading, scope, BlockText.Of(heading));
                break;
            case SnippetBlock { Snippet: { } snippet }:
                Add(BlockKind.Snippet, snippet.Id, block, scope, BlockText.Of(snippet.Title, snippet.Reason, snippet.Predict), CodeHash(snippet));
                break;
            case MathBlock math:
                AddUnnamed(BlockKind.Formula, math, scope, BlockText.OfTex(math));
                break;
            case CodeBlock code:
                AddUnnamed(BlockKind.Listing, code, scope, BlockText.OfLines(code));
                break;
            case ParagraphBlock paragraph:
                AddUnnamed(BlockKind.Paragraph, paragraph, scope, BlockText.Of(paragraph));
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
            case Footnote note: ReadNote(note, scope); break;
            default: break;
        }
    }

    private void ReadDirective(DirectiveBlock block, string scope)
    {
        var inner = block.GetType().Name;
        switch (block)
        {
            case FigureBlock figure:
                var words = BlockText.Of(figure.Alt, figure.X, figure.Y, string.Join(" | ", figure.Series), string.Join(" | ", figure.Categories));
                Add(BlockKind.Figure, figure.Id, figure, scope, BlockText.Join(words, BlockText.Of((ContainerBlock)figure)));
                ReadInner(figure, inner);
                return;
            case CalloutBlock callout: AddUnnamed(BlockKind.Callout, callout, scope, BlockText.Of(callout.Title)); break;
            case TabBlock tab: AddUnnamed(BlockKind.Tab, tab, scope, BlockText.Of(tab.Label)); break;
            case HintBlock hint: AddUnnamed(BlockKind.Hint, hint, scope, BlockText.Of(hint.Title)); break;
            case ExerciseBlock exercise:
                Begin(exercise.Id);
                Add(BlockKind.Exercise, exercise.Id, exercise, scope, BlockText.Of(exercise.Title));
                break;
            default: break;
        }

        Read(block, inner);
    }

    /// <summary>A block that is compared as a whole, and behind it what stands in it as a block of its own.</summary>
    private void ReadWhole(BlockKind kind, ContainerBlock block, string scope)
    {
        AddUnnamed(kind, block, scope, BlockText.Of(block));
        ReadInner(block, scope);
    }

    private void ReadNote(Footnote note, string scope)
    {
        // Renderers write what stands in a note, never the note itself, so its last block stands for it.
        AddUnnamed(BlockKind.Footnote, note.LastChild ?? note, scope, BlockText.Of(note));
        ReadInner(note, scope);
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

    private void AddUnnamed(BlockKind kind, Block block, string scope, string text)
    {
        var section = _section.Length > 0 ? _section : FirstSection;
        _blocks.Add(new(kind, _section, string.Create(CultureInfo.InvariantCulture, $"{section}/{++_number}"), scope, text, block.Line + 1, block));
    }

    private void Add(BlockKind kind, string id, Block block, string scope, string text, string codeHash = "")
    {
        var address = kind switch
        {
            BlockKind.Snippet => "snippet:" + id,
            BlockKind.Figure => "figure:" + id,
            _ => id,
        };
        _blocks.Add(new(kind, id, address, scope, text, block.Line + 1, block) { CodeHash = codeHash });
    }

    private static string CodeHash(Snippets.Snippet snippet) => snippet.Code.Length == 0 ? "" : ContentHash.Of(snippet.Code)[..16];
}
