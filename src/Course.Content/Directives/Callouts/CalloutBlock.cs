using Markdig.Parsers;

namespace Course.Content.Directives.Callouts;

/// <summary>What a callout is for.</summary>
public enum CalloutKind
{
    /// <summary>Makes work easier.</summary>
    Tip,

    /// <summary>A rule worth keeping.</summary>
    Principle,

    /// <summary>An aside.</summary>
    Note,

    /// <summary>Something that does harm when overlooked.</summary>
    Warning,

    /// <summary>A mistake that many make.</summary>
    Pitfall,
}

/// <summary><c>:::tip Optional title</c></summary>
public sealed class CalloutBlock(BlockParser parser) : DirectiveBlock(parser)
{
    /// <summary>What it is for.</summary>
    public required CalloutKind Kind { get; init; }

    /// <summary>Its title as plain text, or null for the kind's own name.</summary>
    public string? Title { get; init; }
}
