using Course.Content.Directives;
using Course.Content.Directives.CrossReferences;
using Course.Content.Directives.Snippets;
using Course.Content.Directives.Terms;
using Course.Content.Directives.Values;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Mathematics;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Course.Content.Parsing;

/// <summary>Reads the finished tree once: checks what only the whole shows, and gathers the facts.</summary>
internal sealed class TreeReader(LessonTextBuilder text)
{
    private readonly HashSet<LinkReferenceDefinition> _used = [];

    /// <summary>Reads a document; takes its title line off it.</summary>
    /// <returns>Whether the tree is shallow enough to be rendered.</returns>
    public bool Read(MarkdownDocument document)
    {
        ReadTitle(document);
        if (!ReadBlocks(document)) return false;
        ReportUnused(document);
        return true;
    }

    /// <summary>Notes and addresses that are defined but never referred to: the library drops them without a word.</summary>
    private void ReportUnused(MarkdownDocument document)
    {
        foreach (var definition in document.GetLinkReferenceDefinitions(addGroup: false).Links.Values)
        {
            switch (definition)
            {
                case FootnoteLinkReferenceDefinition { Footnote: { Order: < 0 } footnote }:
                    text.Context.Report(ContentFaults.UnusedFootnote, footnote.LabelSpan.Start, footnote.LabelSpan.Length,
                        "No text refers to the footnote, so no page shows it.", $"Refer to it by `[{footnote.Label}]`, or remove it.");
                    break;
                case not FootnoteLinkReferenceDefinition when !_used.Contains(definition):
                    text.Report(ContentFaults.UnusedDefinition, definition,
                        $"No link uses the address that is defined as `{definition.Label}`.", $"Write `[words][{definition.Label}]` where it is meant, or remove it.");
                    break;
                default:
                    break;
            }
        }
    }

    private void ReadTitle(MarkdownDocument document)
    {
        if (document.Count > 0 && document[0] is HeadingBlock { Level: 1 } title && ReadInlines(title))
        {
            document.RemoveAt(0);
            text.Title = (PlainText.Of(title.Inline), title.Line + 1);
        }

        if (text.Title.Text.Length > 0) return;
        text.Context.ReportLine(ContentFaults.NoTitle, 1, "The text does not begin with a title.", "Write `# Title` as its first line.");
    }

    private bool ReadBlocks(ContainerBlock container)
    {
        // Recursion is safe: the pipeline refuses trees deeper than Dialect.DeepestBlocks.
        foreach (var block in container)
        {
            var isShallow = block switch
            {
                ContainerBlock inner => ReadBlocks(inner),
                LeafBlock leaf => ReadLeaf(leaf),
                _ => true,
            };
            if (!isShallow) return false;
            if (block is DirectiveBlock directive) ReadDirective(directive);
        }

        return true;
    }

    private void ReadDirective(DirectiveBlock block)
    {
        block.Directive?.Check(block, text);
        if (block.IsClosed) return;
        text.Report(ContentFaults.UnclosedDirective, block,
            "The directive is never closed, so everything behind it becomes part of it.",
            $"Write a line of {new string(':', block.ColonCount)} where it ends.");
    }

    private bool ReadLeaf(LeafBlock leaf)
    {
        if (leaf.Inline is not null && !ReadInlines(leaf)) return false;
        switch (leaf)
        {
            case HeadingBlock heading: ReadHeading(heading); break;
            case MathBlock math: ReadMath(math); break;
            case FencedCodeBlock fence: ReadFence(fence); break;
            case HtmlBlock html: ReportHtml(html); break;
            default: break;
        }

        return true;
    }

    private void ReadHeading(HeadingBlock heading)
    {
        var words = PlainText.Of(heading.Inline);
        switch (heading.Level)
        {
            case 1:
                text.Report(ContentFaults.SecondTitle, heading, "A lesson has one title, on its first line.", "Use `##` for this heading.");
                break;
            case > 4:
                text.Report(ContentFaults.HeadingLevel, heading, "Headings go down to level 4.", "Use `####`, or begin a new part with `##`.");
                break;
            default:
                text.AddHeading(heading, words);
                break;
        }
    }

    private void ReadMath(MathBlock math)
    {
        CheckClosed(math, "$$");
        text.AddFormula(new(math.Lines.ToString().Trim(), Display: true, math.Line + 1));
    }

    private void ReadFence(FencedCodeBlock fence)
    {
        CheckClosed(fence, new string(fence.FencedChar, fence.OpeningFencedCharCount));
        if (fence is SnippetBlock snippet) SnippetReader.Read(snippet, text);
        else SnippetReader.ReadPlain(fence, text);
    }

    private void CheckClosed(FencedCodeBlock fence, string end)
    {
        if (fence.ClosingFencedCharCount > 0) return;
        text.Report(ContentFaults.UnclosedFence, fence,
            "The block is never closed, so everything behind it becomes part of it.", $"Write a line of {end} where it ends.");
    }

    private void ReportHtml(MarkdownObject html) => text.Report(ContentFaults.RawHtml, html,
        "HTML is not allowed in lessons: the site forbids what it could load, and translations could not be compared.",
        "Use markdown or a directive; put code such as `List<int>` in backticks, and write `\\<` where the sign is meant.");

    private bool ReadInlines(LeafBlock leaf)
    {
        var root = leaf.Inline!;
        var (depth, wordGoesOn) = (0, false);
        Inline? inline = root.FirstChild;
        while (inline is not null)
        {
            inline = Read(inline, ref wordGoesOn);
            if (inline is ContainerInline { FirstChild: { } child })
            {
                inline = child;
                if (++depth <= Dialect.DeepestInlines) continue;
                text.Report(ContentFaults.TooDeep, leaf, "Emphasis, links or brackets are nested too deeply here.", "Flatten the text; escape brackets and stars that are meant as such.");
                return false;
            }

            while (inline is not null && inline.NextSibling is null)
            {
                inline = inline.Parent;
                depth--;
                if (inline == root) return true;
            }

            inline = inline?.NextSibling;
        }

        return true;
    }

    private Inline Read(Inline inline, ref bool wordGoesOn)
    {
        switch (inline)
        {
            case LiteralInline literal:
                CountWords(literal.Content.AsSpan(), ref wordGoesOn);
                CheckFootnote(literal);
                return inline;
            case LineBreakInline:
                wordGoesOn = false;
                return inline;
            case LinkInline link:
                if (link.Reference is { } definition) _used.Add(definition);
                return LinkReader.Read(link, text);
            case AutolinkInline link:
                LinkReader.Read(link, text);
                return inline;
            case MathInline math:
                text.AddFormula(new(math.Content.ToString().Trim(), math.DelimiterCount == 2, math.Line + 1));
                return inline;
            case ValueInline value:
                text.AddValue(new(value.Name, text.LocationOf(value)));
                return inline;
            case TermInline term:
                text.AddTerm(new(term.Id, text.LocationOf(term)));
                return inline;
            case HtmlInline html:
                if (!html.Tag.StartsWith("</", StringComparison.Ordinal)) ReportHtml(html);
                return inline;
            default:
                return inline;
        }
    }

    private void CountWords(ReadOnlySpan<char> words, ref bool goesOn)
    {
        foreach (var c in words)
        {
            var isWord = char.IsAsciiLetterOrDigit(c) || c >= '\u0080' && char.IsLetterOrDigit(c);
            if (isWord && !goesOn)
            {
                text.Words++;
                goesOn = true;
            }
            else if (c is ' ' or '\t' or '\u3000')
            {
                goesOn = false;
            }
        }
    }

    private void CheckFootnote(LiteralInline literal)
    {
        var content = literal.Content.AsSpan();
        var isOpen = content.IndexOf("[^") is >= 0 and var at && content[(at + 2)..].Contains(']')
            || content is ['^', ..] && literal.PreviousSibling is LiteralInline { IsFirstCharacterEscaped: false } before
                && before.Content.AsSpan() is [.., '['] && content.Contains(']');
        if (!isOpen || literal.IsFirstCharacterEscaped) return;
        text.Report(ContentFaults.UndefinedFootnote, literal,
            "The footnote is referred to but not defined, so its mark would stay in the text.", "Add a line `[^name]: …`, or write `\\[^` where a bracket is meant.");
    }
}
