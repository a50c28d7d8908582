using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Moves the zero behind the step.</summary>
public sealed class DL1007ZeroedBeforeStepFix : RuleFix
{
    public DL1007ZeroedBeforeStepFix()
        : base(DL1007ZeroedBeforeStep.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Zero the gradients after the step", "step 뒤에서 기울기를 0으로 되돌리기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        if (diagnostic.AdditionalLocations.Count != 1 || diagnostic.AdditionalLocations[0].SourceTree != root.SyntaxTree)
            return default;

        // After the step it is right wherever backward stands, also where micro-batches accumulate.
        var zero = root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<StatementSyntax>();
        var step = root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan).FirstAncestorOrSelf<StatementSyntax>();
        return zero is ExpressionStatementSyntax && step is ExpressionStatementSyntax && zero != step ? StatementEdits.MoveAfter(zero, step, text) : default;
    }
}
