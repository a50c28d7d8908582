using Course.Content.Directives.Braces;
using Course.Content.Parsing;
using Course.Content.Spelling;
using Markdig.Syntax.Inlines;

namespace Course.Content.Directives.Values;

/// <summary><c>{value:final-loss}</c>: quotes a value that a snippet recorded.</summary>
public sealed class ValueInline : LeafInline
{
    /// <summary>Name that the snippet gave to the value.</summary>
    public required string Name { get; init; }
}

/// <summary><c>{value:…}</c></summary>
internal sealed class ValueDirective() : BraceDirective("value")
{
    public override LeafInline? Read(ParseContext context, string content, int start, int length)
    {
        if (KebabCase.IsValid(content)) return new ValueInline { Name = content };
        context.Report(ContentFaults.BadAttribute, start, length,
            $"`{content}` is not the name of a value: names consist of {KebabCase.Rule}.",
            "Write `{value:name}` with the name that a snippet gave to Show.Value.");
        return null;
    }
}
