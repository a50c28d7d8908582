using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Replaces all activations of the stack by ReLU.</summary>
public sealed class DL2001SaturatingStackFix : RuleFix
{
    private static readonly HashSet<string> Layers = new() { "Sigmoid", "Tanh", "Softsign", "Hardsigmoid", "Hardtanh" };

    public DL2001SaturatingStackFix()
        : base(DL2001SaturatingStack.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Use ReLU between these layers", "이 층들 사이에 ReLU 쓰기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        var sites = diagnostic.AdditionalLocations.Prepend(diagnostic.Location).Select(location => root.FindNode(location.SourceSpan, getInnermostNodeForTie: true)).ToList();
        var changes = sites.Select(site => Held(site) is { } layer ? Exchanged(layer, sites) : Change(site) is { } change ? ImmutableArray.Create(change) : default).ToList();
        return changes.All(static change => !change.IsDefault) ? changes.SelectMany(static change => change).Distinct().ToImmutableArray() : default;
    }

    /// <summary>The variable of the class that a layer is applied through; null for any other activation.</summary>
    private static VariableDeclaratorSyntax? Held(SyntaxNode site) =>
        site is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "forward" or "call", Expression: IdentifierNameSyntax { Identifier.ValueText: var name } } }
            ? site.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Members.OfType<FieldDeclarationSyntax>().SelectMany(static field => field.Declaration.Variables).FirstOrDefault(each => each.Identifier.ValueText == name)
            : null;

    /// <summary>The edits that make another layer for a field, where nothing but the stack applies it.</summary>
    private static ImmutableArray<TextChange> Exchanged(VariableDeclaratorSyntax layer, List<SyntaxNode> sites)
    {
        if (layer.Initializer?.Value is not InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } creation || !Layers.Contains(ActivationEdits.NameOf(creation)))
            return default;
        return ModuleEdits.Readers(creation) == sites.Count(site => Held(site) == layer) ? ModuleEdits.Exchanged(creation, ActivationEdits.NameOf(creation), "ReLU") : default;
    }

    /// <summary>The edit of one call; null where it is none that has a ReLU to match.</summary>
    private static TextChange? Change(SyntaxNode node)
    {
        if (node is not InvocationExpressionSyntax { Expression: var called } call)
            return null;
        var name = (called as MemberAccessExpressionSyntax)?.Name ?? called as SimpleNameSyntax;
        var isMethod = called is MemberAccessExpressionSyntax && call.ArgumentList.Arguments.Count == 0;
        var isFunctional = called is MemberAccessExpressionSyntax { Expression: var owner } && owner.ToString().EndsWith("functional", System.StringComparison.Ordinal);
        return name?.Identifier.ValueText switch
        {
            { } layer when Layers.Contains(layer) && call.ArgumentList.Arguments.Count == 0 => new TextChange(name.Span, "ReLU"),
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
