using System.Collections.Concurrent;
using System.Text;
using Course.Content.Parsing;
using Course.Site.Prose.Renderers;
using Course.Site.Prose.Translations;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;

namespace Course.Site.Prose;

/// <summary>Turns a parsed text into HTML.</summary>
internal static class ProseWriter
{
    /// <summary>Setting up a renderer costs more than rendering a lesson, so renderers go round; each is used by one thread at a time.</summary>
    private static readonly ConcurrentBag<(ProseRenderer Renderer, StringWriter Writer)> Idle = [];

    /// <summary>Renders a text's blocks.</summary>
    /// <returns>The HTML, the mark of the title (mostly none), and the words of the first paragraph for descriptions.</returns>
    public static (string Html, string TitleMark, string Opening) Render(ProseContext context)
    {
        var (renderer, writer) = Idle.TryTake(out var idle) ? idle : New();
        var buffer = writer.GetStringBuilder();
        buffer.Clear();
        renderer.Context = context;
        renderer.Render(context.Text.Document);
        var html = buffer.ToString();
        buffer.Clear();
        MarkWriter.WritePageMark(renderer, context);
        var titleMark = buffer.ToString();
        renderer.Context = null!;
        Idle.Add((renderer, writer));
        return (html, titleMark, Opening(context));
    }

    private static (ProseRenderer, StringWriter) New()
    {
        var writer = new StringWriter(new StringBuilder(64 * 1024), System.Globalization.CultureInfo.InvariantCulture) { NewLine = "\n" };
        var renderer = new ProseRenderer(writer);
        Dialect.Pipeline.Setup(renderer);
        DirectiveRenderers.AddTo(renderer.ObjectRenderers);
        renderer.ObjectRenderers.Replace<LiteralInlineRenderer>(new WordsRenderer());
        MarkWriter.AddTo(renderer);
        CounterpartWriter.AddTo(renderer);
        return (renderer, writer);
    }

    private static string Opening(ProseContext context)
    {
        foreach (var block in context.Text.Document)
        {
            if (block is not ParagraphBlock { Inline: { } inlines }) continue;
            var text = new StringBuilder();
            PlainText.Append(text, inlines, context);
            return Shorten(text.ToString());
        }

        return "";
    }

    /// <summary>At most 160 characters, cut between words.</summary>
    private static string Shorten(string text)
    {
        const int Longest = 160;
        if (text.Length <= Longest) return text;
        var cut = text.LastIndexOf(' ', Longest);
        return text[..(cut > 80 ? cut : Longest)] + "…";
    }
}
