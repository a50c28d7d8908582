using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Course.Site.Prose;
using Course.Site.Prose.Listings;

namespace Course.Site.Tests.Prose;

/// <summary>Findings in listings are set as those of the editor: both are held to tests/findings/words.json (site/client/tests/check-texts.test.ts).</summary>
public sealed class FindingWordsTests
{
    [Fact]
    public void Words_are_sentences_with_their_code_as_the_editor_has_it()
    {
        using var cases = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "words.json")));
        Assert.True(cases.RootElement.GetArrayLength() > 10);
        foreach (var each in cases.RootElement.EnumerateArray())
        {
            var html = Written(each[0].GetString()!).Replace("<wbr>", "", StringComparison.Ordinal);
            Assert.Equal(each[1].GetString(), WebUtility.HtmlDecode(Regex.Replace(html, "</?code>", "")));
            Assert.Equal(each[2].EnumerateArray().Select(static code => code.GetString()), Regex.Matches(html, "<code>(.*?)</code>").Select(static code => WebUtility.HtmlDecode(code.Groups[1].Value)));
        }
    }

    [Fact]
    public void Code_may_break_behind_dots_and_brackets_and_signs_of_HTML_are_escaped() => Assert.Equal(
        "Use <code>nn.<wbr>utils.<wbr>clip_grad_norm_(<wbr>model.<wbr>parameters(), 1.0)</code> where a &lt; b &amp; c.",
        Written("Use nn.utils.clip_grad_norm_(model.parameters(), 1.0) where a < b & c"));

    [Fact]
    public void A_message_of_whatever_form_is_read_at_once()
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        Written(string.Concat(Enumerable.Repeat("a(", 5000)) + string.Concat(Enumerable.Repeat("a.", 5000)) + new string('_', 5000));
        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(5));
    }

    private static string Written(string message)
    {
        var written = new StringWriter();
        FindingWords.Write(new ProseRenderer(written), message);
        return written.ToString();
    }
}
