using System.Globalization;
using Course.Figures.Data;
using Course.Snippets.Records;

namespace Course.Site.Prose.Listings;

/// <summary>Writes what a snippet printed: text and tables in order; figures stand where the prose puts them.</summary>
internal static class OutputWriter
{
    public static void Write(ProseRenderer page, SnippetRecord record)
    {
        var shown = record.Outputs.Where(static o => o is TextOutput or TableOutput).ToList();
        var message = record.Ending is { Kind: EndingKind.Threw } ending ? $"{ending.Exception}: {ending.Message}" : null;
        if (!HasOutput(record)) return;
        page.Html("<div class=\"output\"><p class=\"output-label\">").Html(page.Context.Words["output"]).Html("</p>");
        foreach (var part in shown)
        {
            switch (part)
            {
                case TextOutput text:
                    page.Html(text.IsError ? "<pre class=\"stderr\" tabindex=\"0\"><samp>" : "<pre tabindex=\"0\"><samp>")
                        .Text(text.Text.AsSpan().TrimEnd('\n')).Html("</samp></pre>");
                    break;
                case TableOutput { Table: var table }:
                    WriteTable(page, table, page.Context.Words["output-table"]);
                    break;
            }
        }

        if (message is not null) page.Html("<pre class=\"stderr\" tabindex=\"0\"><samp>").Text(message).Html("</samp></pre>");
        page.Html("</div>");
    }

    /// <summary>Whether there is anything to write.</summary>
    public static bool HasOutput(SnippetRecord record) =>
        record.Ending.Kind == EndingKind.Threw || record.Outputs.Any(static o => o is TextOutput or TableOutput);

    /// <summary>Writes a table that scrolls inside itself; columns of numbers are set flush right.</summary>
    public static void WriteTable(ProseRenderer page, TableData table, string label)
    {
        var numeric = new bool[table.Columns.Length];
        for (var column = 0; column < numeric.Length; column++)
        {
            numeric[column] = table.Rows.All(row => IsNumber(row[column]));
        }

        page.Html("<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"").Html(label).Html("\"><table class=\"data\"><thead><tr>");
        for (var column = 0; column < numeric.Length; column++)
        {
            // A header that says nothing is no header.
            if (table.Columns[column].Length == 0) page.Html("<td></td>");
            else page.Html(numeric[column] ? "<th scope=\"col\" class=\"num\">" : "<th scope=\"col\">").Text(table.Columns[column]).Html("</th>");
        }

        page.Html("</tr></thead><tbody>");
        foreach (var row in table.Rows)
        {
            page.Html("<tr>");
            for (var column = 0; column < numeric.Length; column++)
            {
                page.Html(numeric[column] ? "<td class=\"num\">" : "<td>").Text(row[column]).Html("</td>");
            }

            page.Html("</tr>");
        }

        page.Html("</tbody></table></div>");
    }

    private static bool IsNumber(string cell) =>
        cell.Length == 0 || cell is "–" or "-" or "NaN" or "∞" || double.TryParse(cell.TrimEnd('%'), NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _);
}
