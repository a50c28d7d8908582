using System.Text;
using Course.Content.Directives.Callouts;
using Course.Content.Directives.Exercises;
using Course.Content.Directives.Figures;
using Course.Content.Directives.Snippets;
using Course.Content.Directives.Tabs;
using Course.Site.Prose;
using Markdig.Extensions.Mathematics;
using Markdig.Syntax;

namespace Course.Site.Search;

/// <summary>A part of a lesson that a result leads to.</summary>
/// <param name="Anchor">Its id on the page; empty for what stands before the first heading.</param>
/// <param name="Heading">Its heading, empty for the same.</param>
/// <param name="Prose">Its prose as plain text, from which excerpts are taken.</param>
/// <param name="Code">Its listings, searched but never quoted.</param>
internal sealed record Section(string Anchor, string Heading, string Prose, string Code);

/// <summary>Splits a lesson's text at its headings and exercises.</summary>
internal sealed class LessonSections
{
    private readonly List<Section> _sections = [];
    private readonly StringBuilder _prose = new();
    private readonly StringBuilder _code = new();
    private readonly ProseContext _context;
    private readonly Dictionary<int, string> _anchors;
    private (string Anchor, string Heading) _open = ("", "");

    private LessonSections(ProseContext context)
    {
        _context = context;
        _anchors = context.Text.Headings.ToDictionary(static h => h.Line, static h => h.Id);
    }

    /// <summary>The sections in their order; the first is the one without a heading.</summary>
    public static IReadOnlyList<Section> Of(ProseContext context)
    {
        var reader = new LessonSections(context);
        reader.Read(context.Text.Document);
        reader.Close();
        return reader._sections;
    }

    private void Read(ContainerBlock container)
    {
        foreach (var block in container)
        {
            switch (block)
            {
                case HeadingBlock heading when _anchors.TryGetValue(heading.Line + 1, out var anchor):
                    Begin(anchor, Words(heading));
                    break;
                case SnippetBlock snippet:
                    ReadSnippet(snippet);
                    break;
                case MathBlock:
                    Add(FormulaText.LeftOut);
                    break;
                case CodeBlock:
                    break;
                case ExerciseBlock exercise:
                    Begin(exercise.Id, exercise.Title ?? "");
                    Read(exercise);
                    break;
                case SolutionBlock:
                    // Nobody should meet a solution in a list of results before the task.
                    break;
                case ContainerBlock inner:
                    AddTitle(inner);
                    Read(inner);
                    break;
                case LeafBlock { Inline: not null } leaf:
                    AddWords(leaf);
                    break;
            }
        }
    }

    private void AddTitle(ContainerBlock block)
    {
        if (block is CalloutBlock { Title: { } callout }) Add(callout + ".");
        else if (block is TabBlock tab) Add(tab.Label + ".");
        else if (block is HintBlock { Title: { } hint }) Add(hint + ".");
        else if (block is FigureBlock figure) Add(figure.Alt);
    }

    private void ReadSnippet(SnippetBlock block)
    {
        var source = _context.SourceOf(block.Snippet);
        if (source.Hidden) return;
        if ((block.Snippet.Title ?? source.Title) is { } title) Add(title + ".");
        _code.Append(block.Snippet.Code.Length > 0 ? block.Snippet.Code : source.Code).Append('\n').AppendJoin(' ', source.Reports).Append('\n');
    }

    private string Words(LeafBlock leaf)
    {
        var text = new StringBuilder();
        if (leaf.Inline is { } inlines) PlainText.Append(text, inlines, _context);
        return text.ToString();
    }

    private void AddWords(LeafBlock leaf)
    {
        var before = _prose.Length;
        if (before > 0) _prose.Append(' ');
        var start = _prose.Length;
        PlainText.Append(_prose, leaf.Inline!, _context);
        if (_prose.Length == start) _prose.Length = before;
    }

    private void Add(string text)
    {
        if (text.Length == 0) return;
        if (_prose.Length > 0) _prose.Append(' ');
        _prose.Append(text);
    }

    private void Begin(string anchor, string heading)
    {
        Close();
        _open = (anchor, heading);
    }

    private void Close()
    {
        _sections.Add(new(_open.Anchor, _open.Heading, _prose.ToString(), _code.ToString()));
        _prose.Clear();
        _code.Clear();
    }
}
