using System.Globalization;
using System.Text;
using Course.Content.Book;
using Course.Content.Directives;
using Course.Content.Directives.Callouts;
using Course.Content.Directives.CrossReferences;
using Course.Content.Directives.Exercises;
using Course.Content.Directives.Figures;
using Course.Content.Directives.Snippets;
using Course.Content.Directives.Tabs;
using Course.Content.Directives.Terms;
using Course.Content.Directives.Values;
using Course.Content.Snippets;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Course.Content.Tests;

/// <summary>Shows a parsed text in a form that people can check.</summary>
internal static class TreeDump
{
    public static string Of(LessonText text)
    {
        var dump = new StringBuilder();
        Line(dump, 0, $"title \"{text.Title}\" line {text.TitleLine}, {text.Words} words");
        Blocks(dump, 0, text.Document);
        return dump.ToString();
    }

    public static string Of(Snippet s)
    {
        var dump = new StringBuilder($"snippet {s.Id}");
        if (s.Title is not null) dump.Append(CultureInfo.InvariantCulture, $" title \"{s.Title}\"");
        if (s.Predict is not null) dump.Append(CultureInfo.InvariantCulture, $" predict \"{s.Predict}\"");
        if (s.Mode != SnippetMode.Run) dump.Append(CultureInfo.InvariantCulture, $" {s.Mode} because \"{s.Reason}\"");
        if (!s.Fails.IsEmpty) dump.Append(" fails ").AppendJoin(',', s.Fails);
        if (s.Throws is not null) dump.Append(" throws ").Append(s.Throws);
        if (!s.Reports.IsEmpty) dump.Append(" reports ").AppendJoin(',', s.Reports);
        if (s.Hidden) dump.Append(" hidden");
        if (s.Fold) dump.Append(" fold");
        if (s.Session != "main") dump.Append(" session ").Append(s.Session);
        if (s.Timeout != Snippet.DefaultTimeout) dump.Append(CultureInfo.InvariantCulture, $" timeout {s.Timeout.TotalMilliseconds} ms");
        if (s.Tolerance is not null) dump.Append(CultureInfo.InvariantCulture, $" tolerance {s.Tolerance}");
        if (s.ShownLines is not null) dump.Append(" shown ").AppendJoin(',', s.ShownLines.Ranges);
        if (s.Highlight is not null) dump.Append(" highlight ").AppendJoin(',', s.Highlight.Ranges);
        dump.Append(CultureInfo.InvariantCulture, $" at {s.Location}, code at {s.CodeFile}:{s.CodeLine}+{s.CodeColumn}");
        return dump.ToString();
    }

    private static void Blocks(StringBuilder dump, int depth, ContainerBlock container)
    {
        foreach (var block in container)
        {
            Line(dump, depth, Describe(block));
            if (block is SnippetBlock snippet)
            {
                foreach (var line in snippet.Snippet.Code.Split('\n')) Line(dump, depth + 1, "| " + line);
            }
            else if (block is CodeBlock code)
            {
                foreach (var line in code.Lines.ToString().Split('\n')) Line(dump, depth + 1, "| " + line);
            }
            else if (block is LeafBlock { Inline: { } inline })
            {
                Inlines(dump, depth + 1, inline);
            }
            else if (block is ContainerBlock inner)
            {
                Blocks(dump, depth + 1, inner);
            }
        }
    }

    private static void Inlines(StringBuilder dump, int depth, ContainerInline container)
    {
        foreach (var inline in container)
        {
            Line(dump, depth, Describe(inline));
            if (inline is ContainerInline inner) Inlines(dump, depth + 1, inner);
        }
    }

    private static string Describe(Block block) => block switch
    {
        HeadingBlock heading => $"heading {heading.Level} #{heading.TryGetAttributes()?.Id}",
        CalloutBlock callout => $"callout {callout.Kind} \"{callout.Title}\"",
        FigureBlock figure => $"figure {figure.Id} alt \"{figure.Alt}\" x \"{figure.X}\" y \"{figure.Y}\" series [{string.Join("; ", figure.Series)}] categories [{string.Join("; ", figure.Categories)}]",
        TabBlock tab => $"tab \"{tab.Label}\"",
        ExerciseBlock exercise => $"exercise {exercise.Id} \"{exercise.Title}\"",
        HintBlock hint => $"hint \"{hint.Title}\"",
        DirectiveBlock directive => directive.GetType().Name,
        SnippetBlock snippet => Of(snippet.Snippet),
        MathBlock => "math",
        FencedCodeBlock fence => $"listing {fence.Info}",
        ListBlock list => list.IsOrdered ? "ordered list" : "list",
        ParagraphBlock => "paragraph",
        Footnote note => $"footnote {note.Label}",
        Table => "table",
        TableRow row => row.IsHeader ? "header row" : "row",
        TableCell => "cell",
        _ => block.GetType().Name,
    };

    private static string Describe(Inline inline) => inline switch
    {
        LiteralInline literal => $"\"{literal.Content}\"",
        CodeInline code => $"code `{code.Content}`",
        MathInline math => $"math{(math.DelimiterCount == 2 ? " display" : "")} {math.Content}",
        EmphasisInline emphasis => emphasis.DelimiterCount == 2 ? "strong" : "emphasis",
        CrossReferenceInline reference => $"reference to {reference.Kind} {reference.Target}{(reference.Anchor is null ? "" : "#" + reference.Anchor)}{(reference.HasWords ? "" : ", automatic words")}",
        TermInline term => $"term {term.Id}{(term.Words is null ? "" : $" as \"{term.Words}\"")}",
        ValueInline value => $"value {value.Name}",
        LinkInline link => $"{(link.IsImage ? "picture" : "link")} {link.Url}",
        AutolinkInline link => $"link <{link.Url}>",
        FootnoteLink note => $"footnote mark {note.Footnote.Label}{(note.IsBackLink ? " back" : "")}",
        TaskList task => $"task {(task.Checked ? "done" : "open")}",
        LineBreakInline line => line.IsHard ? "hard break" : "break",
        HtmlEntityInline entity => $"entity {entity.Original}",
        _ => inline.GetType().Name,
    };

    private static void Line(StringBuilder dump, int depth, string text) => dump.Append(' ', depth * 2).Append(text.TrimEnd()).Append('\n');
}
