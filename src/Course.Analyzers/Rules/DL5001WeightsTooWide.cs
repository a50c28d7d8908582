using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>DL5001: weights drawn without regard to how many inputs a unit adds up, or all set to zero.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL5001WeightsTooWide : CallAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL5001";

    /// <summary>The key under which a finding carries the initializer to use instead; absent where vectors are among the parameters, and where a tensor's own method draws.</summary>
    internal const string Instead = "instead";

    // Three times what Kaiming draws: five layers of that multiply what they carry by 3^5.
    private const double TooWide = 3;

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("Weights are drawn too wide", "가중치의 분포가 너무 넓습니다"),
        new Wording("Draw these weights with {0} or xavier_uniform_: {1}", "이 가중치는 {0}이나 xavier_uniform_으로 초기화하세요. {1}"),
        Categories.Initialization,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: new Wording(
            "A unit adds up as many products as it has inputs, so that the spread of its weights has to shrink with their number. Weights that are all zero stay alike and pass no gradient on.",
            "유닛은 입력 수만큼 곱을 더하므로 입력이 많을수록 가중치를 좁게 뽑아야 합니다. 모두 0인 가중치는 서로 똑같이 남고 앞쪽 층으로 기울기를 전하지 못합니다."),
        helpLinkUri: HelpLinks.Of(Id));

    private static readonly Phrase Wide = new(
        "this spread does not shrink with the number of inputs, so that values and gradients grow from layer to layer",
        "지금은 입력 수가 늘어도 분포의 폭이 줄지 않아서 값과 기울기가 층마다 커집니다");

    private static readonly Phrase Zero = new(
        "from zeros no gradient reaches the layers before, and the units stay alike",
        "0에서 시작하면 앞쪽 층에 기울기가 닿지 않고 유닛들이 서로 똑같이 남습니다");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override IReadOnlyList<string> Names { get; } = new[] { "normal_", "trunc_normal_", "uniform_", "zeros_", "constant_" };

    private protected override void Check(IInvocationOperation call, CodeModel code, Action<Diagnostic> report)
    {
        if (Drawn(code, call) is not { } tensor || Size(code, call) is not { } size)
            return;
        if (WeightTarget.Of(code, tensor) is not { } target || !(size == 0 ? target.IsAll || IsHidden(code, call, target) : IsTooWide(code, size, target)))
            return;
        var instead = call.TargetMethod.Name is "normal_" or "trunc_normal_" ? "kaiming_normal_" : "kaiming_uniform_";
        var properties = target.HasVectors || !call.TargetMethod.IsStatic ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(Instead, instead);
        report(Diagnostic.Create(Rule, call.Syntax.GetLocation(), properties, instead, size == 0 ? Zero : Wide));
    }

    /// <summary>What a call fills: the first argument of <c>nn.init</c>, or the tensor whose method it is.</summary>
    private static IOperation? Drawn(CodeModel code, IInvocationOperation call)
    {
        if (code.Torch.IsStaticOf(call.TargetMethod, "init"))
            return call.Arguments.FirstOrDefault(static a => a.Parameter?.Ordinal == 0)?.Value;
        return code.Torch.IsTensorMethod(call.TargetMethod) ? call.Instance : null;
    }

    /// <summary>The root mean square of what an initializer draws; null where it may vary.</summary>
    private static double? Size(CodeModel code, IInvocationOperation call)
    {
        double? Value(string name) => call.Arguments.FirstOrDefault(a => a.Parameter?.Name == name) is { } argument ? Constants.Of(code, argument.Value) ?? Integer(argument.Value) : null;
        switch (call.TargetMethod.Name)
        {
            case "zeros_":
                return 0;
            case "constant_":
                return Value("val") == 0 ? 0 : null;
            case "uniform_":
                return (Value("low") ?? Value("from")) is { } low && (Value("high") ?? Value("to")) is { } high ? Math.Sqrt(((low * low) + (low * high) + (high * high)) / 3) : null;
            default:
                return Value("mean") is { } mean && Value("std") is { } std ? Math.Sqrt((mean * mean) + (std * std)) : null;
        }
    }

    // An integer becomes a scalar or a double by a conversion that is no constant.
    private static double? Integer(IOperation value) => value switch
    {
        IConversionOperation conversion => Integer(conversion.Operand),
        { ConstantValue: { HasValue: true, Value: int number } } => number,
        { ConstantValue: { HasValue: true, Value: float number } } => number,
        { ConstantValue: { HasValue: true, Value: double number } } => number,
        _ => null,
    };

    private static bool IsTooWide(CodeModel code, double size, WeightTarget target)
    {
        if (target.Layer is not { } layer || LayerSizes.Of(code, LayerSizes.InputOf(layer)?.Value, layer.Scope) is not { } inputs)
            return size >= 0.5;
        var kernel = LayerSizes.Argument(layer, "kernel_size");
        var dimensions = layer.Creation.Type!.Name is var name && name.EndsWith("3d", StringComparison.Ordinal) ? 3 : name.EndsWith("2d", StringComparison.Ordinal) ? 2 : 1;
        var area = kernel is null ? 1 : Math.Pow(LayerSizes.Of(code, kernel.Value, layer.Scope) ?? 3, dimensions);
        return size * Math.Sqrt(inputs * area / 2) >= TooWide;
    }

    /// <summary>Whether a layer has others after it, outside of any residual branch: the last one may well start from zero.</summary>
    private static bool IsHidden(CodeModel code, IInvocationOperation call, WeightTarget target) => target.Layer is { } layer
        && code.Networks.In(call.Syntax.SyntaxTree).Any(network =>
        {
            var after = network.Way(code).FromStart().SkipWhile(stage => stage.Layer?.Creation.Syntax != layer.Creation.Syntax).Skip(1).ToList();
            return after.Any(static stage => stage.Kind == StageKind.Weight) && after.All(static stage => stage.Kind is not (StageKind.Residual or StageKind.Unknown));
        });
}
