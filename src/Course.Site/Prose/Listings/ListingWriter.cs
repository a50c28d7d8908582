using System.Collections.Immutable;
using Course.Content.Snippets;
using Course.Site.Pages;
using Course.Snippets.Records;

namespace Course.Site.Prose.Listings;

/// <summary>Writes code line by line with the compiler's colours, and findings below the lines that drew them.</summary>
internal static class ListingWriter
{
    /// <summary>Kinds that have no colour of their own: locals, namespaces, operators. Without a signature they are plain text.</summary>
    private const string Plain = "lvo";

    /// <summary>
    /// How many lines are shown, where each of them is as high as a line: browsers then know the height of code that they have not laid out.
    /// Null where findings, whose words are wrapped, stand between them.
    /// </summary>
    public static int? Height(string code, Snippet snippet, ImmutableArray<Finding> findings)
    {
        if (!findings.IsEmpty) return null;
        var lines = code.AsSpan().Count('\n') + (code.Length == 0 || code[^1] == '\n' ? 0 : 1);
        return snippet.ShownLines is { } shown ? Enumerable.Range(1, lines).Count(shown.Contains) : lines;
    }

    /// <param name="page">The page.</param>
    /// <param name="anchor">Id of the listing, from which line ids are made.</param>
    /// <param name="code">The code.</param>
    /// <param name="snippet">Says which lines are shown and highlighted.</param>
    /// <param name="listing">Colours of exactly this code, or null.</param>
    /// <param name="findings">What the compiler and the analyzers say of it.</param>
    public static void Write(
        ProseRenderer page, string anchor, string code, Snippet snippet, Listing? listing, ImmutableArray<Finding> findings)
    {
        var spans = listing is null ? default : listing.Spans.AsSpan();
        var next = 0;
        var number = 0;
        for (var start = 0; start <= code.Length;)
        {
            var end = code.IndexOf('\n', start);
            if (end < 0) end = code.Length;
            if (end == code.Length && start == end) break;
            number++;
            while (next < spans.Length && spans[next].Start + spans[next].Length <= start) next++;
            if (snippet.ShownLines is null || snippet.ShownLines.Contains(number))
            {
                var marked = snippet.Highlight?.Contains(number) == true;
                page.Html("<span class=\"").Html(marked ? "ln hl" : "ln").Html("\" id=\"").Html(anchor).Html("-L").Html(number).Html("\">");
                WriteLine(page, code, start, end, spans[next..], listing);
                page.Html("\n</span>");
                foreach (var finding in findings)
                {
                    if (finding.Line == number) WriteFinding(page, finding);
                }
            }

            start = end + 1;
        }
    }

    private static void WriteLine(
        ProseRenderer page, string code, int start, int end, ReadOnlySpan<ListingSpan> spans, Listing? listing)
    {
        var at = start;
        foreach (var span in spans)
        {
            if (span.Start >= end) break;
            // A span may begin or end on another line: raw strings and block comments do.
            var from = Math.Max(span.Start, at);
            var to = Math.Min(span.Start + span.Length, end);
            if (to <= from) continue;
            if (span.Hover < 0 && Plain.Contains(span.Kind, StringComparison.Ordinal)) continue;
            page.Text(code.AsSpan(at, from - at));
            page.Html("<span class=\"").Html(span.Kind);
            if (span.Hover >= 0) page.Html("\" title=\"").Text(listing!.Hovers[span.Hover]);
            page.Html("\">").Text(code.AsSpan(from, to - from)).Html("</span>");
            at = to;
        }

        page.Text(code.AsSpan(at, end - at));
    }

    private static void WriteFinding(ProseRenderer page, Finding finding)
    {
        var language = page.Context.Language;
        var own = finding.Message.TryGetValue(language, out var message);
        if (!own) message = finding.Message.Count > 0 ? finding.Message.First().Value : "";
        // The compiler's own faults have no rule; they are as heavy as can be, which is what the class alone means.
        var hasPage = page.Context.Index.Rules.TryGetValue(finding.Id, out var weight);
        page.Html("<span class=\"finding").Html(hasPage ? " finding-" + weight : "").Html("\" role=\"note\"");
        if (!own && finding.Message.Count > 0) page.Html(" lang=\"").Html(finding.Message.First().Key).Html("\"");
        page.Html("><b>");
        if (hasPage) page.Html("<a href=\"").Html(page.Context.ToRoot).Html(Addresses.Rule(language, finding.Id)).Html("\">");
        page.Text(finding.Id).Html(hasPage ? "</a></b> " : "</b> ");
        FindingWords.Write(page, message ?? "");
        page.Html("</span>");
    }
}
