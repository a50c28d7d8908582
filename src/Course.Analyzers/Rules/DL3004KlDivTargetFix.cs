using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Says false where the target is known to hold probabilities, and otherwise what the default says, so that nothing changes but the reader's mind.</summary>
public sealed class DL3004KlDivTargetFix : RuleFix
{
    public DL3004KlDivTargetFix()
        : base(DL3004KlDivTarget.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Say what the target is", "목표의 종류 밝히기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text) =>
        root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is InvocationExpressionSyntax { ArgumentList: { CloseParenToken.IsMissing: false } list }
            && diagnostic.Properties.TryGetValue(DL3004KlDivTarget.Said, out var said)
            ? ImmutableArray.Create(new TextChange(new TextSpan(list.CloseParenToken.SpanStart, 0), (list.Arguments.Count > 0 ? ", " : "") + "log_target: " + said))
            : default;
}
