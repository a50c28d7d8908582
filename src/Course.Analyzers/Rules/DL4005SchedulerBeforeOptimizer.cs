using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>DL4005: a scheduler steps ahead of its optimizer, so that the first learning rate is never used.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL4005SchedulerBeforeOptimizer : CallAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL4005";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("The scheduler steps before the optimizer", "스케줄러의 step이 옵티마이저의 step보다 먼저 실행됩니다"),
        new Wording(
            "Step the scheduler after the optimizer: here the first learning rate is passed over, and every later one comes an iteration early",
            "스케줄러의 step은 옵티마이저의 step 다음에 호출하세요. 여기서는 첫 학습률을 건너뛰고 그 뒤의 학습률도 모두 한 번씩 앞당겨집니다"),
        Categories.Optimizers,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: new Wording(
            "A scheduler's step sets the learning rate of the next iteration. Called first, it replaces the rate that the optimizer was given before that rate has been used once.",
            "스케줄러의 step은 다음 반복의 학습률을 정합니다. 먼저 호출하면 옵티마이저를 만들 때 준 학습률이 한 번도 쓰이지 않고 바뀝니다."),
        helpLinkUri: HelpLinks.Of(Id));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override IReadOnlyList<string> Names { get; } = new[] { "step" };

    private protected override void Check(IInvocationOperation call, CodeModel code, Action<Diagnostic> report)
    {
        if (!IsScheduler(code, call) || Loops.Around(call.Syntax) is not { } loop || IsConditional(call.Syntax, loop))
            return;
        var function = Body.FunctionOf(call.Syntax) ?? call.Syntax.SyntaxTree.GetRoot();
        if (code.BodyOf(function)?.Events is not { } graph)
            return;
        var steps = graph.Of(EventKind.Step).Where(step => step.Site is { } site && loop.Span.Contains(site.Syntax.Span) && site.Syntax.SyntaxTree == loop.SyntaxTree && Schedules(code, call, step, graph)).ToList();
        if (steps.Count == 0 || steps.Any(step => step.Site!.Syntax.SpanStart < call.Syntax.Span.End))
            return;
        var last = steps.OrderBy(static step => step.Site!.Syntax.SpanStart).Last();
        report(Diagnostic.Create(Rule, call.Syntax.GetLocation(), additionalLocations: new[] { last.Location }));
    }

    /// <summary>Whether a call steps a schedule that goes by the count of steps, not by a measurement.</summary>
    private static bool IsScheduler(CodeModel code, IInvocationOperation call)
    {
        if (call.Arguments.Any(static a => a.Parameter?.Type.SpecialType == SpecialType.System_Double))
            return false;
        for (var type = call.TargetMethod.ContainingType; type is not null; type = type.BaseType)
        {
            if (type.Name == "LRScheduler" && code.Torch.Declares(type))
                return true;
        }

        return false;
    }

    /// <summary>Whether only some iterations step the schedule: from the second on, that is right.</summary>
    private static bool IsConditional(SyntaxNode call, StatementSyntax loop) =>
        call.Ancestors().TakeWhile(node => node != loop).Any(static node => node is IfStatementSyntax or SwitchStatementSyntax or ConditionalExpressionSyntax);

    /// <summary>Whether a step is that of the scheduler's optimizer, or of the only one there is.</summary>
    private static bool Schedules(CodeModel code, IInvocationOperation call, EventNode step, EventGraph graph)
    {
        var made = code.Definitions.Of(code.Definitions.Resolve(call.Instance, Scope.Empty)).Expressions.Select(static origin => origin.Operation).OfType<IInvocationOperation>()
            .Select(static creation => creation.Arguments.FirstOrDefault()?.Value).OfType<IOperation>().Where(value => code.Torch.IsOptimizer(value.Type)).ToList();
        return made.Count > 0
            ? made.Any(optimizer => code.Definitions.AreSame(code.Definitions.Resolve(optimizer, Scope.Empty), step.Target) == true)
            : graph.Of(EventKind.Step).Select(static each => each.Target).Distinct().Count() == 1;
    }
}
