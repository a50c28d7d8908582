using Course.Content.Snippets;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Course.Content.Directives.Snippets;

/// <summary>A fenced C# block. Fenced blocks of other languages stay Markdig's <see cref="FencedCodeBlock"/>.</summary>
public sealed class SnippetBlock(BlockParser parser) : FencedCodeBlock(parser)
{
    /// <summary>
    /// The snippet. In a translation its code may be empty, and its attributes other than id and title are
    /// those of the source's snippet.
    /// </summary>
    public Snippet Snippet { get; internal set; } = null!; // Set before Parse returns.
}
