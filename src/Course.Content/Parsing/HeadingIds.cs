using Course.Content.Spelling;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Course.Content.Parsing;

/// <summary>Reads <c>{#id}</c> at the end of a heading's line.</summary>
internal static class HeadingIds
{
    /// <summary>Takes the id off the line and sets it as the heading's.</summary>
    public static bool TryParse(BlockProcessor processor, ref StringSlice line, IBlock block)
    {
        var text = line.AsSpan().TrimEnd();
        if (!text.EndsWith("}")) return false;
        var open = text.LastIndexOf('{');
        if (open < 0 || open + 1 >= text.Length || text[open + 1] is not ('#' or '.') || open > 0 && text[open - 1] == '\\') return false;
        var id = text[(open + 2)..^1].ToString();
        var start = line.Start + open;
        line.End = start - 1;
        if (text[open + 1] == '#' && KebabCase.IsValid(id))
        {
            ((MarkdownObject)block).GetAttributes().Id = id;
            return true;
        }

        ((ParseContext)processor.Context!).Report(ContentFaults.BadAttribute, start, text.Length - open,
            "The braces behind the heading hold no id.",
            $"Write the id as `{{#{KebabCase.From(id, "an-id")}}}`: {KebabCase.Rule}.");

        // The heading gets the id that is proposed, so that its lack is not reported a second time.
        ((MarkdownObject)block).GetAttributes().Id = KebabCase.From(id, "an-id");
        return true;
    }
}
