using Course.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Analyzers.Tests.Pages;

/// <summary>A rule's page is its test: bad blocks are reported where they say so, good ones not, fixed ones are what the fix makes of the bad.</summary>
public sealed class RulePageTests
{
    private static readonly string[] English = ["What it does", "Why it matters", "Bad", "Good", "Options", "When to suppress"];
    private static readonly string[] Korean = ["하는 일", "중요한 까닭", "나쁜 예", "좋은 예", "설정", "꺼도 되는 때"];

    public static TheoryData<string> Stems => [.. Analyzers.Rules.All.Select(rule => rule.GetType().Name)];

    [Theory]
    [MemberData(nameof(Stems))]
    public async Task Tells_the_truth(string stem)
    {
        var (rule, id) = Find(stem);
        var page = RulePage.Read(stem, id, "en");
        Assert.Contains(page.Blocks, block => block.Role == "bad");
        Assert.Contains(page.Blocks, block => block.Role == "good");
        PageBlock? bad = null;
        foreach (var block in page.Blocks)
        {
            var compilation = Compilations.Of(block.Code);
            Assert.True(compilation.GetDiagnostics().All(d => d.Severity != DiagnosticSeverity.Error), string.Join('\n', compilation.GetDiagnostics()) + block.Code);
            var lines = (await Verify.Run(compilation, null, rule)).Where(d => d.Id == id)
                .Select(d => d.Location.GetLineSpan().StartLinePosition.Line + 1).Order();
            Assert.Equal(block.Lines, lines);
            Assert.Equal(block.Role == "bad", block.Lines.Length > 0);
            if (block.Role == "bad")
                bad = block;
            else if (block.Role == "fixed")
                await VerifyFix.Turns(rule, Fixes.All.Single(fix => fix.Id == id), bad!.Code, block.Code);
        }
    }

    [Theory]
    [MemberData(nameof(Stems))]
    public void Says_the_same_in_both_languages(string stem)
    {
        var (_, id) = Find(stem);
        var (english, korean) = (RulePage.Read(stem, id, "en"), RulePage.Read(stem, id, "ko"));
        Assert.Equal(English, english.Headings);
        Assert.Equal(Korean, korean.Headings);
        Assert.Equal(english.Blocks.Select(b => b.Role + "\n" + b.Code), korean.Blocks.Select(b => b.Role + "\n" + b.Code));
    }

    [Theory]
    [MemberData(nameof(Stems))]
    public void Is_titled_as_the_rule_is(string stem)
    {
        var (rule, id) = Find(stem);
        var title = rule.SupportedDiagnostics[0].Title;
        Assert.StartsWith($"# {id}: {title.ToString(Language.English)}\n", RulePage.Read(stem, id, "en").Text, StringComparison.Ordinal);
        Assert.StartsWith($"# {id}: {title.ToString(Language.Korean)}\n", RulePage.Read(stem, id, "ko").Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Stems))]
    public void Shows_what_the_fix_does(string stem)
    {
        var (_, id) = Find(stem);
        Assert.Equal(Fixes.All.Any(fix => fix.Id == id), RulePage.Read(stem, id, "en").Blocks.Any(b => b.Role == "fixed"));
    }

    private static (DiagnosticAnalyzer Rule, string Id) Find(string stem)
    {
        var rule = Analyzers.Rules.All.Single(each => each.GetType().Name == stem);
        return (rule, rule.SupportedDiagnostics[0].Id);
    }
}
