using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Course.Site.Prose.Renderers;

/// <summary>A renderer of one kind of node that may look things up in the page.</summary>
/// <typeparam name="T">Kind of node.</typeparam>
internal abstract class ProseObjectRenderer<T> : HtmlObjectRenderer<T> where T : MarkdownObject
{
    protected sealed override void Write(HtmlRenderer renderer, T obj)
    {
        var page = (ProseRenderer)renderer;
        Write(page, obj, page.Context);
    }

    protected abstract void Write(ProseRenderer page, T node, ProseContext context);
}
