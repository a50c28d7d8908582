using Course.Content.Directives.Braces;
using Course.Content.Parsing;
using Course.Content.Spelling;
using Markdig.Syntax.Inlines;

namespace Course.Content.Directives.Terms;

/// <summary><c>{term:gradient}</c> or <c>{term:gradient|shown words}</c>: a term of the glossary.</summary>
public sealed class TermInline : LeafInline
{
    /// <summary>Id of the term.</summary>
    public required string Id { get; init; }

    /// <summary>Plain words to show, or null for the approved term of the language.</summary>
    public string? Words { get; init; }
}

/// <summary><c>{term:…}</c></summary>
internal sealed class TermDirective() : BraceDirective("term")
{
    public override LeafInline? Read(ParseContext context, string content, int start, int length)
    {
        var bar = content.IndexOf('|', StringComparison.Ordinal);
        var id = bar < 0 ? content : content[..bar];
        var words = bar < 0 ? null : content[(bar + 1)..].Trim();
        if (KebabCase.IsValid(id) && words != "") return new TermInline { Id = id, Words = words };
        context.Report(ContentFaults.BadAttribute, start, length,
            id == "" ? "The term has no id." : words == "" ? "The term has no words behind its `|`." : $"`{id}` is not the id of a term.",
            "Write `{term:id}` or `{term:id|shown words}`, with an id of glossary.yaml.");
        return null;
    }
}
