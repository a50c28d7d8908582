using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Moves the tensor to the scope outside, if there is one.</summary>
public sealed class DL7004TensorOutlivesScopeFix : RuleFix
{
    public DL7004TensorOutlivesScopeFix()
        : base(DL7004TensorOutlivesScope.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Move it to the outer scope", "바깥 스코프로 옮기기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        if (!diagnostic.Properties.ContainsKey(DL7004TensorOutlivesScope.IsMovable))
            return default;
        var span = diagnostic.Location.SourceSpan;
        var isPrimary = root.FindNode(span, getInnermostNodeForTie: true) is IdentifierNameSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax or ParenthesizedExpressionSyntax;
        return isPrimary
            ? ImmutableArray.Create(new TextChange(new TextSpan(span.End, 0), ".MoveToOuterDisposeScope()"))
            : ImmutableArray.Create(new TextChange(new TextSpan(span.Start, 0), "("), new TextChange(new TextSpan(span.End, 0), ").MoveToOuterDisposeScope()"));
    }
}
