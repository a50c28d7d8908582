using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Analyzers;

/// <summary>DL6003: a network with dropout or batch normalization is evaluated in training mode, or trained on in evaluation mode.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL6003ModeNotSet : TrainingAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL6003";

    /// <summary>The keys under which a finding carries the network's name and the mode that is due.</summary>
    internal const string Model = "model", Mode = "mode";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("The mode of the network does not fit what is done with it", "신경망의 모드가 실제로 하는 일과 맞지 않습니다"),
        new Wording("Call {0}() {1}", "{0}()을 호출하세요. {1}"),
        Categories.Modes,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: new Wording(
            "Dropout and batch normalization do one thing in training and another in evaluation. eval() and train() switch a module and all its children, and nothing switches them back.",
            "드롭아웃과 배치 정규화는 학습할 때와 평가할 때 하는 일이 다릅니다. eval()과 train()은 모듈과 그 자식 모두의 모드를 바꾸고, 저절로 되돌아가지 않습니다."),
        helpLinkUri: HelpLinks.Of(Id));

    private static readonly Phrase BeforeTraining = new(
        "before training goes on: the evaluation left the network in evaluation mode, where dropout drops nothing and batch normalization stops learning its statistics",
        "평가한 뒤 평가 모드인 채로 학습이 이어져서 드롭아웃은 아무것도 끄지 않고 배치 정규화는 통계를 더 쌓지 않습니다");

    private static readonly Phrase BeforeEvaluation = new(
        "before this evaluation: in training mode dropout still drops values, and batch normalization uses the statistics of the test data and takes them into its own",
        "학습 모드에서는 평가할 때도 드롭아웃이 값을 끄고, 배치 정규화가 평가 데이터의 통계를 쓰고 이동 평균에도 섞습니다");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override void Check(RuleContext context, CodeModel code, Body body, EventGraph graph)
    {
        var steps = graph.Of(EventKind.Step).ToList();
        if (steps.Count == 0)
            return;
        foreach (var eval in graph.Of(EventKind.Eval).Where(static eval => eval.Target.IsKnown))
        {
            if (StaysOn(code, eval, steps) is { } backward && IsModal(code, eval.Target))
                context.Report(Diagnostic.Create(Rule, eval.Location, Place(eval, backward), Properties(ClipCall.NameOf(code, eval.Target, eval), "train"), Named(ClipCall.NameOf(code, eval.Target, eval), "train"), BeforeTraining));
        }

        if (!graph.Of(EventKind.Eval).Any() && !graph.Of(EventKind.Train).Any())
            CheckEvaluations(context, code, body, steps);
    }

    private static void CheckEvaluations(RuleContext context, CodeModel code, Body body, List<EventNode> steps)
    {
        var reported = new HashSet<SyntaxNode>();
        foreach (var (call, guard, model) in Evaluation.In(code, body))
        {
            if (reported.Contains(guard) || call.Syntax.SyntaxTree != context.Tree || !steps.Any(step => Trains(code, step, model)) || !IsModal(code, model)
                || Evaluation.MaySwitchModes(code, Lifetime.MemberOf(body.Syntax)))
            {
                continue;
            }

            reported.Add(guard);
            var name = call.Instance!.Syntax is IdentifierNameSyntax or MemberAccessExpressionSyntax ? call.Instance.Syntax.ToString() : null;
            context.Report(Diagnostic.Create(Rule, call.Syntax.GetLocation(), new[] { guard.GetLocation() }, Properties(name, "eval"), Named(name, "eval"), BeforeEvaluation));
        }
    }

    /// <summary>The backward that an evaluation's mode lasts to, where the network was trained before and is trained on; null where it does not.</summary>
    private static EventNode? StaysOn(CodeModel code, EventNode eval, List<EventNode> steps)
    {
        // Who evaluates before all training may want it so, to keep the statistics of a pretrained network.
        if (!EventGraph.Before(eval, static _ => false).Any(static node => node.Kind == EventKind.Backward))
            return null;
        return EventGraph.After(eval, static node => node.Kind is EventKind.Train or EventKind.Backward)
            .FirstOrDefault(node => node.Kind == EventKind.Backward && !(node.IsInlined && eval.IsInlined && ReferenceEquals(node.Site, eval.Site))
                && EventGraph.After(node, static each => each.Kind == EventKind.Step).Any(step => steps.Contains(step) && Trains(code, step, eval.Target)));
    }

    private static bool Trains(CodeModel code, EventNode step, Value model) => step.Optimizers(code).Any(each => each.Sources.Owners.Any(owner => code.Definitions.AreSame(owner, model) == true));

    private static bool IsModal(CodeModel code, Value model) => (code.Modules.Of(model).Traits & NetworkTraits.Modal) != 0;

    private static string Named(string? name, string mode) => name is null ? mode : name + "." + mode;

    private static ImmutableDictionary<string, string?> Properties(string? name, string mode) =>
        name is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(Model, name).Add(Mode, mode);

    /// <summary>The statement before which training goes on: the part of the shared block that trains, or the start of the loop.</summary>
    private static IEnumerable<Location> Place(EventNode eval, EventNode backward)
    {
        var (from, to) = (eval.Site!.Syntax, backward.Site!.Syntax);
        if (from.SyntaxTree != to.SyntaxTree || from.Ancestors().OfType<BlockSyntax>().FirstOrDefault(block => block.Span.Contains(to.Span)) is not { } shared)
            return Enumerable.Empty<Location>();
        var (evaluates, trains) = (shared.Statements.First(each => each.Span.Contains(from.Span)), shared.Statements.First(each => each.Span.Contains(to.Span)));
        var isLoop = shared.Parent is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax;

        // The forward that belongs to a bare backward stands somewhere before it.
        var isWhole = backward.IsInlined || trains is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax;
        var next = evaluates.SpanStart > trains.SpanStart && isLoop ? shared.Statements[0] : evaluates.SpanStart < trains.SpanStart && isWhole ? trains : null;
        return next is null ? Enumerable.Empty<Location>() : new[] { next.GetLocation() };
    }
}
