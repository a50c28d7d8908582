using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Puts the fused operation in the place of both steps.</summary>
public sealed class DL3007HandMadeLogFix : RuleFix
{
    public DL3007HandMadeLogFix()
        : base(DL3007HandMadeLog.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Use the fused operation", "한 번에 계산하는 연산 쓰기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        if (diagnostic.AdditionalLocations.Count != 1
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax log
            || root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax made
            || ActivationEdits.LogOf(made, text) is not { } fused)
        {
            return default;
        }

        if (log.Span.Contains(made.Span))
            return ImmutableArray.Create(new TextChange(log.Span, fused));

        // Held in a variable that nothing else reads, the probability becomes its logarithm.
        return ActivationEdits.Signal(log) is IdentifierNameSyntax held && made.Parent is EqualsValueClauseSyntax && !ActivationEdits.IsUsedElsewhere(made)
            ? ImmutableArray.Create(new TextChange(made.Span, fused), new TextChange(log.Span, held.Identifier.Text))
            : default;
    }
}
