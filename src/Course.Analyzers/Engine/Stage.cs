using System.Collections.Generic;
using System.Collections.Immutable;
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
/// <param name="Layer">The layer that is applied, where it is one.</param>
internal sealed record Stage(StageKind Kind, string Name, SyntaxNode? Site, Stage? Previous, ISymbol? Start = null, LayerRef? Layer = null)
{
    private Stage? _bare;

    /// <summary>A tensor of which nothing is known.</summary>
    public static Stage Unknown { get; } = new(StageKind.Unknown, "", null, null);

    /// <summary>How many stages there are.</summary>
    public int Length { get; } = (Previous?.Length ?? 0) + 1;

    /// <summary>
    /// What moves, reshapes or pools the values after this stage and before the next, by normalized names. Such operations are no
    /// stages of their own, since a sum with what came before is a residual whichever side of them it takes.
    /// </summary>
    public ImmutableHashSet<string> Through { get; private init; } = ImmutableHashSet<string>.Empty;

    /// <summary>This stage before it passed through anything.</summary>
    private Stage Bare => _bare ?? this;

    /// <summary>This stage, passed through an operation that bends nothing.</summary>
    public Stage Passing(string name) => ReferenceEquals(this, Unknown) || Through.Contains(name) ? this : this with { Through = Through.Add(name), _bare = Bare };

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
        return other.Equals(stage);
    }

    // Ways are compared by identity: two layers of one kind are two stages, and a stage stays itself when its values are moved.

    /// <inheritdoc />
    public bool Equals(Stage? other) => other is not null && ReferenceEquals(Bare, other.Bare);

    /// <inheritdoc />
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Bare);
}
