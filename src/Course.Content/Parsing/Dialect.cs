using Course.Content.Directives;
using Course.Content.Directives.Braces;
using Course.Content.Directives.Callouts;
using Course.Content.Directives.Exercises;
using Course.Content.Directives.Figures;
using Course.Content.Directives.Math;
using Course.Content.Directives.Snippets;
using Course.Content.Directives.Tabs;
using Course.Content.Directives.Terms;
using Course.Content.Directives.Values;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Parsers;

namespace Course.Content.Parsing;

/// <summary>The markdown dialect: one line a directive.</summary>
public static class Dialect
{
    private static readonly ContainerDirective[] Containers =
    [
        .. CalloutDirective.All,
        new FigureDirective(),
        new TabsDirective(), new TabDirective(),
        new ExerciseDirective(), .. ExercisePartDirective.All,
    ];

    private static readonly BraceDirective[] Inlines =
    [
        new ValueDirective(),
        new TermDirective(),
    ];

    /// <summary>
    /// Depth that trees may have in blocks, and again in inlines. Renderers recurse and refuse 128 levels in all,
    /// so that a text which parses also renders.
    /// </summary>
    internal const int DeepestBlocks = 64, DeepestInlines = 48;

    /// <summary>The pipeline; built once, and safe to parse with from several threads.</summary>
    public static MarkdownPipeline Pipeline { get; } = Build();

    private static MarkdownPipeline Build()
    {
        var builder = new MarkdownPipelineBuilder { PreciseSourceLocation = true, MaximumNestingDepth = DeepestBlocks };
        builder.UsePipeTables().UseFootnotes().UseTaskLists().UseCjkFriendlyEmphasis();
        builder.BlockParsers.Insert(0, new DirectiveParser(Containers));
        builder.BlockParsers.Replace<FencedCodeBlockParser>(new SnippetParser());
        builder.BlockParsers.Insert(0, new MathBlockParser());
        builder.BlockParsers.Find<HeadingBlockParser>()!.TryParseAttributes = HeadingIds.TryParse;
        builder.InlineParsers.Insert(0, new MathParser());
        builder.InlineParsers.Insert(0, new BraceParser(Inlines));
        return builder.Build();
    }
}
