using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Hands on the module's mode.</summary>
public sealed class DL6004DropoutNeverEndsFix : RuleFix
{
    public DL6004DropoutNeverEndsFix()
        : base(DL6004DropoutNeverEnds.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Hand on the module's mode", "모듈의 모드 넘기기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text) =>
        diagnostic.Properties.ContainsKey(DL6004DropoutNeverEnds.HasMode)
        && root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments }
            ? ImmutableArray.Create(new TextChange(new TextSpan(arguments.Last().Span.End, 0), ", training: training"))
            : default;
}
