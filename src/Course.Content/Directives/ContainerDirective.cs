using Course.Content.Parsing;
using Markdig.Parsers;

namespace Course.Content.Directives;

/// <summary>One container directive: how its first line is read, and where it may stand.</summary>
/// <param name="name">The word after the colons.</param>
internal abstract class ContainerDirective(string name)
{
    /// <summary>The word after the colons.</summary>
    public string Name => name;

    /// <summary>Reads the first line; reports what is wrong with it and makes the block all the same.</summary>
    public abstract DirectiveBlock Open(DirectiveLine line, BlockParser parser);

    /// <summary>Called when the tree is complete: checks place and content, and adds facts to the text.</summary>
    public virtual void Check(DirectiveBlock block, LessonTextBuilder text)
    {
    }
}
