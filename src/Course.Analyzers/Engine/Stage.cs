using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Course.Analyzers.Engine;

/// <summary>What one stage on a tensor's way does to it.</summary>
internal enum StageKind
{
    /// <summary>The start: a parameter of the method, or something made on the spot.</summary>
    Input,

    /// <summary>Something that is not understood: what came before does not matter any more.</summary>
    Unknown,

    /// <summary>A linear or convolutional layer.</summary>
    Weight,

    /// <summary>A normalization layer.</summary>
    Norm,

    /// <summary>An elementwise nonlinearity or a softmax.</summary>
    Activation,

    /// <summary>A sum with what came before.</summary>
    Residual,
}

/// <summary>The way of a tensor through a network, from its last stage back to its start.</summary>
/// <param name="Kind">What the last stage does.</param>
/// <param name="Name">The name of the activation, in lower case without underscores.</param>
/// <param name="Site">Where the code asks for it: the expression that makes the layer or applies the function.</param>
/// <param name="Previous">The stage before; null at a start.</param>
/// <param name="Start">The parameter that the way starts from; null elsewhere.</param>
internal sealed record Stage(StageKind Kind, string Name, SyntaxNode? Site, Stage? Previous, ISymbol? Start = null)
{
    /// <summary>A tensor of which nothing is known.</summary>
    public static Stage Unknown { get; } = new(StageKind.Unknown, "", null, null);

    /// <summary>How many stages there are.</summary>
    public int Length { get; } = (Previous?.Length ?? 0) + 1;

    /// <summary>The stages from the start to the last.</summary>
    public IReadOnlyList<Stage> FromStart()
    {
        var all = new List<Stage>();
        for (var stage = this; stage is not null; stage = stage.Previous)
            all.Add(stage);
        all.Reverse();
        return all;
    }

    /// <summary>Whether this way goes on from <paramref name="other"/>.</summary>
    public bool Extends(Stage other)
    {
        var stage = this;
        while (stage is not null && stage.Length > other.Length)
            stage = stage.Previous;
        return ReferenceEquals(stage, other);
    }

    // Ways are compared by identity: two layers of one kind are two stages.

    /// <inheritdoc />
    public bool Equals(Stage? other) => ReferenceEquals(this, other);

    /// <inheritdoc />
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
