using System.Collections.Immutable;
using System.Globalization;
using Course.Content.Book;
using Course.Content.Files;
using Course.Content.Snippets;
using Course.Content.Spelling;
using Course.Diagnostics;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Course.Content.Parsing;

/// <summary>Gathers the facts of one text while its tree is read. Ids that occur twice are told apart, so that later stages need not care.</summary>
/// <param name="context">The parse.</param>
/// <param name="code">C# files of the lesson's folder.</param>
internal sealed class LessonTextBuilder(ParseContext context, ImmutableSortedDictionary<string, SourceFile> code)
{
    private readonly ImmutableArray<Heading>.Builder _headings = ImmutableArray.CreateBuilder<Heading>();
    private readonly ImmutableArray<Snippet>.Builder _snippets = ImmutableArray.CreateBuilder<Snippet>();
    private readonly ImmutableArray<FigureUse>.Builder _figures = ImmutableArray.CreateBuilder<FigureUse>();
    private readonly ImmutableArray<ExerciseUse>.Builder _exercises = ImmutableArray.CreateBuilder<ExerciseUse>();
    private readonly ImmutableArray<CrossReferenceUse>.Builder _references = ImmutableArray.CreateBuilder<CrossReferenceUse>();
    private readonly ImmutableArray<NamedUse>.Builder _values = ImmutableArray.CreateBuilder<NamedUse>();
    private readonly ImmutableArray<NamedUse>.Builder _terms = ImmutableArray.CreateBuilder<NamedUse>();
    private readonly ImmutableArray<NamedUse>.Builder _assets = ImmutableArray.CreateBuilder<NamedUse>();
    private readonly ImmutableArray<Formula>.Builder _formulas = ImmutableArray.CreateBuilder<Formula>();
    private readonly ImmutableArray<string>.Builder _includes = ImmutableArray.CreateBuilder<string>();
    private readonly HashSet<string> _anchors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _snippetIds = new(StringComparer.Ordinal);

    /// <summary>The parse.</summary>
    public ParseContext Context => context;

    /// <summary>C# files of the lesson's folder by relative path.</summary>
    public ImmutableSortedDictionary<string, SourceFile> Code => code;

    /// <summary>Words counted so far.</summary>
    public int Words { get; set; }

    /// <summary>Title and its line.</summary>
    public (string Text, int Line) Title { get; set; } = ("", 0);

    /// <summary>Place of a node.</summary>
    public SourceLocation LocationOf(MarkdownObject node) => context.LocationOf(node.Span.Start, node.Span.Length);

    /// <summary>Reports a fault of a node.</summary>
    public void Report(Fault fault, MarkdownObject node, string message, string remedy) =>
        context.Report(fault, node.Span.Start, node.Span.Length, message, remedy);

    /// <summary>Adds a heading of level 2 to 4; one without an id is given one.</summary>
    public void AddHeading(HeadingBlock block, string words)
    {
        var attributes = block.GetAttributes();
        if (attributes.Id is null)
        {
            var number = (_headings.Count + 1).ToString(CultureInfo.InvariantCulture);
            attributes.Id = Free(_anchors, KebabCase.From(words, "section-" + number));
            Report(ContentFaults.HeadingWithoutId, block,
                block.IsSetext
                    ? "An underlined heading cannot carry an id, so links to it break when its words change."
                    : "The heading has no id, so links to it break when its words change, and its translation is not known to be the same.",
                block.IsSetext
                    ? $"Write it on one line as `## … {{#id}}`, with an id that is the same in all languages."
                    : $"Write `{{#{attributes.Id}}}` behind it, or another id that is the same in all languages.");
        }
        else if (_anchors.Contains(attributes.Id))
        {
            Report(ContentFaults.DuplicateAnchor, block, $"The id `{attributes.Id}` is taken already in this text.", "Give one of the two another id.");
            attributes.Id = Free(_anchors, attributes.Id);
        }

        _anchors.Add(attributes.Id);
        if (block.Level > (_headings.Count == 0 ? 1 : _headings[^1].Level) + 1)
        {
            Report(ContentFaults.HeadingLevel, block,
                "The heading skips a level, so that screen readers and the table of contents show a gap.", "Use one `#` more than the heading above it at most.");
        }

        _headings.Add(new(attributes.Id, block.Level, words, block.Line + 1));
    }

    /// <summary>Adds an exercise.</summary>
    public void AddExercise(ExerciseUse exercise)
    {
        if (_anchors.Add(exercise.Id))
        {
            _exercises.Add(exercise);
            return;
        }

        context.ReportLine(ContentFaults.DuplicateAnchor, exercise.Line, $"The id `{exercise.Id}` is taken already in this text.", "Give one of the two another id.");
    }

    /// <summary>Adds a figure.</summary>
    public void AddFigure(FigureUse figure)
    {
        foreach (var other in _figures)
        {
            if (other.Id != figure.Id) continue;
            context.ReportLine(ContentFaults.DuplicateFigure, figure.Line,
                string.Create(CultureInfo.InvariantCulture, $"The figure `{figure.Id}` is shown already on line {other.Line}."),
                $"Refer to it by `[](figure:{figure.Id})`, or show another one.");
            return;
        }

        _figures.Add(figure);
    }

    /// <summary>Adds a snippet; returns it with an id that no other has.</summary>
    public Snippet AddSnippet(Snippet snippet)
    {
        if (!_snippetIds.Add(snippet.Id))
        {
            context.ReportLine(ContentFaults.DuplicateSnippet, snippet.Location.StartLine,
                $"The snippet id `{snippet.Id}` is taken already in this text.", "Give one of the two another id.");
            snippet = snippet with { Id = Free(_snippetIds, snippet.Id) };
            _snippetIds.Add(snippet.Id);
        }

        _snippets.Add(snippet);
        return snippet;
    }

    /// <summary>An id for a snippet that has none: from its title, or else from the heading above it.</summary>
    public string ProposeSnippetId(string? title)
    {
        var above = _headings.Count > 0 ? _headings[^1].Id + "-code" : "snippet";
        return Free(_snippetIds, KebabCase.From(title ?? "", above));
    }

    public void AddCrossReference(CrossReferenceUse reference) => _references.Add(reference);

    public void AddValue(NamedUse value) => _values.Add(value);

    public void AddTerm(NamedUse term) => _terms.Add(term);

    public void AddAsset(NamedUse asset) => _assets.Add(asset);

    public void AddFormula(Formula formula) => _formulas.Add(formula);

    public void AddInclude(string path) => _includes.Add(path);

    /// <summary>The text with all that was added.</summary>
    public LessonText ToText(string language, MarkdownDocument document) => new(
        context.File, language, Title.Text, document, _headings.ToImmutable(), _snippets.ToImmutable(), _figures.ToImmutable(),
        [.. _assets.Select(static a => a.Name).Distinct(StringComparer.Ordinal)], _formulas.ToImmutable(), Words)
    {
        TitleLine = Title.Line,
        Exercises = _exercises.ToImmutable(),
        CrossReferences = _references.ToImmutable(),
        Values = _values.ToImmutable(),
        Terms = _terms.ToImmutable(),
        AssetUses = _assets.ToImmutable(),
        Includes = _includes.ToImmutable(),
    };

    private static string Free(HashSet<string> taken, string id)
    {
        for (var number = 2; ; number++)
        {
            if (!taken.Contains(id)) return id;
            var next = string.Create(CultureInfo.InvariantCulture, $"{id}-{number}");
            if (!taken.Contains(next)) return next;
        }
    }
}
