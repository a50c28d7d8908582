using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers.CodeFixes;

/// <summary>Adds the number that the tensor holds.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DL7003LossSummedWithGraphFix))]
[Shared]
public sealed class DL7003LossSummedWithGraphFix : DeepLearningFix
{
    public DL7003LossSummedWithGraphFix()
        : base(DL7003LossSummedWithGraph.Id)
    {
    }

    private protected override Phrase Title { get; } = new("Add the number instead of the tensor", "텐서 대신 숫자 더하기");

    internal override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        if (diagnostic.AdditionalLocations.Count != 1)
            return default;
        var span = diagnostic.AdditionalLocations[0].SourceSpan;
        var added = text.ToString(span);
        return ImmutableArray.Create(new TextChange(span, (root.FindNode(span, getInnermostNodeForTie: true) is BinaryExpressionSyntax ? "(" + added + ")" : added) + ".item<float>()"));
    }
}
