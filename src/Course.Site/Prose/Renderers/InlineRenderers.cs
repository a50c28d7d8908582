using System.Globalization;
using Course.Content.Book;
using Course.Content.Directives.CrossReferences;
using Course.Content.Directives.Terms;
using Course.Content.Directives.Values;
using Course.Content.Spelling;
using Course.Site.Pages;

namespace Course.Site.Prose.Renderers;

/// <summary>A link to a lesson, heading, figure or snippet. Pairing has reported unknown targets; those are written as plain words.</summary>
internal sealed class CrossReferenceRenderer : ProseObjectRenderer<CrossReferenceInline>
{
    protected override void Write(ProseRenderer page, CrossReferenceInline node, ProseContext context)
    {
        var (href, name) = Resolve(node, context);
        if (href is null) page.Html("<span class=\"planned\" title=\"").Html(context.Words["planned-title"]).Html("\">");
        else page.Html("<a href=\"").Text(href).Html("\">");
        if (node.HasWords) page.WriteChildren(node);
        else page.Html(name);
        page.Html(href is null ? "</span>" : "</a>");
    }

    /// <summary>Where the reference leads, or null when its page does not exist yet, and its automatic name as HTML.</summary>
    public static (string? Href, string Name) Resolve(CrossReferenceInline node, ProseContext context)
    {
        switch (node.Kind)
        {
            case CrossReferenceKind.Figure:
                return ("#figure-" + node.Target, context.Words.Format("figure", Number(context.NumberOfFigure(node.Target))));
            case CrossReferenceKind.Snippet:
                return ("#snippet-" + node.Target, context.Words.Format("listing", Number(context.NumberOfListing(node.Target))));
            case CrossReferenceKind.Heading:
                var name = context.Text.Headings.FirstOrDefault(h => h.Id == node.Target)?.Text
                    ?? context.Text.Exercises.FirstOrDefault(e => e.Id == node.Target)?.Title
                    ?? node.Target;
                return ("#" + node.Target, PageFrame.Escape(name));
            default:
                var title = PageFrame.Escape(context.Index.TitleOf(node.Target, context.Language));
                if (!context.Index.Lessons.TryGetValue(node.Target, out var lesson)) return (null, title);
                var address = context.ToRoot + Addresses.Lesson(context.Language, lesson);
                return (node.Anchor is null ? address : $"{address}#{node.Anchor}", title);
        }
    }

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A glossary term: a link to the glossary with its meaning as a tooltip that pointer and keyboard reach.</summary>
internal sealed class TermRenderer : ProseObjectRenderer<TermInline>
{
    protected override void Write(ProseRenderer page, TermInline node, ProseContext context)
    {
        if (!context.Index.Book.Glossary.Terms.TryGetValue(node.Id, out var term))
        {
            page.Text(WordsOf(node, context));
            return;
        }

        var language = context.Text.Language;
        var tip = ++context.Terms;
        page.Html("<span class=\"term\"><a href=\"").Html(context.ToRoot).Html(Addresses.Glossary(context.Language)).Html("#").Html(term.Id)
            .Html("\" aria-describedby=\"term-").Html(tip).Html("\">").Text(WordsOf(node, context))
            .Html("</a><span role=\"tooltip\" id=\"term-").Html(tip).Html("\">").Text(term.Meaning.In(language)).Html("</span></span>");
    }

    /// <summary>The words that stand in the text: the author's, or else the approved term.</summary>
    public static string WordsOf(TermInline node, ProseContext context) =>
        node.Words ?? (context.Index.Book.Glossary.Terms.TryGetValue(node.Id, out var term) ? term.Term.In(context.Text.Language) : node.Id);
}

/// <summary>A number that a snippet recorded.</summary>
internal sealed class ValueRenderer : ProseObjectRenderer<ValueInline>
{
    protected override void Write(ProseRenderer page, ValueInline node, ProseContext context)
    {
        if (context.Runs.Values.TryGetValue(node.Name, out var text))
        {
            page.Html("<span class=\"value\">");
            WriteNumber(page, text);
            page.Html("</span>");
            return;
        }

        if (!context.Runs.IsComplete) return;
        context.Report(
            SiteFaults.UnknownValue, node,
            $"No snippet of this lesson records a value '{node.Name}'.{NearMiss.Hint(node.Name, context.Runs.Values.Keys)}",
            $"Record it with Show.Value(\"{node.Name}\", …) in a snippet, or mend the name.");
    }

    /// <summary>Prose sets 5.2e-18 as people write it: 5.2×10⁻¹⁸.</summary>
    public static void WriteNumber(ProseRenderer page, string text)
    {
        var e = text.AsSpan().IndexOfAny('e', 'E');
        if (e <= 0 || !int.TryParse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power)
            || !double.TryParse(text.AsSpan(0, e), NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            page.Text(text);
            return;
        }

        page.Text(text.AsSpan(0, e)).Html("×10<sup>").Html(power < 0 ? "−" : "").Html(Math.Abs(power)).Html("</sup>");
    }
}
