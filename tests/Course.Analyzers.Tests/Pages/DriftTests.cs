using System.Reflection;
using System.Text.RegularExpressions;
using Course.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Analyzers.Tests.Pages;

/// <summary>Rule, fix, pages, tests, release note and translation go together; this finds whatever was left behind.</summary>
public sealed partial class DriftTests
{
    // For these, what to do depends on what the author meant.
    private static readonly HashSet<string> WithoutFix = ["DL1008", "DL8007"];

    public static TheoryData<string> Stems => RulePageTests.Stems;

    [Fact]
    public void Every_analyzer_is_in_the_list() => Assert.Equal(
        typeof(Analyzers.Rules).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !t.IsAbstract && t != typeof(PracticeAnalyzer) && t != typeof(RuleRun)).Select(t => t.Name).Order(),
        Analyzers.Rules.All.Select(rule => rule.GetType().Name));

    [Fact]
    public void Every_practice_is_in_the_list() => Assert.Equal(
        typeof(Practices).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Practice)) && !t.IsAbstract).Select(t => t.Name).Order(),
        Practices.All.Select(practice => practice.GetType().Name).Order());

    /// <summary>Praise would be noise in a build: no compiler may find the analyzer by itself.</summary>
    [Fact]
    public void What_is_for_hosts_is_run_by_no_compiler() => Assert.All([typeof(PracticeAnalyzer), typeof(RuleRun)], static each => Assert.Null(each.GetCustomAttribute<DiagnosticAnalyzerAttribute>()));

    [Fact]
    public void Every_fix_is_in_the_list() => Assert.Equal(
        typeof(Fixes).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(RuleFix)) && !t.IsAbstract).Select(t => t.Name).Order(),
        Fixes.All.Select(fix => fix.GetType().Name));

    [Theory]
    [MemberData(nameof(Stems))]
    public void A_rule_is_whole(string stem)
    {
        var rule = Analyzers.Rules.All.Single(each => each.GetType().Name == stem);
        var descriptor = Assert.Single(rule.SupportedDiagnostics);
        Assert.StartsWith(descriptor.Id, stem, StringComparison.Ordinal);
        Assert.Equal($"rules/{descriptor.Id}/", descriptor.HelpLinkUri);
        Assert.Equal(!WithoutFix.Contains(descriptor.Id), Fixes.All.Any(fix => fix.GetType().Name == stem + "Fix"));

        var tests = Assembly.GetExecutingAssembly().GetTypes().Where(t => t.Name == stem + "Tests");
        Assert.NotEmpty(tests);
        if (!WithoutFix.Contains(descriptor.Id))
            Assert.Contains(Assembly.GetExecutingAssembly().GetTypes(), t => t.Name == stem + "FixTests");

        var releases = File.ReadAllText(Path.Combine(RulePage.Folder, "AnalyzerReleases.Shipped.md")) + File.ReadAllText(Path.Combine(RulePage.Folder, "AnalyzerReleases.Unshipped.md"));
        Assert.Contains($"{descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {descriptor.Title.ToString(Language.English)}", releases, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Stems))]
    public void A_rule_speaks_both_languages(string stem)
    {
        var descriptor = Analyzers.Rules.All.Single(each => each.GetType().Name == stem).SupportedDiagnostics[0];
        foreach (var text in new[] { descriptor.Title, descriptor.MessageFormat, descriptor.Description })
        {
            var (english, korean) = (text.ToString(Language.English), text.ToString(Language.Korean));
            Assert.DoesNotMatch(Hangul(), english);
            Assert.Matches(Hangul(), korean);
            Assert.Equal(Placeholders(english), Placeholders(korean));
            Assert.DoesNotMatch(Belittling(), english);
        }

        Assert.DoesNotMatch(Belittling(), RulePage.Read(stem, descriptor.Id, "en").Text);
    }

    [Fact]
    public async Task Nothing_happens_without_TorchSharp()
    {
        var code = Compilations.Of("class Optimizer { public void step() { } } class T { void F(Optimizer o) { o.step(); } }").WithoutTorch();
        Assert.Empty(await Verify.Run(code, null, [.. Analyzers.Rules.All]));
    }

    private static IEnumerable<string> Placeholders(string text) => Placeholder().Matches(text).Select(m => m.Value).Distinct().Order();

    [GeneratedRegex(@"\p{IsHangulSyllables}")]
    private static partial Regex Hangul();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\b(just|simply|obviously)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Belittling();
}
