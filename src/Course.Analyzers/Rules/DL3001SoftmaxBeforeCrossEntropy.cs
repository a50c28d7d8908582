using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Analyzers;

/// <summary>DL3001: what reaches a cross entropy ends in a softmax, which the loss applies once more.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL3001SoftmaxBeforeCrossEntropy : DeepLearningAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL3001";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("Softmax before a cross entropy that applies it itself", "교차 엔트로피 앞에 softmax가 또 있습니다"),
        new Wording(
            "Hand this loss the logits, without the {0} at the end: cross entropy applies log_softmax itself, and {1}",
            "끝의 {0} 없이 로짓을 이 손실에 넘기세요. 교차 엔트로피는 내부에서 log_softmax를 적용하므로 {1}"),
        Categories.Losses,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: new Wording(
            "A softmax of a softmax is almost uniform: with ten classes the loss cannot fall below 1.46, and gradients fade.",
            "softmax를 두 번 하면 거의 균등한 분포가 됩니다. 클래스가 열 개이면 손실이 1.46보다 작아질 수 없고 기울기도 작아집니다."),
        helpLinkUri: HelpLinks.Of(Id));

    private static readonly Phrase Twice = new("twice it is almost uniform, so that a perfect answer still costs 1.46 with ten classes", "두 번 하면 거의 균등해져서 클래스 열 개에서 완벽한 답도 손실이 1.46입니다");

    private static readonly Phrase Again = new("a second time it changes nothing and costs time; NLLLoss is what takes log-probabilities", "두 번째 적용은 아무것도 바꾸지 않고 시간만 씁니다. 로그 확률을 받는 손실은 NLLLoss입니다");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    internal override void Look(RuleContext context, CodeModel code)
    {
        foreach (var use in code.Losses.In(context.Tree).Where(static use => use.Form == LossForm.CrossEntropy))
        {
            if (use.Input is { Kind: StageKind.Activation, Name: "softmax" or "logsoftmax", Site: { } site })
            {
                var (twice, name) = use.Input.Name == "softmax" ? (Twice, "softmax") : (Again, "log_softmax");
                context.Report(Diagnostic.Create(Rule, use.Call.Syntax.GetLocation(), new[] { site.GetLocation() }, name, twice));
            }
        }
    }
}
