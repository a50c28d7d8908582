using System.Collections.Immutable;
using Course.Content.Translation;
using Course.Site.Prose.Renderers;

namespace Course.Site.Prose.Translations;

/// <summary>Writes a block's one-line text as HTML: code as code, formulas typeset where they are known, values as numbers.</summary>
internal sealed class MarkedText(ProseRenderer page, ProseContext context, TranslationMark mark)
{
    private bool IsCode => mark.Pair.Kind is BlockKind.Formula or BlockKind.Listing;

    /// <summary>Writes one side of a change, or a text without one.</summary>
    public void Write(ImmutableArray<DiffRun> runs)
    {
        // Removed and added words may be told apart by colour alone, so each side has its own element and its own label.
        for (var i = 0; i < runs.Length; i++)
        {
            var run = runs[i];
            if (i > 0 && run.Tokens is [] or [{ AfterBlank: true }, ..]) page.Html(" ");
            var element = run.Kind switch { DiffKind.Removed => "del", DiffKind.Added => "ins", _ => null };
            if (element is not null) page.Html("<").Html(element).Html(">");
            if (run.Tokens.IsEmpty) page.Html("…");
            for (var j = 0; j < run.Tokens.Length; j++)
            {
                if (run.Tokens[j].AfterBlank && j > 0) page.Html(" ");
                Write(run.Tokens[j]);
            }

            if (element is not null) page.Html("</").Html(element).Html(">");
        }
    }

    /// <summary>Writes a block that is code as a whole.</summary>
    public void WriteCode(string code)
    {
        if (mark.Pair.Kind == BlockKind.Formula) WriteFormula(code, display: true);
        else page.Html("<code>").Text(code).Html("</code>");
    }

    private void Write(TextToken token)
    {
        var text = token.Text;
        if (IsCode) page.Text(text);
        else if (text is ['`', .., '`'] && text.Length > 1) page.Html("<code>").Text(text[1..^1].Replace("\\`", "`", StringComparison.Ordinal)).Html("</code>");
        else if (text is ['$', .., '$'] && text.Length > 1) WriteFormula(text[1..^1], display: false);
        else if (text.StartsWith("{value:", StringComparison.Ordinal)) WriteValue(text[7..^1]);
        else if (text.StartsWith("{term:", StringComparison.Ordinal)) page.Text(Term(text[6..^1]));
        else if (text.StartsWith("{see:", StringComparison.Ordinal)) page.Html(Target(text[5..^1]));
        else if (text is ['\\', _]) page.Text(text.AsSpan(1));
        else page.Text(text);
    }

    private void WriteFormula(string tex, bool display)
    {
        if (context.Math.Formulas.TryGetValue((tex.Trim(), display), out var formula) && formula.MathMl is { } mathMl) page.Html(mathMl);
        else page.Html("<code class=\"tex\">").Text(tex).Html("</code>");
    }

    private void WriteValue(string name)
    {
        if (context.Runs.Values.TryGetValue(name, out var value)) ValueRenderer.WriteNumber(page, value);
        else page.Text(name);
    }

    private string Term(string id) =>
        context.Index.Book.Glossary.Terms.TryGetValue(id, out var term) ? term.Term.In(mark.Leading.Language) : id;

    private string Target(string id)
    {
        var number = System.Globalization.CultureInfo.InvariantCulture;
        if (context.NumberOfFigure(id) is > 0 and var figure) return context.Words.Format("figure", figure.ToString(number));
        if (context.NumberOfListing(id) is > 0 and var listing) return context.Words.Format("listing", listing.ToString(number));
        var heading = mark.Leading.Headings.FirstOrDefault(h => h.Id == id)?.Text;
        return Pages.PageFrame.Escape(heading ?? context.Index.TitleOf(id, mark.Leading.Language));
    }
}
