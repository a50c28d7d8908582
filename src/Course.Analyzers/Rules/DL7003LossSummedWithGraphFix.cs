using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Adds the number that the tensor holds.</summary>
public sealed class DL7003LossSummedWithGraphFix : RuleFix
{
    public DL7003LossSummedWithGraphFix()
        : base(DL7003LossSummedWithGraph.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Add the number instead of the tensor", "텐서 대신 숫자 더하기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        if (diagnostic.AdditionalLocations.Count != 1)
            return default;
        var span = diagnostic.AdditionalLocations[0].SourceSpan;
        var added = text.ToString(span);
        return ImmutableArray.Create(new TextChange(span, (root.FindNode(span, getInnermostNodeForTie: true) is BinaryExpressionSyntax ? "(" + added + ")" : added) + ".item<float>()"));
    }
}
