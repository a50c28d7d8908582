using Course.Content.Parsing;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Course.Content.Directives.Snippets;

/// <summary>Markdig's parser of fenced code, which makes a <see cref="SnippetBlock"/> of those in C#.</summary>
internal sealed class SnippetParser : FencedCodeBlockParser
{
    public SnippetParser() => InfoParser = ReadInfo;

    /// <inheritdoc />
    protected override FencedCodeBlock CreateFencedBlock(BlockProcessor processor)
    {
        var line = processor.Line;
        line.SkipRun(line.CurrentChar);
        line.TrimStart();
        return FirstWord(line) is SnippetReader.Language
            ? new SnippetBlock(this) { IndentCount = processor.Indent }
            : base.CreateFencedBlock(processor);
    }

    private static bool ReadInfo(BlockProcessor processor, ref StringSlice line, IFencedBlock fenced, char fence)
    {
        if (fence == '`' && line.AsSpan().Contains('`'))
        {
            // CommonMark then sees no fence at all, and the code would silently become prose.
            if (FirstWord(line) is SnippetReader.Language)
            {
                ((ParseContext)processor.Context!).Report(ContentFaults.UnclosedFence, line.Start, line.Length,
                    "A line that opens a fence of backticks cannot hold a backtick, so this opens none.",
                    "Remove the backtick from the attributes, or fence the code with `~~~`.");
            }

            return false;
        }

        // Attributes are read later and from the source itself, so that columns are right and escapes are ours.
        fenced.Info = FirstWord(line).ToString();
        fenced.Arguments = "";
        return true;
    }

    private static ReadOnlySpan<char> FirstWord(StringSlice line)
    {
        var text = line.AsSpan().Trim();
        var blank = text.IndexOfAny(' ', '\t');
        return blank < 0 ? text : text[..blank];
    }
}
