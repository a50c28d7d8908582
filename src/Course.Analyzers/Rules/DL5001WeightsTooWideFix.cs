using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Draws the weights as Kaiming does, by as many inputs as each unit has.</summary>
public sealed class DL5001WeightsTooWideFix : RuleFix
{
    public DL5001WeightsTooWideFix()
        : base(DL5001WeightsTooWide.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Use Kaiming initialization", "Kaiming 초기화 쓰기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        if (!diagnostic.Properties.TryGetValue(DL5001WeightsTooWide.Instead, out var instead) || instead is null
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax { ArgumentList: { CloseParenToken.IsMissing: false, Arguments: { Count: > 0 } arguments } list } call
            || arguments.Any(static argument => argument.NameColon is { Name.Identifier.ValueText: "generator" }))
        {
            return default;
        }

        var tensor = arguments.FirstOrDefault(static argument => argument.NameColon is { Name.Identifier.ValueText: "tensor" }) ?? arguments[0];
        var name = (call.Expression as MemberAccessExpressionSyntax)?.Name ?? call.Expression as SimpleNameSyntax;
        return name is null || tensor.NameColon is { Name.Identifier.ValueText: not "tensor" }
            ? default
            : ImmutableArray.Create(new TextChange(name.Span, instead), new TextChange(list.Span, "(" + text.ToString(tensor.Expression.Span) + ")"));
    }
}
