using Course.Content.Directives.Snippets;
using Course.Content.Snippets;
using Course.Diagnostics;
using Course.Site.Prose.Listings;
using Course.Snippets.Records;

namespace Course.Site.Prose.Renderers;

/// <summary>A listing with its title, code, output, and proof.</summary>
internal sealed class SnippetRenderer : ProseObjectRenderer<SnippetBlock>
{
    /// <summary>The id of a snippet's listing in its page.</summary>
    public static string Anchor(string snippet) => "snippet-" + snippet;

    protected override void Write(ProseRenderer page, SnippetBlock node, ProseContext context)
    {
        var shown = node.Snippet;
        var source = context.SourceOf(shown);
        if (source.Hidden) return;
        context.Runs.Records.TryGetValue(source.Id, out var record);
        var code = shown.Code.Length > 0 ? shown.Code : source.Code;
        var anchor = Anchor(source.Id);
        page.Html("<figure class=\"listing\" id=\"").Html(anchor).Html("\">");
        WriteCaption(page, context, shown, source, anchor);
        if (source.Fold) page.Html("<details class=\"fold\"><summary>").Html(context.Words.Format("show-code", LineCount(code))).Html("</summary>");
        var findings = record?.Compiler ?? [];
        page.Html("<pre tabindex=\"0\"><code class=\"language-csharp\"");
        if (ListingWriter.Height(code, source, findings) is { } lines) page.Html(" data-lines=\"").Html(lines).Html("\"");
        page.Html(">");
        ListingWriter.Write(page, anchor, code, source, ListingFor(record, context, shown, code), findings);
        page.Html("</code></pre>");
        if (source.Fold) page.Html("</details>");
        if (record is not null)
        {
            if (source.Predict is { } question) PredictionWriter.Write(page, source.Id, shown.Predict ?? question, record);
            else OutputWriter.Write(page, record);
            ProofWriter.Write(page, record);
        }

        page.Html("</figure>\n");
        if (record is not null) WriteUncaptionedFigures(page, context, shown, record);
    }

    private static void WriteCaption(ProseRenderer page, ProseContext context, Snippet shown, Snippet source, string anchor)
    {
        page.Html("<figcaption><span class=\"label\"><a href=\"#").Html(anchor).Html("\">")
            .Html(context.Words.Format("listing", Number(context.NumberOfListing(source.Id)))).Html("</a></span>");
        if ((shown.Title ?? source.Title) is { } title) page.Html(" <span class=\"title\">").Text(title).Html("</span>");
        if (source is { Mode: not SnippetMode.Run, Reason: { } reason })
        {
            var key = source.Mode == SnippetMode.NoRun ? "no-run-reason" : "ignore-reason";
            page.Html(" <span class=\"note\">").Html(context.Words.Format(key, System.Net.WebUtility.HtmlEncode(shown.Reason ?? reason))).Html("</span>");
        }

        page.Html("</figcaption>");
    }

    /// <summary>The colours for exactly this text: the translation's own where its comments differ.</summary>
    private static Listing? ListingFor(SnippetRecord? record, ProseContext context, Snippet shown, string code)
    {
        if (record is null) return null;
        var language = shown.Code.Length > 0 ? context.Text.Language : context.Lesson.Facts.SourceLanguage;
        if (!record.Listings.TryGetValue(language, out var listing)) record.Listings.TryGetValue(context.Lesson.Facts.SourceLanguage, out listing);
        return listing is not null && listing.Hash == ContentHash.Of(code) ? listing : null;
    }

    /// <summary>A figure that no directive shows is shown below its listing, so that it is at least seen, and reported.</summary>
    private static void WriteUncaptionedFigures(ProseRenderer page, ProseContext context, Snippet shown, SnippetRecord record)
    {
        foreach (var output in record.Outputs)
        {
            if (output is not FigureOutput { Figure: var figure } || context.NumberOfFigure(figure.Id) > 0) continue;
            context.Report(
                SiteFaults.UncaptionedFigure, shown.Location,
                $"The snippet '{record.Snippet}' draws the figure '{figure.Id}', but this text gives it no caption and no alternative text, so a reader who cannot see it gets nothing.",
                $"Write ':::figure {figure.Id} alt=\"…\"' with a caption where the figure belongs.");
            FigureRenderer.WritePicture(page, context, figure, Course.Figures.Data.FigureLabels.Own, figure.Id);
        }
    }

    private static string LineCount(string code) => Number(code.AsSpan().TrimEnd('\n').Count('\n') + 1);

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
