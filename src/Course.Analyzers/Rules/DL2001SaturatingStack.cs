using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Analyzers;

/// <summary>DL2001: so many saturating activations in a row that the first layers get next to no gradient.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL2001SaturatingStack : DeepLearningAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL2001";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("A deep stack of saturating activations", "포화하는 활성화 함수가 깊게 쌓여 있습니다"),
        new Wording(
            "Use ReLU between these layers, or residual connections{2}: {0} hidden layers in a row end in {1}, and {3}",
            "이 층들 사이에 ReLU를 쓰거나{2} 잔차 연결을 넣으세요. 은닉층 {0}개에 연달아 {1} 활성화를 쓰면 {3}"),
        Categories.Architecture,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: new Wording(
            "The slope of the sigmoid is at most 0.25, and that of tanh falls off away from 0. Every layer multiplies the gradient by it, so that the first layers of a deep stack learn nothing.",
            "시그모이드의 미분은 아무리 커도 0.25이고 tanh의 미분은 0에서 멀어지면 작아집니다. 층마다 이 값이 곱해지므로 깊은 신경망의 앞쪽 층은 아무것도 배우지 못합니다."),
        helpLinkUri: HelpLinks.Of(Id));

    private static readonly Phrase Vanishes = new("the gradient all but vanishes before it reaches the first of them", "첫 층에 닿기 전에 기울기가 거의 사라집니다");

    private static readonly Phrase Explodes = new(
        "with weights drawn this wide they saturate while the gradient explodes",
        "이렇게 넓게 뽑은 가중치에서는 활성화가 포화하면서 기울기가 폭발합니다");

    private static readonly Phrase OrXavier = new(", or Xavier initialization with a gain of 5/3", " gain 5/3의 Xavier 초기화를 쓰거나");

    private static readonly Phrase Nothing = new("", "");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    internal override void Look(RuleContext context, CodeModel code)
    {
        var reported = new HashSet<SyntaxNode>();
        foreach (var network in code.Networks.In(context.Tree))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (code.Networks.IsTrained && SaturatingRun.Worst(code, network) is { } run && !network.IsFrozen(code) && !network.IsPartOfReported(code, run) && reported.Add(run.Sites[0]))
                Report(context, run);
        }
    }

    private static void Report(RuleContext context, SaturatingRun run)
    {
        var sites = run.Sites.Select(static site => site.GetLocation()).ToList();
        var first = sites.FirstOrDefault(location => location.SourceTree == context.Tree);
        if (first is null)
            return;
        var isTanh = run.Initialization != Initialization.Wide && run.Name is "tanh" or "softsign" or "hardtanh";
        context.Report(Diagnostic.Create(
            Rule, first, run.Severity, sites.Where(each => each != first && each.SourceTree == first.SourceTree), null,
            run.Depth, run.Name, isTanh ? OrXavier : Nothing, run.Initialization == Initialization.Wide ? Explodes : Vanishes));
    }
}
