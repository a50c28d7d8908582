using System.Globalization;
using Course.Content.Directives.Callouts;
using Course.Content.Directives.Exercises;
using Course.Content.Directives.Tabs;
using Course.Content.Spelling;
using Course.Site.Pages;
using Course.Site.Prose.Translations;
using Course.Site.Runs;

namespace Course.Site.Prose.Renderers;

/// <summary>Tip, principle, note, warning, pitfall.</summary>
internal sealed class CalloutRenderer : ProseObjectRenderer<CalloutBlock>
{
    protected override void Write(ProseRenderer page, CalloutBlock node, ProseContext context)
    {
        var kind = node.Kind.ToString().ToLowerInvariant();
        page.Html("<aside class=\"callout callout-").Html(kind).Html("\"><p class=\"callout-title\">").Html(context.Words["callout-" + kind]);
        if (!string.IsNullOrEmpty(node.Title)) page.Html(" · ").Text(node.Title);
        page.Html("</p>\n");
        MarkWriter.WriteTitleMark(page, node, context);
        page.WriteChildren(node);
        page.Html("</aside>\n");
    }
}

/// <summary>Tabs as details of one name: one is open at a time, and all can be read without scripts.</summary>
internal sealed class TabsRenderer : ProseObjectRenderer<TabsBlock>
{
    protected override void Write(ProseRenderer page, TabsBlock node, ProseContext context)
    {
        context.Tabs++;
        page.Html("<div class=\"tabs\">\n");
        page.WriteChildren(node);
        page.Html("</div>\n");
    }
}

/// <summary>One tab.</summary>
internal sealed class TabRenderer : ProseObjectRenderer<TabBlock>
{
    protected override void Write(ProseRenderer page, TabBlock node, ProseContext context)
    {
        page.Html("<details class=\"tab\" name=\"tabs-").Html(context.Tabs).Html(node.Parent?[0] == node ? "\" open><summary>" : "\"><summary>")
            .Text(node.Label).Html("</summary>\n");
        MarkWriter.WriteTitleMark(page, node, context);
        page.WriteChildren(node);
        page.Html("</details>\n");
    }
}

/// <summary>An exercise: task, starter, hints, solution.</summary>
internal sealed class ExerciseRenderer : ProseObjectRenderer<ExerciseBlock>
{
    protected override void Write(ProseRenderer page, ExerciseBlock node, ProseContext context)
    {
        var anchor = node.Id;
        page.Html("<section class=\"exercise\" id=\"").Html(anchor).Html("\"");
        WriteAsk(page, node, context);
        WriteRun(page, node, context);
        page.Html(" aria-labelledby=\"").Html(anchor).Html("-title\"><h2 id=\"")
            .Html(anchor).Html("-title\"><span>").Html(context.Words["exercise"]).Html("</span> ").Text(node.Title ?? "").Html("</h2>\n");
        MarkWriter.WriteTitleMark(page, node, context);
        page.WriteChildren(node);
        WriteHome(page, node, context);
        page.Html("</section>\n");
    }

    /// <summary>What scripts need in order to open the starter in the editor and to say when the exercise is done.</summary>
    private static void WriteAsk(ProseRenderer page, ExerciseBlock node, ProseContext context)
    {
        var lesson = context.Lesson;
        if (lesson.Facts.Exercises.FirstOrDefault(check => check.Id == node.Id) is not { Starter: { } starter } ask) return;
        // A listing that shows some of the lines alone is nothing to begin with.
        if (lesson.Source.Snippets.FirstOrDefault(s => s.CodeFile == $"{lesson.Folder}/{starter}" && s is { Hidden: false, ShownLines: null }) is not { } listing) return;
        page.Html(" data-exercise=\"").Text(lesson.Facts.Id).Html("/").Text(node.Id).Html("\" data-starter=\"").Html(SnippetRenderer.Anchor(listing.Id));
        if (!ask.Absent.IsEmpty) page.Html("\" data-absent=\"").Text(string.Join(' ', ask.Absent));
        if (!ask.Present.IsEmpty) page.Html("\" data-present=\"").Text(string.Join(' ', ask.Present));
        page.Html("\"");
    }

    /// <summary>Where scripts find the published run, over which they draw a learner's own.</summary>
    private static void WriteRun(ProseRenderer page, ExerciseBlock node, ProseContext context)
    {
        if (context.Lesson.Facts.Exercises.FirstOrDefault(check => check.Id == node.Id)?.Run is not { } run) return;
        if (PublishedRunFile.Of(node.Id, run, context.Runs) is { } file)
        {
            context.Companions.Add(file);
            page.Html(" data-run=\"").Text(file.Path).Html("\"");
        }
        else if (context.Runs.IsComplete && context.Language == context.Lesson.Facts.SourceLanguage)
        {
            context.Report(
                SiteFaults.UnknownFigure, run.Location,
                $"No snippet of this lesson is named '{run.Source}' or draws a figure of that name.{NearMiss.Hint(run.Source, context.Runs.Figures.Keys.Concat(context.Runs.Records.Keys))}",
                "Name a figure that shows loss and gradient norm step by step, or a snippet that prints them.");
        }
    }

    /// <summary>How to work on it at home, and to see whether it is done.</summary>
    private static void WriteHome(ProseRenderer page, ExerciseBlock node, ProseContext context)
    {
        var words = context.Words;
        if (!Downloads.AreOffered(words) || Downloads.ProjectFile(context.Lesson, node.Id) is not { } file) return;
        page.Html("<div class=\"at-home\"><p><a class=\"button\" href=\"").Text(file).Html("\" download>").Html(words["download-project"])
            .Html("</a></p><p>").Html(words["check-text"]).Html("</p><pre class=\"plain-code\" tabindex=\"0\"><code>dotnet run --project tools/check -- Program.cs --exercise ")
            .Text(node.Id).Html("</code></pre></div>\n");
    }
}

/// <summary>A hint, folded.</summary>
internal sealed class HintRenderer : ProseObjectRenderer<HintBlock>
{
    protected override void Write(ProseRenderer page, HintBlock node, ProseContext context)
    {
        var number = node.Parent!.OfType<HintBlock>().TakeWhile(hint => hint != node).Count() + 1;
        page.Html("<details class=\"reveal hint\"><summary>").Html(context.Words.Format("hint", number.ToString(CultureInfo.InvariantCulture)));
        if (node.Title is { } title) page.Html(" · ").Text(title);
        page.Html("</summary>\n");
        MarkWriter.WriteTitleMark(page, node, context);
        page.WriteChildren(node);
        page.Html("</details>\n");
    }
}

/// <summary>The solution, folded.</summary>
internal sealed class SolutionRenderer : ProseObjectRenderer<SolutionBlock>
{
    protected override void Write(ProseRenderer page, SolutionBlock node, ProseContext context)
    {
        page.Html("<details class=\"reveal solution\"><summary>").Html(context.Words["solution"]).Html("</summary>\n");
        page.WriteChildren(node);
        page.Html("</details>\n");
    }
}
