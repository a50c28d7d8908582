using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Course.Analyzers;
using Course.Content.Spelling;
using Course.Diagnostics;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Build.Scaffolding;

/// <summary>The two pages of an analyzer rule. Their headings and blocks are those that the rules' tests hold all pages to.</summary>
internal static partial class RulePageScaffold
{
    private static readonly (string Language, string Culture)[] Languages = [("en", "en"), ("ko", "ko")];

    /// <summary>Plans the pages of a rule.</summary>
    /// <param name="folder">Where rules are, absolute.</param>
    /// <param name="id">The rule's id.</param>
    /// <param name="name">What its class is called behind the id.</param>
    public static Outcome<ImmutableArray<NewFile>> Plan(string folder, string id, string name)
    {
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        if (!RuleId().IsMatch(id))
        {
            found.Add(ScaffoldFaults.BadName.At(ScaffoldFaults.CommandLine,
                $"`{id}` is not the id of a rule.{NearMiss.Hint(id, Known().Select(static r => r.Id))}", "Write DL and four digits, such as DL1004."));
        }

        if (!RuleName().IsMatch(name))
        {
            found.Add(ScaffoldFaults.BadName.At(ScaffoldFaults.CommandLine,
                $"`{name}` is not the name of a rule: it becomes part of a class's name.", $"Write it as `{Pascal(name)}`."));
        }

        if (found.Count > 0) return new([], found.ToImmutable());
        var holders = Stems(folder).Where(stem => stem.StartsWith(id, StringComparison.Ordinal) && stem != id + name).ToList();
        if (holders.Count > 0)
        {
            return new([], [ScaffoldFaults.Taken.At(ScaffoldFaults.CommandLine,
                $"The id {id} belongs to the rule `{holders[0][id.Length..]}` already.", $"Write `new rule-page {id} {holders[0][id.Length..]}` if that is meant, or take another id.")]);
        }

        return new([.. Languages.Select(l => new NewFile(
            $"{id}{name}.{l.Language}.md",
            Template.Fill($"rule.{l.Language}.md", ("id", id), ("title", Title(id + name, l.Culture) ?? (l.Language == "en" ? WordsOf(name) : "규칙이 알리는 것을 한 문장으로 적습니다")))))], []);
    }

    /// <summary>Ids of rules that exist or have pages.</summary>
    public static IEnumerable<(string Id, string Name)> Known() => Rules.All.Select(static r => r.GetType().Name).Select(static n => (n[..6], n[6..]));

    /// <summary>The title as the rule itself says it, so that page and rule agree from the start; null while there is no such rule.</summary>
    private static string? Title(string stem, string culture) => Rules.All.FirstOrDefault(r => r.GetType().Name == stem) is { } rule
        ? rule.SupportedDiagnostics[0].Title.ToString(System.Globalization.CultureInfo.GetCultureInfo(culture))
        : null;

    private static HashSet<string> Stems(string folder)
    {
        var stems = Rules.All.Select(static (DiagnosticAnalyzer r) => r.GetType().Name).ToHashSet(StringComparer.Ordinal);
        if (Directory.Exists(folder)) stems.UnionWith(Directory.EnumerateFiles(folder, "DL*").Select(static f => Path.GetFileName(f).Split('.')[0]));
        return stems;
    }

    private static string Pascal(string name) => string.Concat(Word().Matches(name).Select(static m => char.ToUpperInvariant(m.Value[0]) + m.Value[1..])) is { Length: > 0 } good ? good : "GradientsNotClipped";

    /// <summary>“LossSummedWithGraph” is “Loss summed with graph”.</summary>
    private static string WordsOf(string name) => name[0] + Hump().Replace(name[1..], static m => " " + m.Value.ToLowerInvariant());

    [GeneratedRegex("^DL[0-9]{4}$")]
    private static partial Regex RuleId();

    [GeneratedRegex("^[A-Z][A-Za-z0-9]{2,60}$")]
    private static partial Regex RuleName();

    [GeneratedRegex("[A-Za-z0-9]+")]
    private static partial Regex Word();

    [GeneratedRegex("[A-Z](?=[a-z])")]
    private static partial Regex Hump();
}
