using System.Globalization;
using Course.Analyzers;
using Course.Checking;
using Spectre.Console;

namespace Course.Check.Output;

/// <summary>Findings for people: by weight, three at first, each with its line, why it matters and what to do.</summary>
internal sealed class TextReport(Screen screen, Language language)
{
    private const int MostAtFirst = 3;

    private readonly Words _words = new(language);

    /// <summary>Writes all that is to be said.</summary>
    public void Show(CheckResult result, bool all)
    {
        foreach (var file in result.Unread) screen.Paragraph(0, $"[red]✗[/] [bold]{Markup.Escape(file.File)}[/]  ", file.Reason);
        foreach (var file in result.Passed) screen.Paragraph(0, "[grey]·[/] ", _words.Unknown(file), "grey");
        var problems = result.Findings.Where(static f => f.Weight != Weight.WellDone).OrderBy(static f => f.Weight).ToList();
        var praise = result.Findings.Where(static f => f.Weight == Weight.WellDone).ToList();
        var shown = all ? problems : [.. problems.Take(MostAtFirst)];
        var manyFiles = result.Findings.Select(static f => f.Place.File).Distinct().Count() > 1;
        foreach (var group in shown.GroupBy(static f => f.Weight))
        {
            screen.Line();
            screen.Line($"[bold {Colour(group.Key)}]{_words.Of(group.Key)}[/]");
            foreach (var finding in group) Show(finding, result);
        }

        ShowPraise(all ? praise : praise.DistinctBy(static f => f.Id).Take(MostAtFirst).ToList(), manyFiles);
        ShowSummary(shown.Count, problems, result);
    }

    private void Show(Finding finding, CheckResult result)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{finding.Place.File}:{finding.Place.Line}:{finding.Place.Column}");
        screen.Line();
        screen.Line($"  [{Colour(finding.Weight)}]{finding.Id}[/]  [grey]{Markup.Escape(place)}[/]");
        screen.Paragraph(2, "", finding.Message, "bold");
        screen.Line();
        foreach (var line in Excerpt.Of(result.TextOf(finding.Place.File), finding.Place))
        {
            var colour = line.IsMark ? Colour(finding.Weight) : "default";
            screen.Line($"  [grey]{line.Number,5} │[/] [{colour}]{Markup.Escape(line.Text)}[/]");
        }

        if (finding is { Why.Length: 0, Fix: null, HelpLink: null }) return;
        screen.Line();
        if (finding.Why.Length > 0) screen.Paragraph(2, Label(_words.Why), finding.Why);
        if (finding.Fix is { } fix) screen.Paragraph(2, Label(_words.Fix), $"{fix.Title} (--fix)");
        if (finding.HelpLink is not null) screen.Paragraph(2, Label(_words.More), $"course-check --explain {finding.Id}");
    }

    private string Label(string word)
    {
        var width = new[] { _words.Why, _words.Fix, _words.More }.Max(static w => Columns.Of(w)) + 2;
        return $"[grey]{word}[/]" + new string(' ', width - Columns.Of(word));
    }

    private void ShowPraise(List<Finding> praise, bool manyFiles)
    {
        if (praise.Count == 0) return;
        screen.Line();
        screen.Line($"[bold green]{_words.Of(Weight.WellDone)}[/]");
        screen.Line();
        foreach (var finding in praise)
        {
            var place = manyFiles ? $"{finding.Place.File}:{finding.Place.Line}" : $"{finding.Place.Line}";
            screen.Paragraph(2, $"[green]✓[/] [grey]{Markup.Escape(place)}[/]  ", finding.Message);
        }
    }

    private void ShowSummary(int shown, List<Finding> problems, CheckResult result)
    {
        screen.Line();
        var total = problems.Count + result.LeftOut;
        if (total == 0 && result.Unread.IsEmpty) screen.Line($"[green]{_words.NothingToFix}[/]");
        if (shown < total) screen.Line($"[grey]{_words.Rest(shown, total)}[/]");
        var mendable = problems.Count(static f => f.Fix is not null);
        if (mendable > 0) screen.Line($"[grey]{_words.Mendable(mendable)}[/]");
    }

    private static string Colour(Weight weight) => weight switch
    {
        Weight.MustFix => "red",
        Weight.ShouldFix => "yellow",
        Weight.WorthKnowing => "blue",
        _ => "green",
    };
}
