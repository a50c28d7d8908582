using Markdig.Extensions.Mathematics;
using Markdig.Syntax;

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
    protected override void Write(ProseRenderer page, MathInline node, ProseContext context) =>
        Formulas.Write(page, context, node.Content.ToString().Trim(), display: node.DelimiterCount == 2, node);
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
