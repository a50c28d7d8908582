using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>DL1005: where micro-batches accumulate, each is clipped instead of their sum.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL1005MicroBatchesClipped : TrainingAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL1005";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("Every micro-batch is clipped", "마이크로 배치마다 기울기를 자릅니다"),
        new Wording(
            "Clip once, right before the step: here the sum is cut after every micro-batch, so the earlier ones count for less and the step is not that of the large batch",
            "step 바로 앞에서 한 번만 자르세요. 여기서는 마이크로 배치마다 합을 잘라서 앞선 배치의 비중이 줄고 큰 배치의 step과 달라집니다"),
        Categories.Gradients,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: new Wording(
            "Micro-batches add up to the gradient of one large batch. A clip after each of them scales down what earlier ones have added, and the last ones outweigh the first.",
            "마이크로 배치의 기울기를 모두 더한 것이 큰 배치의 기울기입니다. 배치마다 자르면 앞서 더한 몫이 줄어들고 뒤의 배치가 앞의 배치를 압도합니다."),
        helpLinkUri: HelpLinks.Of(Id));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override void Check(RuleContext context, CodeModel code, Body body, EventGraph graph)
    {
        foreach (var clip in graph.Of(EventKind.Clip))
        {
            if (clip is not { IsInlined: false, IsHoisted: false, Operation: IInvocationOperation call } || !ClipBound.IsClipCall(call) || ClipBound.Measures(call)
                || Loops.Around(call.Syntax) is not { } loop || IsRare(code, call.Syntax, loop))
            {
                continue;
            }

            // From the clip on, another backward adds to what was cut, before anything steps or zeroes.
            var accumulates = EventGraph.After(clip, static node => node.Kind is EventKind.Backward or EventKind.Zero || ClipCoverage.IsStep(node))
                .Any(node => node.Kind == EventKind.Backward && loop.Span.Contains(node.Site!.Syntax.Span));
            var clipped = ParameterSources.Of(code, clip.TargetOperation, clip.Scope);
            var step = accumulates
                ? graph.Of(EventKind.Step).FirstOrDefault(node => ClipCoverage.IsBetween(clip, node) && ClipCoverage.Overlap(code, clipped, node) != false && Waits(code, call.Syntax, node.Site!.Syntax, loop))
                : null;
            if (step is not null)
                context.Report(Diagnostic.Create(Rule, call.Syntax.GetLocation(), additionalLocations: new[] { step.Location }));
        }
    }

    /// <summary>Whether a clip itself is made in some iterations only.</summary>
    private static bool IsRare(CodeModel code, SyntaxNode clip, StatementSyntax loop) =>
        clip.Ancestors().TakeWhile(node => node != loop).OfType<IfStatementSyntax>().Any(condition => CountsProgress(code, condition.Condition));

    /// <summary>Whether a step waits until enough micro-batches have passed: for a counter, or for the end of the loop that clips.</summary>
    private static bool Waits(CodeModel code, SyntaxNode clip, SyntaxNode step, StatementSyntax loop)
    {
        if (!loop.Span.Contains(step.Span))
            return Body.FunctionOf(step) == Body.FunctionOf(clip);
        return loop.DescendantNodes().OfType<IfStatementSyntax>().Any(condition => condition.Span.End > clip.Span.End && !condition.Span.Contains(clip.Span)
            && (condition.Span.Contains(step.Span) || condition.DescendantNodes().OfType<ContinueStatementSyntax>().Any())
            && CountsProgress(code, condition.Condition));
    }

    private static bool CountsProgress(CodeModel code, ExpressionSyntax condition) => code.OperationOf(condition) is { } operation
        && (Configuration.CountsProgress(code, operation)
        || operation.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Any(local => local.Type?.SpecialType == SpecialType.System_Boolean
            && code.Definitions.Assigned(local.Local).Expressions.Any(origin => Configuration.CountsProgress(code, origin.Operation))));
}
