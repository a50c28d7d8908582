using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Moves the scheduler's step behind the optimizer's.</summary>
public sealed class DL4005SchedulerBeforeOptimizerFix : RuleFix
{
    public DL4005SchedulerBeforeOptimizerFix()
        : base(DL4005SchedulerBeforeOptimizer.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Step the scheduler after the optimizer", "스케줄러의 step을 옵티마이저의 step 뒤로 옮기기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        if (diagnostic.AdditionalLocations.Count != 1)
            return default;
        var scheduler = root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<StatementSyntax>();
        var step = root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan);
        return scheduler is ExpressionStatementSyntax && StatementEdits.SiblingAround(step, scheduler) is { } anchor ? StatementEdits.MoveAfter(scheduler, anchor, text) : default;
    }
}
