using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Analyzers;

/// <summary>DL1001: gradients reach an optimizer's step unbounded, in a network whose gradients are known to explode.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL1001GradientsNotClipped : TrainingAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL1001";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("Gradients are not clipped", "기울기를 자르지 않습니다"),
        new Wording(
            "Clip the gradients before this step, for example with torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0): {0}, and {1}",
            "이 step 호출 앞에서 torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0) 등으로 기울기를 자르세요. {0} {1}"),
        Categories.Gradients,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: new Wording(
            "In recurrent networks and attention the gradient of one batch can be thousands of times larger than that of the next. One such step can turn the weights into NaN. Clipping bounds the step and leaves the direction alone.",
            "순환 신경망과 어텐션에서는 어떤 배치의 기울기가 다른 배치보다 수천 배 클 수 있습니다. 그런 step 한 번이 가중치를 NaN으로 만들 수 있습니다. gradient clipping은 방향은 그대로 두고 길이만 제한합니다."),
        helpLinkUri: HelpLinks.Of(Id));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override void Check(RuleContext context, CodeModel code, Body body, EventGraph graph)
    {
        foreach (var step in graph.Nodes.Where(ClipCoverage.IsStep))
        {
            if (ClipCoverage.Of(code, graph, step) is not (Coverage.Bare or Coverage.Partly) || step.Site is null || IsMadeOnce(step.Site.Syntax))
                continue;
            var isCourse = RuleOptions.IsCourse(context.Options, body.Syntax.SyntaxTree);
            var verdicts = step.Optimizers(code).Select(optimizer => Verdict(code, step, optimizer, isCourse));
            if (verdicts.OrderByDescending(static each => each?.Severity).FirstOrDefault() is { } verdict)
            {
                context.Report(Diagnostic.Create(
                    Rule, step.Location, verdict.Severity, ClipCall.Place(step), ClipCall.Properties(code, step), verdict.Network, verdict.Harm));
            }
        }
    }

    /// <summary>Whether a step is made once in the life of a program or of a test: a demonstration, in which nothing can build up.</summary>
    private static bool IsMadeOnce(SyntaxNode step) => Loops.Around(step) is null && (Body.FunctionOf(step) ?? step.SyntaxTree.GetRoot()) switch
    {
        CompilationUnitSyntax => true,
        MethodDeclarationSyntax method => method.Identifier.ValueText == "Main"
            || method.AttributeLists.SelectMany(static list => list.Attributes).Any(static attribute => attribute.Name.ToString() is "Fact" or "Theory" or "Test" or "TestMethod"),
        _ => false,
    };

    private static (DiagnosticSeverity Severity, Phrase Network, Phrase Harm)? Verdict(CodeModel code, EventNode step, OptimizerFacts optimizer, bool isCourse)
    {
        var network = optimizer.Network;
        if (!network.NeedsClipping && !optimizer.Sources.Owners.IsEmpty && Recurrence.IsAround(code, step.Operation!.Syntax, optimizer.Sources.Owners))
            network = network.With(NetworkFacts.WrittenRecurrence);
        if ((optimizer.Kind & OptimizerKind.LineSearch) != 0)
            return null;
        var adaptive = optimizer.Kind == OptimizerKind.Adaptive;
        if ((network.Traits & (NetworkTraits.Recurrent | NetworkTraits.Attention)) != 0)
            return (DiagnosticSeverity.Warning, Explodes(network), adaptive ? Spoils : Ruins);
        if ((network.Traits & NetworkTraits.Gated) != 0)
            return (adaptive && !isCourse ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning, Explodes(network), adaptive ? Spoils : Ruins);
        if (network.IsDeepAndPlain && !adaptive)
            return (DiagnosticSeverity.Info, Deep(network.WeightLayers), Ruins);
        if (!network.Complete && !adaptive && code.Modules.EveryNetworkNeedsClipping)
            return (DiagnosticSeverity.Info, Everywhere, Ruins);
        return null;
    }

    private static Phrase Explodes(NetworkFacts network) => new(
        $"gradients through {network.Culprit} can explode",
        $"{KoreanParticles.Object(network.Culprit ?? "")} 지나는 기울기는 폭발할 수 있고,");

    private static Phrase Deep(int layers) => new(
        $"gradients through {layers} weight layers with no normalization and no residual connection can explode",
        $"정규화도 잔차 연결도 없는 {layers}개 층을 지나는 기울기는 폭발할 수 있고,");

    private static readonly Phrase Everywhere = new(
        "gradients of every network in this project can explode",
        "이 프로젝트에 있는 모든 신경망의 기울기는 폭발할 수 있고,");

    private static readonly Phrase Ruins = new("one such step can turn the weights into NaN", "그런 step 한 번이 가중치를 NaN으로 만들 수 있습니다");

    private static readonly Phrase Spoils = new("one such batch spoils the optimizer's running averages for many steps", "그런 배치 하나가 옵티마이저의 이동 평균을 오래 망가뜨립니다");
}
