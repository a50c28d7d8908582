using Markdig.Syntax;

namespace Course.Site.Prose.Translations;

/// <summary>Writes the names of blocks that scripts would not find by counting, each in front of its block and seen by nobody.</summary>
internal static class CounterpartWriter
{
    /// <summary>Has a renderer write the names on the pages that it renders.</summary>
    public static void AddTo(ProseRenderer renderer) =>
        renderer.ObjectWriteBefore += static (writer, node) => Before((ProseRenderer)writer, node);

    private static void Before(ProseRenderer page, MarkdownObject node)
    {
        if (page.Context.Counterparts.IsEmpty || node is not Block block || page.Context.Counterparts.Of(block) is not { } name) return;
        page.Html("<template data-twin=\"").Html(name).Html("\"></template>\n");
    }
}
