using Markdig.Extensions.Tables;

namespace Course.Site.Prose.Renderers;

/// <summary>A markdown table, which scrolls inside itself on small screens and aligns by class, not by inline style.</summary>
internal sealed class TableRenderer : ProseObjectRenderer<Table>
{
    protected override void Write(ProseRenderer page, Table node, ProseContext context)
    {
        page.Html("<div class=\"scroll\" tabindex=\"0\"><table><thead>");
        var inBody = false;
        foreach (var row in node.OfType<TableRow>())
        {
            if (!row.IsHeader && !inBody)
            {
                page.Html("</thead><tbody>");
                inBody = true;
            }

            page.Html("<tr>");
            for (var i = 0; i < row.Count; i++) WriteCell(page, node, row, (TableCell)row[i], i);
            page.Html("</tr>\n");
        }

        page.Html(inBody ? "</tbody></table></div>\n" : "</thead></table></div>\n");
    }

    private static void WriteCell(ProseRenderer page, Table table, TableRow row, TableCell cell, int column)
    {
        var alignment = column < table.ColumnDefinitions.Count ? table.ColumnDefinitions[column].Alignment : null;
        page.Html(row.IsHeader ? "<th scope=\"col\"" : "<td");
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
        page.Html(row.IsHeader ? "</th>" : "</td>");
    }
}
