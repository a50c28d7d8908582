using System.Reflection;
using System.Text.RegularExpressions;
using Course.Content.Translation;
using Course.Diagnostics;
using Markdig;
using Markdig.Syntax;

namespace Course.Content.Tests.Translation;

/// <summary>What docs/translation.md promises holds.</summary>
public sealed partial class TranslationGuideTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "translation.md"));

    [Fact]
    public void The_lock_file_that_it_shows_is_one()
    {
        var shown = Markdown.Parse(Guide).OfType<FencedCodeBlock>().Single(static b => b.Info == "lock").Lines.ToString() + "\n";
        var read = LockFile.Read(SpecTests.Source("ko.lock", shown), "en", "ko");
        Assert.Empty(read.Diagnostics);
        Assert.Equal(shown, LockFile.Write(read.Value!));
    }

    [Fact]
    public void The_weights_that_it_gives_are_those_of_the_faults()
    {
        var faults = typeof(ContentFaults).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static f => (Fault)f.GetValue(null)!).ToDictionary(static f => f.Id);
        var rows = Row().Matches(Guide);
        foreach (Match row in rows)
        {
            foreach (Match id in Id().Matches(row.Groups["ids"].Value))
            {
                var fault = faults[id.Value];
                Assert.Equal(row.Groups["weight"].Value, fault.Severity.ToString().ToLowerInvariant());
                Assert.Equal(row.Groups["strict"].Value, (fault.Severity == Severity.Warning && !fault.IsNeverPromoted ? Severity.Error : fault.Severity).ToString().ToLowerInvariant());
            }
        }

        var told = rows.SelectMany(static r => Id().Matches(r.Groups["ids"].Value)).Select(static m => m.Value).Order(StringComparer.Ordinal);
        Assert.Equal(faults.Keys.Where(static k => k.StartsWith("CO25", StringComparison.Ordinal) || k is "CO1301" or "CO1302" or "CO1303").Order(StringComparer.Ordinal), told);
    }

    [GeneratedRegex(@"^\| [^|]+ \| (?<ids>CO[^|]+) (?<weight>info|warning|error) \| (?<strict>\w+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("CO[0-9]{4}")]
    private static partial Regex Id();
}
