using Course.Content.Book;
using Course.Content.Snippets;
using Course.Diagnostics;
using Course.Site.Rules;
using Course.Site.Theming;
using Scriban.Runtime;

namespace Course.Site.Pages;

/// <summary>The analyzers' rules: a page that lists them by area, and a page for each.</summary>
internal sealed class RulePages(CourseBook book, IReadOnlyList<RuleSheet> rules, PageFrame frame, Theme theme)
{
    /// <summary>The listings that show what a rule reports, by the rule's id.</summary>
    private readonly ILookup<string, (LessonPair Lesson, Snippet Snippet)> _listings = (
        from lesson in book.Lessons
        from snippet in lesson.Source.Snippets
        where !snippet.Hidden
        from rule in snippet.Reports.Distinct(StringComparer.Ordinal)
        select (Rule: rule, Listing: (lesson, snippet))).ToLookup(static each => each.Rule, static each => each.Listing, StringComparer.Ordinal);

    /// <summary>What makes the pages, each for itself.</summary>
    public IEnumerable<Func<Outcome<SiteFile>>> All(string language) =>
        rules.Count == 0 ? [] : [() => Index(language), .. rules.Select(rule => (Func<Outcome<SiteFile>>)(() => Rule(rule, language)))];

    private Outcome<SiteFile> Index(string language)
    {
        var words = theme.Strings[language];
        var address = Addresses.Rules(language);
        var model = frame.Model(language, address, "rules", words["rules"], words["rules-text"], Addresses.Rules);
        model["areas"] = new ScriptArray(rules.GroupBy(static rule => rule.Category).OrderBy(static area => area.First().Id, StringComparer.Ordinal).Select(area => new ScriptObject
        {
            ["id"] = area.Key.ToLowerInvariant(),
            ["name"] = words["area-" + area.Key.ToLowerInvariant()],
            ["rules"] = new ScriptArray(area.Select(rule => Entry(rule, language, words))),
        }));
        return Render("rules", model, address);
    }

    private Outcome<SiteFile> Rule(RuleSheet rule, string language)
    {
        var words = theme.Strings[language];
        var address = Addresses.Rule(language, rule.Id);
        var written = rule.In(language).Language;
        var title = $"{rule.Id}: {rule.TitleIn(language)}";
        var model = frame.Model(language, address, "rule", title, title, code => Addresses.Rule(code, rule.Id), written == language ? null : written);
        model["rule"] = Entry(rule, language, words);
        model["text_lang"] = written == language ? null : written;
        model["body"] = RuleProse.Render(rule, language, words, frame.HasPlayground ? Addresses.ToRoot(address) + Addresses.Playground(language) : null);
        model["lessons"] = new ScriptArray(_listings[rule.Id].Select(listing => new ScriptObject
        {
            ["title"] = PageFrame.Escape(listing.Lesson.In(language).Title),
            ["listing"] = PageFrame.Escape((listing.Lesson.In(language).Snippets.FirstOrDefault(s => s.Id == listing.Snippet.Id)?.Title ?? listing.Snippet.Title) ?? listing.Snippet.Id),
            ["href"] = Addresses.Lesson(language, listing.Lesson) + "#snippet-" + listing.Snippet.Id,
        }));
        return Render("rule", model, address);
    }

    private static ScriptObject Entry(RuleSheet rule, string language, Strings words) =>
        new()
        {
            ["id"] = rule.Id,
            ["title"] = PageFrame.Escape(rule.TitleIn(language)),
            ["href"] = Addresses.Rule(language, rule.Id),
            ["weight"] = rule.Weight,
            ["weight_words"] = words["weight-" + rule.Weight],
            ["area"] = words["area-" + rule.Category.ToLowerInvariant()],
        };

    private Outcome<SiteFile> Render(string layout, ScriptObject model, string address) => theme.Layouts.Render(layout, model, address + "index.html");
}
