using Markdig.Parsers;

namespace Course.Content.Directives.Exercises;

/// <summary><c>:::exercise id Title words</c></summary>
public sealed class ExerciseBlock(BlockParser parser) : DirectiveBlock(parser)
{
    /// <summary>Id, unique among the anchors of the lesson and the same in all languages.</summary>
    public required string Id { get; init; }

    /// <summary>Title as plain text, or null.</summary>
    public string? Title { get; init; }
}

/// <summary><c>:::hint Optional title</c> within an exercise.</summary>
public sealed class HintBlock(BlockParser parser) : DirectiveBlock(parser)
{
    /// <summary>What it helps with, as plain text, or null.</summary>
    public string? Title { get; init; }
}

/// <summary><c>:::solution</c> within an exercise.</summary>
public sealed class SolutionBlock(BlockParser parser) : DirectiveBlock(parser);
