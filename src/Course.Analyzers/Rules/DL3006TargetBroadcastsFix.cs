using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Squeezes the column of predictions into a row.</summary>
public sealed class DL3006TargetBroadcastsFix : RuleFix
{
    public DL3006TargetBroadcastsFix()
        : base(DL3006TargetBroadcasts.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Squeeze the predictions", "예측에 squeeze 적용하기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        var node = diagnostic.AdditionalLocations.Count == 1 ? root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true) : null;
        return node is ExpressionSyntax prediction
            ? ImmutableArray.Create(new TextChange(prediction.Span, (ActivationEdits.IsPrimary(prediction) ? text.ToString(prediction.Span) : "(" + text.ToString(prediction.Span) + ")") + ".squeeze(1)"))
            : default;
    }
}
