using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Replaces all activations of the stack by ReLU.</summary>
public sealed class DL2001SaturatingStackFix : RuleFix
{
    public DL2001SaturatingStackFix()
        : base(DL2001SaturatingStack.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Use ReLU between these layers", "이 층들 사이에 ReLU 쓰기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        var changes = diagnostic.AdditionalLocations.Prepend(diagnostic.Location).Select(location => Change(root.FindNode(location.SourceSpan, getInnermostNodeForTie: true))).ToList();
        return changes.All(static change => change is not null) ? changes.Select(static change => change!.Value).ToImmutableArray() : default;
    }

    /// <summary>The edit of one call; null where the activation is a field's, whose type would have to change too.</summary>
    private static TextChange? Change(SyntaxNode node)
    {
        if (node is not InvocationExpressionSyntax { Expression: var called } call)
            return null;
        var name = (called as MemberAccessExpressionSyntax)?.Name ?? called as SimpleNameSyntax;
        var isMethod = called is MemberAccessExpressionSyntax && call.ArgumentList.Arguments.Count == 0;
        var isFunctional = called is MemberAccessExpressionSyntax { Expression: var owner } && owner.ToString().EndsWith("functional", System.StringComparison.Ordinal);
        return name?.Identifier.ValueText switch
        {
            "Sigmoid" or "Tanh" or "Softsign" or "Hardsigmoid" or "Hardtanh" when call.ArgumentList.Arguments.Count == 0 => new TextChange(name.Span, "ReLU"),
            "sigmoid" or "tanh" when isMethod => new TextChange(name.Span, "relu"),
            "sigmoid_" or "tanh_" when isMethod => new TextChange(name.Span, "relu_"),
            "sigmoid" or "tanh" or "softsign" or "hardsigmoid" or "hardtanh" when isFunctional && call.ArgumentList.Arguments.Count == 1 => new TextChange(name.Span, "relu"),

            // torch has no relu of its own, tensors do.
            "sigmoid" or "tanh" when call.ArgumentList.Arguments is { Count: 1 } arguments && arguments[0].Expression is InvocationExpressionSyntax or IdentifierNameSyntax =>
                new TextChange(call.Span, arguments[0].Expression + ".relu()"),
            _ => null,
        };
    }
}
