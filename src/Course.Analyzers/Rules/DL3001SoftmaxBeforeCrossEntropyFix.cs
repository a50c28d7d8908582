using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Removes the softmax and leaves what it was applied to.</summary>
public sealed class DL3001SoftmaxBeforeCrossEntropyFix : RuleFix
{
    public DL3001SoftmaxBeforeCrossEntropyFix()
        : base(DL3001SoftmaxBeforeCrossEntropy.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Remove the softmax", "softmax 빼기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        if (diagnostic.AdditionalLocations.Count != 1 || diagnostic.AdditionalLocations[0].SourceTree != root.SyntaxTree)
            return default;
        var node = root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true);
        return ActivationEdits.Removed(node, text) is { } change ? ImmutableArray.Create(change) : default;
    }
}
