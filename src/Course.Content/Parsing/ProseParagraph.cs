using System.Text;
using Course.Content.Book;
using Course.Content.Directives.Terms;
using Course.Content.Directives.Values;
using Markdig.Extensions.Mathematics;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Course.Content.Parsing;

/// <summary>The words of one paragraph, heading or cell as readers see them, with the way back to where they were written.</summary>
internal sealed class ProseParagraph
{
    /// <summary>Stands for what is no prose, so that the words around it do not grow together.</summary>
    private const char NoProse = '\ufffc';

    private readonly StringBuilder _words = new();
    private readonly List<(int At, int Offset, int Length)> _runs = [];

    /// <summary>The words.</summary>
    public string Text { get; private set; } = "";

    /// <summary>All paragraphs of a text, its title first.</summary>
    public static IEnumerable<ProseParagraph> AllOf(LessonText text)
    {
        if (text.TitleLine > 0) yield return OfTitle(text);
        foreach (var leaf in text.Document.Descendants<LeafBlock>())
        {
            if (leaf.Inline?.FirstChild is not null) yield return Of(leaf.Inline);
        }
    }

    /// <summary>Where a character of <see cref="Text"/> stands in the file.</summary>
    public int OffsetOf(int at)
    {
        foreach (var run in _runs)
        {
            if (at < run.At + run.Length) return run.Offset + Math.Max(0, at - run.At);
        }

        return _runs.Count > 0 ? _runs[^1].Offset : 0;
    }

    private static ProseParagraph OfTitle(LessonText text)
    {
        var paragraph = new ProseParagraph();
        var start = 0;
        for (var line = 1; line < text.TitleLine; line++) start = text.File.Text.IndexOf('\n', start) + 1;
        var end = text.File.Text.IndexOf('\n', start);
        var words = text.File.Text[start..(end < 0 ? text.File.Text.Length : end)];
        paragraph.Add(words, start, words.Length);
        paragraph.Text = words;
        return paragraph;
    }

    private static ProseParagraph Of(ContainerInline container)
    {
        var paragraph = new ProseParagraph();
        foreach (var inline in InlineWalk.Over(container))
        {
            switch (inline)
            {
                case LiteralInline literal: paragraph.Add(literal.Content.AsSpan(), literal.Span.Start, literal.Span.Length); break;
                case HtmlEntityInline entity: paragraph.Add(entity.Transcoded.AsSpan(), entity.Span.Start, 1); break;
                case TermInline { Words: { } words } term: paragraph.Add(words, term.Span.Start, 1); break;
                case LineBreakInline: paragraph._words.Append(' '); break;
                case CodeInline or MathInline or ValueInline or TermInline or AutolinkInline: paragraph._words.Append(NoProse); break;
                default: break;
            }
        }

        paragraph.Text = paragraph._words.ToString();
        return paragraph;
    }

    /// <summary>Adds words; where the file writes them otherwise, all of them are said to stand at the start.</summary>
    private void Add(ReadOnlySpan<char> words, int offset, int written)
    {
        if (words.IsEmpty) return;
        var step = written == words.Length ? words.Length : 1;
        for (var i = 0; i < words.Length; i += step) _runs.Add((_words.Length + i, offset, step));
        _words.Append(words);
    }
}
