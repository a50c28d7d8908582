using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Analyzers;

/// <summary>DL3003: a negative log-likelihood of what is no log-probability.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL3003NotLogProbabilities : DeepLearningAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL3003";

    private static readonly HashSet<string> NeverLog = new() { "relu", "relu6", "leakyrelu", "prelu", "elu", "celu", "selu", "gelu", "silu", "mish", "hardswish", "softplus", "sigmoid", "hardsigmoid", "tanh", "hardtanh", "softsign" };

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("NLLLoss is not given log-probabilities", "NLLLoss가 로그 확률을 받지 못합니다"),
        new Wording("Hand {0} log-probabilities, which log_softmax gives: {1}", "{0}에는 log_softmax로 구한 로그 확률을 넘기세요. {1}"),
        Categories.Losses,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: new Wording(
            "NLLLoss takes no logarithm: it picks out the value at the target and changes its sign. Only with log-probabilities is that the negative log-likelihood.",
            "NLLLoss는 로그를 취하지 않고, 정답 위치의 값을 골라 부호만 바꿉니다. 로그 확률을 넘겨야만 그 값이 음의 로그 우도가 됩니다."),
        helpLinkUri: HelpLinks.Of(Id));

    private static readonly Phrase Probabilities = new(
        "it takes no logarithm itself, so that with probabilities the loss is never below −1 and answers that are certain and wrong are barely punished",
        "이 손실은 로그를 취하지 않으므로, 확률을 넘기면 손실이 −1보다 작아질 수 없고 확신에 찬 오답에도 벌점이 거의 없습니다");

    private static readonly Phrase Raw = new(
        "it takes these values as they are, so that it falls without end while they grow and nothing is learned about the other classes",
        "이 값을 그대로 쓰므로, 값이 커지기만 해도 손실이 끝없이 작아지고 다른 클래스에 대해서는 아무것도 배우지 못합니다");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    internal override void Look(RuleContext context, CodeModel code)
    {
        foreach (var use in code.Losses.In(context.Tree).Where(static use => use.Form == LossForm.NegativeLogLikelihood))
        {
            var name = use.Call.TargetMethod.Name == use.Form.Function ? use.Form.Function : use.Form.Module;
            if (use.Input is { Kind: StageKind.Activation, Name: "softmax", Site: { } site })
                context.Report(Diagnostic.Create(Rule, use.Call.Syntax.GetLocation(), new[] { (use.Input.Layer?.Creation.Syntax ?? site).GetLocation() }, name, Probabilities));
            else if (use.Input.Kind is StageKind.Weight or StageKind.Norm || (use.Input.Kind == StageKind.Activation && NeverLog.Contains(use.Input.Name)))
                context.Report(Diagnostic.Create(Rule, use.Call.Syntax.GetLocation(), name, Raw));
        }
    }
}
