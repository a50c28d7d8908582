using Course.Content.Parsing;
using Markdig.Syntax.Inlines;

namespace Course.Content.Directives.Braces;

/// <summary>One inline directive of the form <c>{name:content}</c>.</summary>
internal abstract class BraceDirective(string name)
{
    /// <summary>The word before the colon.</summary>
    public string Name => name;

    /// <summary>Reads the content; null where it is wrong, which was reported.</summary>
    /// <param name="context">The parse.</param>
    /// <param name="content">What stands between colon and closing brace.</param>
    /// <param name="start">Offset of the opening brace.</param>
    /// <param name="length">Length with both braces.</param>
    public abstract LeafInline? Read(ParseContext context, string content, int start, int length);
}
