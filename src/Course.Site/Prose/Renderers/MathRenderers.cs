using Markdig.Extensions.Mathematics;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Course.Site.Prose.Renderers;

/// <summary>A formula on a line of its own.</summary>
internal sealed class MathBlockRenderer : ProseObjectRenderer<MathBlock>
{
    protected override void Write(ProseRenderer page, MathBlock node, ProseContext context)
    {
        page.Html("<div class=\"formula\" tabindex=\"0\">");
        Formulas.Write(page, context, node.Lines.ToString().Trim(), display: true, node);
        page.Html("</div>\n");
    }
}

/// <summary>A formula in a line of text.</summary>
internal sealed class MathInlineRenderer : ProseObjectRenderer<MathInline>
{
    protected override void Write(ProseRenderer page, MathInline node, ProseContext context)
    {
        // Browsers break a line between a formula and the comma or Korean particle after it unless told not to.
        var glued = node.NextSibling is LiteralInline { Content: { Length: > 0 } next } && next.CurrentChar is (',' or '.' or ';' or ':' or '!' or '?' or ')' or >= '\uac00' and <= '\ud7a3');
        if (glued) page.Html("<span class=\"glued\">");
        Formulas.Write(page, context, node.Content.ToString().Trim(), display: node.DelimiterCount == 2, node);
        if (glued) page.Html("&#8288;</span>");
    }
}

/// <summary>Looks formulas up.</summary>
internal static class Formulas
{
    public static void Write(ProseRenderer page, ProseContext context, string tex, bool display, MarkdownObject node)
    {
        if (context.Math.Formulas.TryGetValue((tex, display), out var formula) && formula.MathMl is { } mathMl)
        {
            page.Html(mathMl);
            return;
        }

        page.Html("<code class=\"tex\">").Text(tex).Html("</code>");
        if (formula.Error is { } error)
        {
            context.Report(SiteFaults.BadMath, node, $"The formula '{tex}' is not valid TeX: {error}", "Mend the formula.");
        }
    }
}
