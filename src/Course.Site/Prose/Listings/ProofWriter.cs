using System.Globalization;
using Course.Site.Theming;
using Course.Snippets.Records;

namespace Course.Site.Prose.Listings;

/// <summary>Writes the proof badge: that the code ran, when and under what, so that a reader can check it at home.</summary>
internal static class ProofWriter
{
    public static void Write(ProseRenderer page, SnippetRecord record)
    {
        var words = page.Context.Words;
        var summary = record.Ending.Kind switch
        {
            EndingKind.Completed => "proof-ran",
            EndingKind.Threw => "proof-threw",
            EndingKind.Compiled => "proof-compiled",
            EndingKind.Rejected => "proof-rejected",
            _ => "proof-ignored",
        };
        page.Html("<details class=\"proof proof-").Html(summary["proof-".Length..]).Html("\"");
        if (record.Run is { } ran) page.Html(" data-ran=\"").Html(ran.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Html("\"");
        page.Html(" data-code=\"").Text(record.Key.Code).Html("\"><summary>").Html(words[summary]);
        if (record.Run is { } run)
        {
            page.Html(" <span class=\"proof-time\">· ").Html(Time(words, run.Milliseconds)).Html("</span>");
        }

        page.Html("</summary><dl>");
        if (record.Run is { } facts)
        {
            Row(page, "proof-date", facts.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            if (facts.Commit is { } commit) Row(page, "proof-commit", commit[..Math.Min(commit.Length, 10)]);
            Row(page, "proof-versions", $".NET {facts.Framework} · TorchSharp {facts.TorchSharp} · libtorch {facts.LibTorch}");
            Row(page, "proof-seed", facts.Seed.ToString(CultureInfo.InvariantCulture));
            Row(page, "proof-memory", string.Create(CultureInfo.InvariantCulture, $"{facts.PeakMegabytes} MB"));
        }

        if (record.Ending is { Kind: EndingKind.Threw, Exception: { } exception }) Row(page, "proof-exception", exception);
        Row(page, "proof-code", record.Key.Code);
        page.Html("</dl></details>");
    }

    private static void Row(ProseRenderer page, string key, string value) =>
        page.Html("<div><dt>").Html(page.Context.Words[key]).Html("</dt><dd>").Text(value).Html("</dd></div>");

    private static string Time(Strings words, long milliseconds) => milliseconds < 100
        ? words.Format("milliseconds", milliseconds.ToString(CultureInfo.InvariantCulture))
        : words.Format("seconds", (milliseconds / 1000.0).ToString("F1", CultureInfo.InvariantCulture));
}
