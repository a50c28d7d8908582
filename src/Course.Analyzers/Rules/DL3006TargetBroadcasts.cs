using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Analyzers;

/// <summary>DL3006: predictions of shape (n, 1) against a target of shape (n), which broadcast to (n, n).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL3006TargetBroadcasts : DeepLearningAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL3006";

    private static readonly HashSet<string> Keeping = new()
    {
        "contiguous", "to", "cuda", "cpu", "float", "float32", "double", "half", "clone", "alias", "totype", "identity", "dropout", "movetoouterdisposescope", "detachfromdisposescope", "movetootherdisposescope",
    };

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("The target broadcasts against the predictions", "목표가 예측과 브로드캐스트됩니다"),
        new Wording(
            "Give {0} two tensors of one shape, by squeeze(1) on the predictions: (n, 1) against (n) broadcasts to (n, n), so that every prediction is compared with every target",
            "예측에 squeeze(1)을 적용해 {0}에 모양이 같은 텐서를 넘기세요. (n, 1)과 (n)은 (n, n)으로 브로드캐스트되어 모든 예측을 모든 목표와 비교합니다"),
        Categories.Losses,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: new Wording(
            "A model that ends in Linear(…, 1) gives a column. Against a target of one dimension, the loss compares each with each, and the model learns the mean.",
            "Linear(…, 1)로 끝나는 모델의 출력은 열입니다. 목표가 1차원이면 손실이 모든 쌍을 비교해서 모델은 평균만 배웁니다."),
        helpLinkUri: HelpLinks.Of(Id));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    internal override void Look(RuleContext context, CodeModel code)
    {
        foreach (var use in code.Losses.In(context.Tree).Where(static use => LossForm.Regression.Contains(use.Form)))
        {
            if (IsColumn(code, use.Input) && Ranks.Of(code, use.Prediction) is not 1 && Ranks.Of(code, use.Due) == 1)
                context.Report(Diagnostic.Create(Rule, use.Call.Syntax.GetLocation(), new[] { use.Prediction.Syntax.GetLocation() }, use.Call.TargetMethod.Name == use.Form.Function ? use.Form.Function : use.Form.Module));
        }
    }

    /// <summary>Whether a way ends in a linear layer with one output, and nothing after it changes the shape.</summary>
    private static bool IsColumn(CodeModel code, Stage way)
    {
        var stage = way;
        while (stage is { Kind: StageKind.Activation, Previous: { } previous } && stage.Through.All(Keeping.Contains))
            stage = previous;
        return stage is { Kind: StageKind.Weight, Name: "linear", Layer: { } layer } && stage.Through.All(Keeping.Contains) && LayerSizes.Of(code, layer, "outputSize") == 1;
    }
}
