using System.Text;
using Course.Content.Directives;
using Course.Content.Directives.Callouts;
using Course.Content.Directives.CrossReferences;
using Course.Content.Directives.Exercises;
using Course.Content.Directives.Figures;
using Course.Content.Directives.Snippets;
using Course.Content.Directives.Tabs;
using Course.Content.Directives.Terms;
using Course.Content.Directives.Values;
using Course.Content.Parsing;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Course.Content.Translation;

/// <summary>
/// The one-line form in which blocks are compared and kept in lock files: what a reader reads. Line breaks, emphasis, the marks of
/// lists and tables, and the addresses of links are left out, so that changing them changes nothing. Code stays in backticks, formulas
/// in dollars, quoted values in braces; a link or term without words stands for the name that the page gives to it.
/// </summary>
internal static class BlockText
{
    /// <summary>Between the parts of a block: items of a list, cells of a table, title, reason and question.</summary>
    private const string PartMark = " • ";

    /// <summary>Where a line ends whose end has a meaning.</summary>
    private const char LineMark = '⏎';

    /// <summary>The text of a block that <see cref="BlockReader"/> lists.</summary>
    public static string Of(Block block) => block switch
    {
        SnippetBlock { Snippet: { } snippet } => OfWords(snippet.Title, snippet.Reason, snippet.Predict),
        MathBlock math => OfTex(math),
        CodeBlock code => OfLines(code),
        LeafBlock leaf => OfInlines(leaf),
        FigureBlock figure => string.Join(PartMark, ((string[])[OfLabels(figure), OfParts(figure)]).Where(static part => part.Length > 0)),
        CalloutBlock callout => OfWords(callout.Title),
        TabBlock tab => OfWords(tab.Label),
        HintBlock hint => OfWords(hint.Title),
        ExerciseBlock exercise => OfWords(exercise.Title),
        ContainerBlock container => OfParts(container),
        _ => "",
    };

    /// <summary>Plain words, several of which are told apart by <c>•</c>.</summary>
    public static string OfWords(params ReadOnlySpan<string?> words)
    {
        var text = new StringBuilder();
        foreach (var part in words)
        {
            if (string.IsNullOrEmpty(part)) continue;
            if (text.Length > 0) text.Append(PartMark);
            AppendEscaped(text, part);
        }

        return Trimmed(text);
    }

    private static string OfLabels(FigureBlock figure) =>
        OfWords(figure.Alt, figure.X, figure.Y, string.Join(" | ", figure.Series), string.Join(" | ", figure.Categories));

    private static string OfInlines(LeafBlock leaf)
    {
        var text = new StringBuilder();
        Append(text, leaf.Inline);
        return Trimmed(text);
    }

    /// <summary>Everything below a container but snippets and directives, which are blocks themselves.</summary>
    private static string OfParts(ContainerBlock container)
    {
        var text = new StringBuilder();
        AppendParts(text, container);
        return Trimmed(text);
    }

    /// <summary>A listing, line by line.</summary>
    private static string OfLines(LeafBlock code) => code.Lines.ToString().TrimEnd().Replace('\n', LineMark);

    /// <summary>TeX, in which white space has no meaning.</summary>
    private static string OfTex(LeafBlock math) => Trimmed(new(math.Lines.ToString()));

    private static void AppendParts(StringBuilder text, ContainerBlock container)
    {
        foreach (var child in container)
        {
            if (child is SnippetBlock or DirectiveBlock) continue;
            if (child is ContainerBlock inner and not (ListItemBlock or TableCell))
            {
                AppendParts(text, inner);
                continue;
            }

            if (text.Length > 0) text.Append(PartMark);
            switch (child)
            {
                case ContainerBlock item: text.Append(OfParts(item)); break;
                case MathBlock math: text.Append('$').Append(OfTex(math)).Append('$'); break;
                case CodeBlock code: text.Append('`').Append(OfLines(code).Replace("`", "\\`", StringComparison.Ordinal)).Append('`'); break;
                case LeafBlock leaf: Append(text, leaf.Inline); break;
                default: break;
            }
        }
    }

    private static void Append(StringBuilder text, ContainerInline? container)
    {
        if (container is null) return;
        foreach (var inline in InlineWalk.Over(container))
        {
            switch (inline)
            {
                case LiteralInline literal: AppendEscaped(text, literal.Content.AsSpan()); break;
                // Its property Content changes the node when it is first read, which two pages of a lesson may do at once.
                case CodeInline code: text.Append('`').Append(code.ContentSpan.ToString().Replace("`", "\\`", StringComparison.Ordinal)).Append('`'); break;
                case MathInline math: text.Append('$').Append(math.Content.AsSpan()).Append('$'); break;
                case ValueInline value: text.Append("{value:").Append(value.Name).Append('}'); break;
                case TermInline { Words: { } words }: AppendEscaped(text, words); break;
                case TermInline term: text.Append("{term:").Append(term.Id).Append('}'); break;
                case CrossReferenceInline { HasWords: false } reference: AppendReference(text, reference); break;
                case HtmlEntityInline entity: AppendEscaped(text, entity.Transcoded.AsSpan()); break;
                case AutolinkInline link: text.Append(link.Url); break;
                case TaskList { Checked: true }: text.Append("[x]"); break;
                case TaskList: text.Append("[ ]"); break;
                case LineBreakInline: text.Append(' '); break;
                default: break;
            }
        }
    }

    private static void AppendReference(StringBuilder text, CrossReferenceInline reference)
    {
        text.Append("{see:").Append(reference.Target);
        if (reference.Anchor is { } anchor) text.Append('#').Append(anchor);
        text.Append('}');
    }

    private static void AppendEscaped(StringBuilder text, ReadOnlySpan<char> words)
    {
        while (words.IndexOfAny("`$\\{") is >= 0 and var at)
        {
            text.Append(words[..at]).Append('\\').Append(words[at]);
            words = words[(at + 1)..];
        }

        text.Append(words);
    }

    /// <summary>Runs of white space become one blank, and none stays at the ends.</summary>
    private static string Trimmed(StringBuilder text)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var isBlank = c is ' ' or '\t' or '\n' or '\r';
            if (isBlank && (length == 0 || text[length - 1] == ' ')) continue;
            text[length++] = isBlank ? ' ' : c;
        }

        if (length > 0 && text[length - 1] == ' ') length--;
        return text.ToString(0, length);
    }
}
