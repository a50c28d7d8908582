using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Course.Site.Prose.Renderers;

/// <summary>A markdown table, which scrolls inside itself on small screens and aligns by class, not by inline style.</summary>
internal sealed class TableRenderer : ProseObjectRenderer<Table>
{
    protected override void Write(ProseRenderer page, Table node, ProseContext context)
    {
        page.Html("<div class=\"scroll\" tabindex=\"0\"><table><thead>");
        var inBody = false;
        // An empty corner says that the first column names the rows.
        var namesRows = node is [TableRow { IsHeader: true } and [TableCell corner, ..], ..] && IsEmpty(corner);
        foreach (var row in node.OfType<TableRow>())
        {
            if (!row.IsHeader && !inBody)
            {
                page.Html("</thead><tbody>");
                inBody = true;
            }

            page.Html("<tr>");
            for (var i = 0; i < row.Count; i++) WriteCell(page, node, row, (TableCell)row[i], i, namesRows);
            page.Html("</tr>\n");
        }

        page.Html(inBody ? "</tbody></table></div>\n" : "</thead></table></div>\n");
    }

    private static void WriteCell(ProseRenderer page, Table table, TableRow row, TableCell cell, int column, bool namesRows)
    {
        var alignment = column < table.ColumnDefinitions.Count ? table.ColumnDefinitions[column].Alignment : null;
        // A header that says nothing is no header.
        var scope = row.IsHeader ? (IsEmpty(cell) ? null : "col") : namesRows && column == 0 ? "row" : null;
        if (scope is null) page.Html("<td");
        else page.Html("<th scope=\"").Html(scope).Html("\"");
        page.Html(alignment switch
        {
            TableColumnAlign.Right => " class=\"num\">",
            TableColumnAlign.Center => " class=\"mid\">",
            _ => ">",
        });
        var paragraphs = page.ImplicitParagraph;
        page.ImplicitParagraph = true;
        page.WriteChildren(cell);
        page.ImplicitParagraph = paragraphs;
        page.Html(scope is null ? "</td>" : "</th>");
    }

    private static bool IsEmpty(TableCell cell) => cell is [] or [ParagraphBlock { Inline: null or { FirstChild: null } }];
}
