using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Moves the clip before the step that it was meant for.</summary>
public sealed class DL1002ClipMisplacedFix : RuleFix
{
    public DL1002ClipMisplacedFix()
        : base(DL1002ClipMisplaced.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Move the clip before the step", "기울기 자르는 호출을 step 앞으로 옮기기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        if (diagnostic.AdditionalLocations.Count != 1 || diagnostic.AdditionalLocations[0].SourceTree != root.SyntaxTree)
            return default;
        var clip = root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<StatementSyntax>();
        var step = root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan).FirstAncestorOrSelf<StatementSyntax>();

        // The condition of a clip goes with it.
        while (clip is not null && ConditionOf(clip) is { Else: null } condition)
            clip = condition;
        return clip is ExpressionStatementSyntax or IfStatementSyntax && step is not null ? StatementEdits.MoveBefore(clip, step, text) : default;
    }

    private static IfStatementSyntax? ConditionOf(StatementSyntax statement) =>
        statement.Parent as IfStatementSyntax ?? (statement.Parent is BlockSyntax { Statements.Count: 1 } block ? block.Parent as IfStatementSyntax : null);
}
