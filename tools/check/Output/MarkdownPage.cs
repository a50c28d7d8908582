using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Spectre.Console;
using Table = Markdig.Extensions.Tables.Table;
using TableCell = Markdig.Extensions.Tables.TableCell;
using TableRow = Markdig.Extensions.Tables.TableRow;

namespace Course.Check.Output;

/// <summary>Shows the markdown of rule pages on a screen: headings, paragraphs, lists, tables, code.</summary>
internal sealed class MarkdownPage(Screen screen)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    /// <summary>Shows a page.</summary>
    public void Show(string markdown)
    {
        foreach (var block in Markdown.Parse(markdown, Pipeline))
        {
            switch (block)
            {
                case HeadingBlock heading:
                    screen.Line($"[bold{(heading.Level == 1 ? " underline" : " blue")}]{Escape(heading.Inline)}[/]");
                    break;
                case ParagraphBlock paragraph:
                    screen.Paragraph(0, "", Plain(paragraph.Inline));
                    break;
                case ListBlock list:
                    foreach (var item in list.OfType<ListItemBlock>()) screen.Paragraph(2, "• ", string.Join(' ', item.OfType<ParagraphBlock>().Select(static p => Plain(p.Inline))));
                    break;
                case FencedCodeBlock code:
                    Show(code);
                    break;
                case Table table:
                    Show(table);
                    break;
            }

            screen.Line();
        }
    }

    private void Show(FencedCodeBlock code)
    {
        var colour = code.Arguments?.Trim() switch { "bad" => "red", "good" or "fixed" => "green", _ => "grey" };
        foreach (var line in code.Lines.Lines.Take(code.Lines.Count)) screen.Line($"  [{colour}]│[/] {Markup.Escape(line.ToString())}");
    }

    private void Show(Table table)
    {
        var rows = table.OfType<TableRow>().Select(static row => row.OfType<TableCell>().Select(static cell => string.Join(' ', cell.OfType<ParagraphBlock>().Select(static p => Plain(p.Inline)))).ToList()).ToList();
        var widths = Enumerable.Range(0, rows.Max(static row => row.Count)).Select(i => rows.Max(row => i < row.Count ? Columns.Of(row[i]) : 0)).ToList();

        // The first column takes what the others leave.
        widths[0] = Math.Max(12, Math.Min(widths[0], screen.Width - widths.Skip(1).Sum(static w => w + 2) - 2));
        for (var r = 0; r < rows.Count; r++)
        {
            var lines = Columns.Wrap(rows[r][0], widths[0]).DefaultIfEmpty("").ToList();
            for (var l = 0; l < lines.Count; l++)
            {
                var cells = rows[r].Select((cell, i) => Pad(i == 0 ? lines[l] : l == 0 ? cell : "", widths[i]));
                screen.Line($"  [{(r == 0 ? "bold" : "default")}]{Markup.Escape(string.Join("  ", cells).TrimEnd())}[/]");
            }
        }
    }

    private static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Columns.Of(text)));

    private static string Escape(ContainerInline? inline) => Markup.Escape(Plain(inline));

    private static string Plain(ContainerInline? inline) => inline is null ? "" : string.Concat(inline.Descendants().Select(static each => each switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        LineBreakInline => " ",
        _ => "",
    }));
}
