using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Puts the statement under no_grad.</summary>
public sealed class DL5003InPlaceOnLeafFix : RuleFix
{
    public DL5003InPlaceOnLeafFix()
        : base(DL5003InPlaceOnLeaf.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Change it under no_grad", "no_grad 안에서 바꾸기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text) =>
        diagnostic.Properties.TryGetValue(DL5003InPlaceOnLeaf.Guard, out var guard)
        && root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is var call
        && call.FirstAncestorOrSelf<StatementSyntax>() is ExpressionStatementSyntax statement
        && !call.Ancestors().TakeWhile(each => each != statement).Any(static each => each is AnonymousFunctionExpressionSyntax)
            ? ImmutableArray.Create(new TextChange(new TextSpan(statement.SpanStart, 0), $"using ({guard}) "))
            : default;
}
