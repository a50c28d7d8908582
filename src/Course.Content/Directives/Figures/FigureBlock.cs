using System.Collections.Immutable;
using Markdig.Parsers;

namespace Course.Content.Directives.Figures;

/// <summary><c>:::figure id alt="…"</c>: shows a figure that a snippet made; its children are the caption.</summary>
public sealed class FigureBlock(BlockParser parser) : DirectiveBlock(parser)
{
    /// <summary>Id that the snippet gave to the figure.</summary>
    public required string Id { get; init; }

    /// <summary>What the picture shows, for those who do not see it.</summary>
    public required string Alt { get; init; }

    /// <summary>Label of the x axis in this language, or null for the snippet's own.</summary>
    public string? X { get; init; }

    /// <summary>Label of the y axis in this language, or null for the snippet's own.</summary>
    public string? Y { get; init; }

    /// <summary>Names of the series in this language, in order; empty for the snippet's own.</summary>
    public ImmutableArray<string> Series { get; init; } = [];

    /// <summary>Names of the categories in this language, in order; empty for the snippet's own.</summary>
    public ImmutableArray<string> Categories { get; init; } = [];
}
