using Course.Content.Book;
using Course.Content.Snippets;
using Course.Diagnostics;
using Course.Site.Prose.Translations;
using Course.Site.Runs;
using Course.Site.Theming;
using Course.Site.Typesetting;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Course.Site.Prose;

/// <summary>What the rendering of one lesson's text may look things up in, and where it reports what is missing.</summary>
internal sealed class ProseContext
{
    private readonly Dictionary<string, int> _figureNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _listingNumbers = new(StringComparer.Ordinal);

    public ProseContext(CourseIndex index, LessonPair lesson, LessonText text, string language, LessonRuns runs, MathTable math, Strings words, string toRoot)
    {
        (Index, Lesson, Text, Language, Runs, Math, Words, ToRoot) = (index, lesson, text, language, runs, math, words, toRoot);
        Marks = TranslationMarks.For(lesson, text, language);
        Counterparts = Counterparts.For(lesson, text, language);
        foreach (var figure in text.Figures) _figureNumbers.TryAdd(figure.Id, _figureNumbers.Count + 1);
        foreach (var snippet in text.Snippets)
        {
            if (!SourceOf(snippet).Hidden) _listingNumbers.TryAdd(snippet.Id, _listingNumbers.Count + 1);
        }
    }

    public CourseIndex Index { get; }

    public LessonPair Lesson { get; }

    /// <summary>The text that is rendered; of another language than <see cref="Language"/> where the translation is missing.</summary>
    public LessonText Text { get; }

    /// <summary>The language of the page.</summary>
    public string Language { get; }

    public LessonRuns Runs { get; }

    public MathTable Math { get; }

    public Strings Words { get; }

    /// <summary>The way from the page to the site's root.</summary>
    public string ToRoot { get; }

    /// <summary>Where the text is behind that of another language.</summary>
    public TranslationMarks Marks { get; }

    /// <summary>Which block is which of another language's page.</summary>
    public Counterparts Counterparts { get; }

    public List<Diagnostic> Found { get; } = [];

    /// <summary>Files that go with the page, such as a figure's CSV; paths relative to the page.</summary>
    public List<SiteFile> Companions { get; } = [];

    public int Terms { get; set; }

    public int Tabs { get; set; }

    public int NumberOfFigure(string id) => _figureNumbers.GetValueOrDefault(id);

    public int NumberOfListing(string id) => _listingNumbers.GetValueOrDefault(id);

    /// <summary>The snippet of the source language that holds the code and the attributes for a snippet of any language.</summary>
    public Snippet SourceOf(Snippet snippet)
    {
        if (ReferenceEquals(Text, Lesson.Source)) return snippet;
        foreach (var candidate in Lesson.Source.Snippets)
        {
            if (candidate.Id == snippet.Id) return candidate;
        }

        return snippet;
    }

    /// <summary>Reports a fault at a node of the text.</summary>
    public void Report(Fault fault, MarkdownObject node, string message, string remedy) =>
        Report(fault, SourceLocation.OnLine(Text.File.Path, node.Line + 1, node.Column + 1, node is Inline ? node.Span.Length : 3), message, remedy);

    /// <summary>Reports a fault.</summary>
    public void Report(Fault fault, SourceLocation location, string message, string remedy) => Found.Add(fault.At(location, message, remedy));
}
