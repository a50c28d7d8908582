using Course.Content.Book;
using Markdig.Syntax.Inlines;

namespace Course.Content.Directives.CrossReferences;

/// <summary>A link to a lesson, heading, figure or snippet by id; its children are its words.</summary>
public sealed class CrossReferenceInline : ContainerInline
{
    /// <summary>What it leads to.</summary>
    public required CrossReferenceKind Kind { get; init; }

    /// <summary>Id of the lesson, heading, figure or snippet.</summary>
    public required string Target { get; init; }

    /// <summary>Heading within another lesson, or null.</summary>
    public string? Anchor { get; init; }

    /// <summary>Whether it has words of its own; otherwise it shows the target's automatic name.</summary>
    public bool HasWords => FirstChild is not null;
}
