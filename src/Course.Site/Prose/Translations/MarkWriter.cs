using Course.Content.Directives.Callouts;
using Course.Content.Directives.Exercises;
using Course.Content.Directives.Snippets;
using Course.Content.Directives.Tabs;
using Course.Content.Translation;
using Markdig.Syntax;

namespace Course.Site.Prose.Translations;

/// <summary>Writes the marks of blocks that are behind: a rule beside the block, and below it a note that opens to show the change.</summary>
internal static class MarkWriter
{
    /// <summary>Words that stay beside a change.</summary>
    private const int Context = 12;

    /// <summary>Has a renderer write the marks of the pages that it renders.</summary>
    public static void AddTo(ProseRenderer renderer)
    {
        renderer.ObjectWriteBefore += static (writer, node) => Before((ProseRenderer)writer, node);
        renderer.ObjectWriteAfter += static (writer, node) => After((ProseRenderer)writer, node);
    }

    /// <summary>The mark of a directive's title, which the directive's renderer places right behind the title.</summary>
    public static void WriteTitleMark(ProseRenderer page, Block directive, ProseContext context)
    {
        if (!context.Marks.IsEmpty && context.Marks.Of(directive) is { } mark) WriteNote(page, mark, context, Anchor(mark));
    }

    /// <summary>The mark of the page's title, as HTML.</summary>
    public static void WritePageMark(ProseRenderer page, ProseContext context)
    {
        if (context.Marks.Title is { } mark) WriteNote(page, mark, context, Anchor(mark));
    }

    private static void Before(ProseRenderer page, MarkdownObject node)
    {
        if (page.Context.Marks.IsEmpty || node is not Block block) return;
        if (node is MarkdownDocument)
        {
            foreach (var missing in page.Context.Marks.MissingAtStart) WriteMissing(page, missing, page.Context);
        }

        if (IsWrapped(block, page.Context) && page.Context.Marks.Of(block) is { } mark) page.Html("<div class=\"behind\"").Html(Anchor(mark)).Html(">\n");
    }

    private static void After(ProseRenderer page, MarkdownObject node)
    {
        if (page.Context.Marks.IsEmpty || node is not Block block) return;
        if (IsWrapped(block, page.Context) && page.Context.Marks.Of(block) is { } mark)
        {
            WriteNote(page, mark, page.Context, "");
            page.Html("</div>\n");
        }

        foreach (var missing in page.Context.Marks.MissingBehind(block)) WriteMissing(page, missing, page.Context);
    }

    /// <summary>Directives stand for their titles alone, and what is not shown is not marked.</summary>
    private static bool IsWrapped(Block block, ProseContext context) => block switch
    {
        CalloutBlock or TabBlock or HintBlock or ExerciseBlock => false,
        SnippetBlock snippet => !context.SourceOf(snippet.Snippet).Hidden,
        _ => true,
    };

    private static string Anchor(TranslationMark mark) => $" id=\"behind-{mark.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)}\"";

    private static void WriteNote(ProseRenderer page, TranslationMark mark, ProseContext context, string anchor)
    {
        var (pair, words) = (mark.Pair, context.Words);
        page.Html("<details class=\"older").Html(pair.ConcernsFacts ? " older-facts" : "").Html("\"").Html(anchor).Html("><summary>")
            .Html(pair.State switch
            {
                BlockState.SourceBehind => words.Format("older-than-translation", LanguageName(words, mark.Leading.Language)),
                BlockState.Conflict => words["older-conflict"],
                _ => words["older"],
            });
        if (pair.ConcernsFacts) page.Html(" <strong>").Html(words["older-facts"]).Html("</strong>");
        page.Html(" <span class=\"show\">").Html(words["older-show"]).Html("</span></summary>\n");
        var leads = pair.State == BlockState.SourceBehind;
        WriteChange(page, mark, context, leads ? pair.Agreed!.Translation! : pair.Agreed!.Source!, (leads ? pair.Translation : pair.Source)!.Text);
        page.Html("</details>\n");
    }

    private static void WriteChange(ProseRenderer page, TranslationMark mark, ProseContext context, string before, string now)
    {
        var text = new MarkedText(page, context, mark);
        var runs = WordDiff.Between(before, now);
        page.Html("<dl class=\"change\">");
        if (before != now)
        {
            page.Html("<div><dt>").Html(context.Words["change-before"]).Html("</dt><dd lang=\"").Html(mark.Leading.Language).Html("\">");
            text.Write(WordDiff.Side(runs, DiffKind.Removed, Context));
            page.Html("</dd></div>\n");
        }

        page.Html("<div><dt>").Html(context.Words["change-after"]).Html("</dt><dd lang=\"").Html(mark.Leading.Language).Html("\">");
        text.Write(before == now ? [new(DiffKind.Same, [.. TextToken.Split(now)])] : WordDiff.Side(runs, DiffKind.Added, Context));
        page.Html("</dd></div></dl>\n");
    }

    private static void WriteMissing(ProseRenderer page, TranslationMark mark, ProseContext context)
    {
        var source = mark.Pair.Source!;
        page.Html("<details class=\"older missing\"").Html(Anchor(mark)).Html("><summary>").Html(context.Words["missing-passage"])
            .Html(" <span class=\"show\">").Html(context.Words["missing-show"]).Html("</span></summary>\n<p lang=\"").Html(mark.Leading.Language).Html("\">");
        var text = new MarkedText(page, context, mark);
        if (source.Kind is BlockKind.Formula or BlockKind.Listing) text.WriteCode(source.Text);
        else text.Write([new(DiffKind.Same, [.. TextToken.Split(source.Text)])]);
        page.Html("</p></details>\n");
    }

    private static string LanguageName(Theming.Strings words, string code) => words.Has("in-" + code) ? words["in-" + code] : code;
}
