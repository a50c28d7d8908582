using Course.Snippets.Records;

namespace Course.Site.Prose.Listings;

/// <summary>
/// Writes a question about an output, and the output folded behind it. Scripts add a place to write the answer down, and show the
/// answer beside the output; without them readers keep it in mind.
/// </summary>
internal static class PredictionWriter
{
    /// <param name="page">The page.</param>
    /// <param name="snippet">Id of the snippet.</param>
    /// <param name="question">What readers are asked, plain text.</param>
    /// <param name="record">What the snippet printed.</param>
    public static void Write(ProseRenderer page, string snippet, string question, SnippetRecord record)
    {
        if (!OutputWriter.HasOutput(record)) return;
        var words = page.Context.Words;
        var field = "guess-" + snippet;
        page.Html("<div class=\"predict\" data-guess=\"").Text(page.Context.Lesson.Facts.Id).Html("/").Text(snippet).Html("\"><p class=\"question\"><b>")
            .Html(words["predict"]).Html("</b> ").Text(question).Html("</p>\n<form class=\"needs-script\"><label for=\"").Text(field).Html("\">")
            .Html(words["predict-label"]).Html("</label> <textarea id=\"").Text(field)
            .Html("\" rows=\"2\" maxlength=\"500\" required></textarea> <button type=\"submit\">").Html(words["predict-keep"])
            .Html("</button></form>\n<details class=\"answer\"><summary>").Html(words["predict-show"]).Html("</summary>");
        OutputWriter.Write(page, record);
        page.Html("</details></div>\n");
    }
}
