using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>DL1003: a bound that turns, erases or never touches the gradients.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL1003ClipBound : CallAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL1003";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("The clipping bound cannot work", "clipping의 상한이 잘못되었습니다"),
        new Wording("Use a positive bound such as 1.0: {0}", "1.0 같은 양수를 상한으로 쓰세요. {0}"),
        Categories.Gradients,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: new Wording(
            "Clipping scales the gradients by bound / norm where the norm is larger than the bound. A negative bound flips their sign, zero erases them, NaN poisons them, and one that no norm reaches does nothing.",
            "clipping은 norm이 상한보다 크면 기울기에 상한/norm을 곱합니다. 음수는 부호를 뒤집고, 0은 기울기를 지우고, NaN은 모두 NaN으로 만들며, 어떤 norm도 닿지 않는 큰 값은 아무 일도 하지 않습니다."),
        helpLinkUri: HelpLinks.Of(Id));

    private static readonly Phrase Negative = new(
        "a negative one flips the sign of every gradient, and training climbs the loss",
        "음수이면 모든 기울기의 부호가 뒤집혀 손실이 커지는 쪽으로 학습합니다");

    private static readonly Phrase Inverted = new(
        "a negative one leaves no value between its limits, and every gradient becomes this one number",
        "음수이면 허용 범위의 위쪽 끝이 아래쪽 끝보다 작아져 모든 기울기가 이 값 하나로 바뀝니다");

    private static readonly Phrase Zero = new("0 erases the gradients, and nothing is learned", "0이면 기울기가 모두 지워져 아무것도 학습하지 못합니다");

    private static readonly Phrase NotANumber = new("NaN makes every gradient NaN", "NaN이면 모든 기울기가 NaN이 됩니다");

    private static readonly Phrase Unreached = new(
        "gradients seldom grow this large before they overflow, so nothing is ever clipped",
        "오버플로가 나기 전에 기울기가 이만큼 커지는 일은 드물어서 아무것도 잘리지 않습니다");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override IReadOnlyList<string> Names { get; } = new[] { "clip_grad_norm_", "clip_grad_value_" };

    private protected override void Check(IInvocationOperation call, CodeModel code, Action<Diagnostic> report)
    {
        if (!ClipBound.IsClipCall(call) || !code.Torch.Declares(call.TargetMethod)
            || ClipBound.Argument(call) is not { ArgumentKind: ArgumentKind.Explicit } bound || Constants.Of(code, bound.Value) is not { } value)
        {
            return;
        }

        var (severity, harm) = value switch
        {
            double.NaN => (DiagnosticSeverity.Error, NotANumber),
            0 => (DiagnosticSeverity.Error, Zero),
            < 0 => (DiagnosticSeverity.Error, call.TargetMethod.Name == "clip_grad_norm_" ? Negative : Inverted),
            >= 1e3 when !ClipBound.IsUsed(call) => (DiagnosticSeverity.Info, Unreached),
            _ => (DiagnosticSeverity.Hidden, Unreached),
        };
        if (severity != DiagnosticSeverity.Hidden)
            report(Diagnostic.Create(Rule, bound.Value.Syntax.GetLocation(), severity, null, null, harm));
    }
}
