using Course.Content.Parsing;
using Course.Content.Spelling;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Course.Content.Directives;

/// <summary>
/// Parses <c>:::name …</c> to <c>:::</c>. A closing line closes the innermost open directive that was opened by
/// exactly as many colons, so that a forgotten end is found where it was forgotten.
/// </summary>
internal sealed class DirectiveParser : BlockParser
{
    private const int LeastColons = 3, DeepestNesting = 12;
    private readonly Dictionary<string, ContainerDirective> _directives;

    /// <param name="directives">All container directives.</param>
    public DirectiveParser(IEnumerable<ContainerDirective> directives)
    {
        _directives = directives.ToDictionary(static d => d.Name, StringComparer.Ordinal);
        OpeningCharacters = [':'];
    }

    /// <inheritdoc />
    public override BlockState TryOpen(BlockProcessor processor)
    {
        if (processor.IsCodeIndent) return BlockState.None;
        var line = processor.Line;
        var start = line.Start;
        var colons = line.SkipRun(':');
        if (colons < LeastColons) return BlockState.None;
        line.Trim();
        var context = (ParseContext)processor.Context!;
        if (line.IsEmpty)
        {
            ReportStray(processor, context, start, colons);
            return BlockState.BreakDiscard;
        }

        if (Nesting(processor) >= DeepestNesting)
        {
            if (!context.IsTooDeep)
            {
                context.Report(ContentFaults.TooDeep, start, line.End + 1 - start,
                    "Directives are nested too deeply for any reader to follow.", "Close the outer ones first, or flatten the text.");
            }

            context.IsTooDeep = true;
            return BlockState.BreakDiscard;
        }

        var first = new DirectiveLine(context, line.Start, line.End + 1);
        var block = Open(first);
        block.Column = processor.Column;
        block.ColonCount = colons;
        block.Span = new(start, line.End);
        processor.NewBlocks.Push(block);
        return BlockState.ContinueDiscard;
    }

    /// <inheritdoc />
    public override BlockState TryContinue(BlockProcessor processor, Block block)
    {
        var directive = (DirectiveBlock)block;
        var line = processor.Line;
        if (line.CurrentChar == ':' && !processor.IsCodeIndent)
        {
            var colons = line.SkipRun(':');
            var end = line.Start - 1;
            line.Trim();
            if (line.IsEmpty && colons == directive.ColonCount && !IsForInner(processor, directive, colons))
            {
                directive.IsClosed = true;
                directive.UpdateSpanEnd(end);
                return BlockState.BreakDiscard;
            }
        }

        processor.GoToColumn(processor.ColumnBeforeIndent);
        return BlockState.Continue;
    }

    private DirectiveBlock Open(DirectiveLine line)
    {
        var name = line.Name;
        if (_directives.TryGetValue(name, out var directive))
        {
            var block = directive.Open(line, this);
            block.Directive = directive;
            return block;
        }

        line.Report(ContentFaults.UnknownDirective, $"There is no directive `{name}`.{NearMiss.Hint(name, _directives.Keys)}",
            $"Use one of: {string.Join(", ", _directives.Keys)}.");
        return new UnknownDirectiveBlock(this);
    }

    /// <summary>
    /// Whether a closing line belongs to something open inside: to another directive of as many colons, or to the
    /// text of a fenced block. Markdig asks the outermost block first, and has marked none of them open yet.
    /// </summary>
    private static bool IsForInner(BlockProcessor processor, DirectiveBlock outer, int colons)
    {
        Block? inner = outer.LastChild;
        while (true)
        {
            switch (inner)
            {
                case DirectiveBlock { IsClosed: true } or QuoteBlock:
                    return false;
                case DirectiveBlock directive when directive.ColonCount == colons:
                    return true;
                case FencedCodeBlock fence:
                    return fence.ClosingFencedCharCount == 0;
                case DirectiveBlock directive:
                    inner = directive.LastChild;
                    break;
                case ContainerBlock indented when processor.Indent > 0:
                    inner = indented.LastChild;
                    break;
                default:
                    return false;
            }
        }
    }

    private static int Nesting(BlockProcessor processor)
    {
        var depth = 0;
        for (ContainerBlock? outer = processor.GetCurrentContainerOpened(); outer is not null; outer = outer.Parent)
        {
            if (outer is DirectiveBlock) depth++;
        }

        return depth;
    }

    private static void ReportStray(BlockProcessor processor, ParseContext context, int start, int colons)
    {
        if (context.IsTooDeep) return;
        ContainerBlock? outer = processor.GetCurrentContainerOpened();
        while (outer is not (null or DirectiveBlock)) outer = outer.Parent;
        context.Report(ContentFaults.StrayColons, start, colons,
            outer is DirectiveBlock open
                ? $"No open directive was opened by {colons} colons; the innermost open one has {open.ColonCount}."
                : "No directive is open here, so there is nothing to close.",
            "Close a directive with exactly the colons that opened it, or write its name after the colons to open one.");
    }
}
