using Markdig.Syntax;

namespace Course.Site.Prose.Renderers;

/// <summary>A code block that is no snippet: shell commands, output of other programs, YAML.</summary>
internal sealed class PlainListingRenderer : ProseObjectRenderer<CodeBlock>
{
    protected override void Write(ProseRenderer page, CodeBlock node, ProseContext context)
    {
        page.Html("<pre class=\"plain-code\" tabindex=\"0\"><code");
        if (node is FencedCodeBlock { Info: { Length: > 0 } info }) page.Html(" class=\"language-").Text(info).Html("\"");
        page.Html(">");
        page.WriteLeafRawLines(node, writeEndOfLines: true, escape: true);
        page.Html("</code></pre>\n");
    }
}
