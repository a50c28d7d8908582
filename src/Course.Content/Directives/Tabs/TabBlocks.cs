using Markdig.Parsers;

namespace Course.Content.Directives.Tabs;

/// <summary><c>::::tabs</c>: its children are <see cref="TabBlock"/>s.</summary>
public sealed class TabsBlock(BlockParser parser) : DirectiveBlock(parser);

/// <summary><c>:::tab Label</c></summary>
public sealed class TabBlock(BlockParser parser) : DirectiveBlock(parser)
{
    /// <summary>What the tab is called.</summary>
    public required string Label { get; init; }
}
