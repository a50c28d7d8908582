using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>DL4001: a learning rate that cannot train, or that Adam rarely survives.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL4001LearningRate : DeepLearningAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL4001";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("The learning rate is out of range", "학습률이 범위를 벗어났습니다"),
        new Wording("Choose another learning rate, for example 1e-3: {0}", "1e-3 같은 다른 학습률을 쓰세요. {0}"),
        Categories.Optimizers,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: new Wording(
            "TorchSharp refuses a negative learning rate, and 0 moves nothing. Adam moves each weight by about the learning rate in every step, so that 0.1 overwrites what a layer knows within a few of them.",
            "TorchSharp는 음수 학습률을 받지 않고, 0이면 아무것도 움직이지 않습니다. Adam은 step마다 모든 가중치를 거의 학습률만큼 움직이므로 0.1이면 몇 step 만에 층이 배운 것을 덮어씁니다."),
        helpLinkUri: HelpLinks.Of(Id));

    private static readonly Phrase Negative = new("a negative one throws when the optimizer is made", "음수이면 옵티마이저를 만들 때 예외가 납니다");

    private static readonly Phrase Zero = new("with 0 no step moves any weight", "0이면 어떤 step도 가중치를 움직이지 않습니다");

    private static readonly Phrase NotANumber = new("with NaN the first step turns every weight into NaN", "NaN이면 첫 step이 모든 가중치를 NaN으로 만듭니다");

    private static readonly Phrase Large = new(
        "Adam and its kin move every weight by about the learning rate in each step, and networks of several layers rarely survive 0.1",
        "Adam 계열은 step마다 모든 가중치를 학습률만큼 움직여서, 층이 여럿인 신경망은 0.1을 좀처럼 견디지 못합니다");

    // Where a schedule scales the rate, the number that the optimizer is made with is no rate by itself.
    private static readonly string[] Schedules = { "LambdaLR", "OneCycleLR", "CyclicLR", "LinearLR", "SequentialLR", "MultiplicativeLR", "ChainedLR", "PolynomialLR", "ConstantLR", "CosineAnnealingLR", "StepLR", "MultiStepLR", "ExponentialLR", "ReduceLROnPlateau" };

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    internal override void Look(RuleContext context, CodeModel code)
    {
        foreach (var creation in OptimizerCreation.In(code, context.Tree))
        {
            if (creation.LearningRate is { } argument && Number(code, argument.Value) is { } rate && Verdict(code, creation, rate) is var (severity, harm))
                context.Report(Diagnostic.Create(Rule, argument.Value.Syntax.GetLocation(), severity, null, null, harm));
        }
    }

    private static double? Number(CodeModel code, IOperation value) => value is IConversionOperation { IsImplicit: true } conversion && value.ConstantValue is not { HasValue: true }
        ? Constants.Of(code, conversion.Operand)
        : Constants.Of(code, value);

    private static (DiagnosticSeverity Severity, Phrase Harm)? Verdict(CodeModel code, OptimizerCreation creation, double rate)
    {
        if (double.IsNaN(rate))
            return (DiagnosticSeverity.Warning, NotANumber);
        if (rate < 0)
            return (DiagnosticSeverity.Warning, Negative);
        if (rate == 0)
            return SetsRates(code) ? null : (DiagnosticSeverity.Warning, Zero);
        var isAdam = creation.Name is "Adam" or "AdamW" or "Adamax" or "NAdam" or "RAdam";
        return isAdam && rate >= 0.1 && !SetsRates(code) && !code.Indexes.Any(static index => Schedules.Any(name => index.Calls(name).Count > 0)) && IsDeep(code, creation)
            ? (DiagnosticSeverity.Info, Large)
            : null;
    }

    private static bool SetsRates(CodeModel code) => code.Indexes.Any(static index => index.Assignments("LearningRate").Count > 0);

    /// <summary>Whether what is trained is known to be a network of several layers: a single layer, or a tensor of one's own, takes larger steps well.</summary>
    private static bool IsDeep(CodeModel code, OptimizerCreation creation)
    {
        var sources = creation.Sources(code);
        if (sources is not { Complete: true, Owners.IsEmpty: false })
            return false;
        var facts = sources.Owners.Select(code.Modules.Of).Aggregate(static (a, b) => a.With(b));
        return facts.WeightLayers >= 2 || facts.NeedsClipping;
    }
}
