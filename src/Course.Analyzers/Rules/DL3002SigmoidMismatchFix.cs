using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Ends up with logits and the loss that takes them: removes the sigmoid, or exchanges the loss.</summary>
public sealed class DL3002SigmoidMismatchFix : RuleFix
{
    public DL3002SigmoidMismatchFix()
        : base(DL3002SigmoidMismatch.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Give logits to the loss that takes logits", "로짓을 받는 손실에 로짓 넘기기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax call)
            return default;
        var other = diagnostic.AdditionalLocations.Where(location => location.SourceTree == root.SyntaxTree).Select(location => root.FindNode(location.SourceSpan, getInnermostNodeForTie: true)).FirstOrDefault();
        if (diagnostic.Properties.ContainsKey(DL3002SigmoidMismatch.Exchangeable))
            return ActivationEdits.NameOf(call) == "binary_cross_entropy" ? Renamed(call, "binary_cross_entropy_with_logits") : ModuleEdits.Exchanged(other, "BCELoss", "BCEWithLogitsLoss");
        return other is not null && ActivationEdits.Removed(other, text) is { } change ? ImmutableArray.Create(change) : default;
    }

    private static ImmutableArray<TextChange> Renamed(InvocationExpressionSyntax call, string name) =>
        ImmutableArray.Create(new TextChange(((call.Expression as MemberAccessExpressionSyntax)?.Name ?? call.Expression).Span, name));
}
