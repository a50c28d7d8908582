using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Analyzers;

/// <summary>DL3002: a sigmoid before the loss that applies it itself, or none before the loss that does not.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL3002SigmoidMismatch : DeepLearningAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL3002";

    /// <summary>The key under which a finding says that the loss module has no other use that would break by its exchange.</summary>
    internal const string Exchangeable = "exchangeable";

    // What ends in one of these leaves the range from 0 to 1.
    private static readonly HashSet<string> Unbounded = new() { "relu", "leakyrelu", "prelu", "elu", "celu", "selu", "gelu", "silu", "mish", "softplus", "logsigmoid", "logsoftmax" };

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("Sigmoid and binary cross entropy do not match", "시그모이드와 이진 교차 엔트로피가 맞지 않습니다"),
        new Wording("Hand {0} {1}: {2}", "{0}에 {1}. {2}"),
        Categories.Losses,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: new Wording(
            "BCEWithLogitsLoss applies the sigmoid itself and takes logits; BCELoss takes probabilities and throws where a value lies outside the range from 0 to 1.",
            "BCEWithLogitsLoss는 내부에서 시그모이드를 적용하므로 로짓을 받고, BCELoss는 확률을 받으며 0과 1 사이를 벗어난 값이 있으면 예외를 던집니다."),
        helpLinkUri: HelpLinks.Of(Id));

    private static readonly Phrase Logits = new("logits, without the sigmoid at the end", "끝의 시그모이드를 빼고 로짓을 넘기세요");

    private static readonly Phrase Twice = new(
        "it applies the sigmoid itself, and after two of them a certain, right answer still costs 0.31 where the target is 1, and 0.69 where it is 0",
        "내부에서 시그모이드를 적용하므로, 두 번 하면 확실하게 맞힌 답도 정답이 1일 때 손실이 0.31, 0일 때 0.69입니다");

    private static readonly Phrase Outside = new(
        "nothing keeps these values between 0 and 1, and outside of that range it throws",
        "이 값이 0과 1 사이라는 보장이 없고, 벗어나면 예외를 던집니다");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    internal override void Look(RuleContext context, CodeModel code)
    {
        var uses = code.Losses.In(context.Tree);
        foreach (var use in uses)
        {
            if (Judge(uses, use) is { } finding)
                context.Report(finding);
        }
    }

    private static Diagnostic? Judge(ImmutableArray<LossUse> uses, LossUse use)
    {
        var (isFunction, place) = (use.Call.TargetMethod.Name == use.Form.Function, use.Call.Syntax.GetLocation());
        if (use.Form == LossForm.BinaryCrossEntropyWithLogits && use.Input is { Kind: StageKind.Activation, Name: "sigmoid", Site: { } site })
            return Diagnostic.Create(Rule, place, new[] { site.GetLocation() }, isFunction ? use.Form.Function : use.Form.Module, Logits, Twice);
        if (use.Form != LossForm.BinaryCrossEntropy || !IsRaw(use))
            return null;
        var loss = isFunction ? use.Form.Function : use.Form.Module;
        var other = isFunction ? LossForm.BinaryCrossEntropyWithLogits.Function : LossForm.BinaryCrossEntropyWithLogits.Module;
        var made = use.Creation?.Syntax;
        var canExchange = isFunction || (made is not null && made.SyntaxTree == use.Call.Syntax.SyntaxTree && uses.Where(each => each.Creation?.Syntax == made).All(IsRaw));
        return Diagnostic.Create(
            Rule, place, made is null ? null : new[] { made.GetLocation() },
            canExchange ? ImmutableDictionary<string, string?>.Empty.Add(Exchangeable, "") : null,
            loss, new Phrase("probabilities, or use " + other, "확률을 넘기거나 " + KoreanParticles.Object(other) + " 쓰세요"), Outside);
    }

    private static bool IsRaw(LossUse use) => use.Input.Kind is StageKind.Weight or StageKind.Norm || (use.Input.Kind == StageKind.Activation && Unbounded.Contains(use.Input.Name));
}
