using Course.Diagnostics;
using Course.Site.Rules;
using Course.Site.Theming;
using Scriban.Runtime;

namespace Course.Site.Pages;

/// <summary>The page with an editor for code of one's own, and the examples of the rules.</summary>
internal sealed class PlaygroundPage(IReadOnlyList<RuleSheet> rules, PageFrame frame, Theme theme)
{
    private readonly string? _examples = Data(rules).FirstOrDefault()?.Path;

    /// <summary>What the page's script reads.</summary>
    public static IEnumerable<SiteFile> Data(IReadOnlyList<RuleSheet> rules) => rules.Count == 0 ? [] : [RuleExamples.File(rules)];

    public Outcome<SiteFile> Page(string language)
    {
        var words = theme.Strings[language];
        var address = Addresses.Playground(language);
        var model = frame.Model(language, address, "playground", words["playground"], words["playground-text"], Addresses.Playground);
        model["examples_file"] = _examples;
        model["start"] = PageFrame.Escape(Downloads.PlaygroundStart) + "\n";
        model["project_file"] = Downloads.OfferPlayground(theme, words) ? Downloads.PlaygroundFile : null;
        model["areas"] = new ScriptArray(rules.GroupBy(static rule => rule.Category).OrderBy(static area => area.First().Id, StringComparer.Ordinal).Select(area => new ScriptObject
        {
            ["id"] = area.Key.ToLowerInvariant(),
            ["name"] = words["area-" + area.Key.ToLowerInvariant()],
            ["rules"] = new ScriptArray(area.Select(rule => Entry(rule, language, words))),
        }));
        return theme.Layouts.Render("playground", model, address + "index.html");
    }

    private static ScriptObject Entry(RuleSheet rule, string language, Strings words) => new()
    {
        ["id"] = rule.Id,
        ["title"] = PageFrame.Escape(rule.TitleIn(language)),
        ["href"] = Addresses.Rule(language, rule.Id),
        ["examples"] = new ScriptArray(RuleExamples.Of(rule).Zip(RuleExamples.Roles, (example, role) => new ScriptObject
        {
            ["name"] = example.Name,
            ["words"] = words["rule-" + role],
        })),
    };
}
