using Markdig.Parsers;
using Markdig.Syntax;

namespace Course.Content.Directives;

/// <summary>A block of the form <c>:::name …</c> with markdown inside, closed by as many colons as opened it.</summary>
public abstract class DirectiveBlock : ContainerBlock
{
    private protected DirectiveBlock(BlockParser parser)
        : base(parser)
    {
    }

    /// <summary>Number of colons that opened it.</summary>
    public int ColonCount { get; internal set; }

    /// <summary>Whether its closing colons were found.</summary>
    public bool IsClosed { get; internal set; }

    /// <summary>What made it; knows where it may stand.</summary>
    internal ContainerDirective? Directive { get; set; }
}

/// <summary>A directive whose name is not known; it was reported, and stays in the tree so that its colons are matched.</summary>
internal sealed class UnknownDirectiveBlock(BlockParser parser) : DirectiveBlock(parser);
