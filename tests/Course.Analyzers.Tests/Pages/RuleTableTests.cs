using System.Globalization;
using System.Reflection;
using Course.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis;
using Xunit.Sdk;
using Xunit.v3;

namespace Course.Analyzers.Tests.Pages;

/// <summary>
/// docs/rules.md has a row for each rule, and its counts are those of the tests. COURSE_ACCEPT=1 writes them; what was found in
/// real code is read by people and kept as it stands.
/// </summary>
public sealed class RuleTableTests
{
    private const string Start = "<!-- rules -->", End = "<!-- /rules -->";
    private const string Head = "| rule | weight | title | positive | negative | fix | found | right | wrong |\n| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n";

    private static readonly string Docs = Path.Combine(FindRoot(), "docs", "rules.md");

    [Fact]
    public async Task Every_rule_has_its_row_and_the_counts_agree()
    {
        var text = (await File.ReadAllTextAsync(Docs, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        var (from, to) = (text.IndexOf(Start, StringComparison.Ordinal) + Start.Length, text.IndexOf(End, StringComparison.Ordinal));
        var judged = Judgements(text[from..to]);
        var rows = new List<string>();
        foreach (var rule in Analyzers.Rules.All)
        {
            var descriptor = rule.SupportedDiagnostics[0];
            var tally = await Count(descriptor.Id);
            rows.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"| [{descriptor.Id}](../src/Course.Analyzers/Rules/{rule.GetType().Name}.en.md) | {Weight(descriptor)} | {descriptor.Title.ToString(CultureInfo.InvariantCulture)} | {tally.Positives} | {tally.Negatives} | {Fixes(descriptor, tally)} | {judged.GetValueOrDefault(descriptor.Id, "0 | 0 | 0")} |\n"));
        }

        var due = text[..from] + "\n\n" + Head + string.Concat(rows) + "\n" + text[to..];
        if (Environment.GetEnvironmentVariable("COURSE_ACCEPT") == "1") await File.WriteAllTextAsync(Docs, due, TestContext.Current.CancellationToken);
        else Assert.Equal(due, text);
    }

    [Fact]
    public void What_was_found_is_right_or_wrong()
    {
        var judged = Judgements(File.ReadAllText(Docs));
        Assert.Equal(Analyzers.Rules.All.Select(static rule => rule.SupportedDiagnostics[0].Id), judged.Keys.Order(StringComparer.Ordinal));
        Assert.All(judged.Values, static value =>
        {
            var numbers = value.Split('|').Select(static each => int.Parse(each, CultureInfo.InvariantCulture)).ToArray();
            Assert.Equal(numbers[0], numbers[1] + numbers[2]);
        });
    }

    /// <summary>An error or a warning needs at least fifteen cases on each side, advice eight.</summary>
    [Theory]
    [MemberData(nameof(RulePageTests.Stems), MemberType = typeof(RulePageTests))]
    public async Task A_rule_has_cases_enough(string stem)
    {
        var descriptor = Analyzers.Rules.All.Single(rule => rule.GetType().Name == stem).SupportedDiagnostics[0];
        var (least, tally) = (descriptor.DefaultSeverity == DiagnosticSeverity.Info ? 8 : 15, await Count(descriptor.Id));
        Assert.True(tally.Positives >= least, $"{descriptor.Id}: {tally.Positives} positive cases");
        Assert.True(tally.Negatives >= least, $"{descriptor.Id}: {tally.Negatives} negative cases");
    }

    private static Task<Tally> Count(string id) => Tally.Of(async tally =>
    {
        var classes = Assembly.GetExecutingAssembly().GetTypes().Where(type => type.Name.StartsWith(id, StringComparison.Ordinal) && type.Name.EndsWith("Tests", StringComparison.Ordinal));
        foreach (var test in classes.SelectMany(static type => type.GetMethods()).Where(static method => method.GetCustomAttribute<FactAttribute>() is not null))
        {
            tally.IsSilent = test.Name.StartsWith("Is_silent", StringComparison.Ordinal);
            await using var disposal = new DisposalTracker();
            foreach (var row in await Rows(test, disposal))
            {
                if (test.Invoke(Activator.CreateInstance(test.DeclaringType!), row) is Task task) await task;
            }
        }
    });

    private static async Task<IEnumerable<object?[]>> Rows(MethodInfo test, DisposalTracker disposal)
    {
        if (test.GetCustomAttribute<TheoryAttribute>() is null) return [[]];
        var rows = new List<object?[]>();
        foreach (var data in test.GetCustomAttributes().OfType<IDataAttribute>())
        {
            // Out of a runner, MemberData shows no rows.
            var found = data is MemberDataAttribute member
                ? ((System.Collections.IEnumerable)(member.MemberType ?? test.DeclaringType!).GetProperty(member.MemberName)!.GetValue(null)!).Cast<ITheoryDataRow>()
                : await data.GetData(test, disposal);
            rows.AddRange(found.Select(row => Complete(test, row.GetData())));
        }

        return rows;
    }

    private static object?[] Complete(MethodInfo test, object?[] given) => [.. given, .. test.GetParameters().Skip(given.Length).Select(static parameter => parameter.DefaultValue)];

    private static Dictionary<string, string> Judgements(string table) => table.Split('\n').Where(static line => line.StartsWith("| [DL", StringComparison.Ordinal)).ToDictionary(
        static line => line[3..9],
        static line => string.Join(" | ", line.Split('|').Skip(7).Take(3).Select(static cell => cell.Trim())));

    private static string Weight(DiagnosticDescriptor rule) => rule.DefaultSeverity switch { DiagnosticSeverity.Error => "error", DiagnosticSeverity.Warning => "warning", _ => "information" };

    private static string Fixes(DiagnosticDescriptor rule, Tally tally) =>
        Analyzers.Fixes.Of(rule.Id) is null ? "–" : tally.Fixes.ToString(CultureInfo.InvariantCulture);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Course.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
