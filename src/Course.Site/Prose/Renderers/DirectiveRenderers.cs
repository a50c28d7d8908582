using Markdig.Renderers;

namespace Course.Site.Prose.Renderers;

/// <summary>The renderers of our directives, one line each. They stand before Markdig's own, so that ours are asked first.</summary>
internal static class DirectiveRenderers
{
    public static void AddTo(ObjectRendererCollection renderers)
    {
        // A snippet is a code block too, so its renderer must be asked before the one for code blocks of any kind.
        renderers.Insert(0, new PlainListingRenderer());
        renderers.Insert(0, new SnippetRenderer());
        renderers.Insert(0, new CalloutRenderer());
        renderers.Insert(0, new FigureRenderer());
        renderers.Insert(0, new TabsRenderer());
        renderers.Insert(0, new TabRenderer());
        renderers.Insert(0, new ExerciseRenderer());
        renderers.Insert(0, new HintRenderer());
        renderers.Insert(0, new SolutionRenderer());
        renderers.Insert(0, new CrossReferenceRenderer());
        renderers.Insert(0, new TermRenderer());
        renderers.Insert(0, new ValueRenderer());
        renderers.Insert(0, new MathBlockRenderer());
        renderers.Insert(0, new MathInlineRenderer());
        renderers.Insert(0, new TableRenderer());
    }
}
