using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Analyzers;

/// <summary>DL2002: two linear layers with nothing between them that bends.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL2002LinearOnLinear : DeepLearningAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL2002";

    // Between these and the next layer a product of matrices stays one matrix. Max pooling bends, and a permutation makes
    // the two layers act along different dimensions.
    private static readonly HashSet<string> Linear = new()
    {
        "view", "reshape", "flatten", "unflatten", "squeeze", "unsqueeze", "contiguous", "to", "cuda", "cpu", "float", "float32", "double", "half", "clone", "alias", "totype", "identity",
        "dropout", "dropout1d", "dropout2d", "dropout3d", "alphadropout", "featuredropout", "avgpool1d", "avgpool2d", "avgpool3d", "adaptiveavgpool1d", "adaptiveavgpool2d", "adaptiveavgpool3d",
        "movetoouterdisposescope", "detachfromdisposescope", "movetootherdisposescope",
    };

    private static readonly string[] Deliberate = { "proj", "lora", "embed", "emb", "query", "key", "value", "qkv", "rank", "latent", "code", "bottleneck", "lateral", "reduc", "squeeze", "down", "up", "adapter" };

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("Two linear layers with nothing between", "선형 층 두 개 사이에 아무것도 없습니다"),
        new Wording(
            "Put an activation such as ReLU before this layer: no nonlinearity stands between it and the {0} layer before, so that together they compute no more than one layer could",
            "이 층 앞에 ReLU 같은 활성화 함수를 넣으세요. 앞의 {0} 층과 이 층 사이에 비선형이 없어서 둘을 합쳐도 층 하나가 하는 계산을 넘지 못합니다"),
        Categories.Architecture,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: new Wording(
            "The product of two matrices is a matrix. Without a nonlinearity between them, two layers have the power of one, and cost twice.",
            "행렬 두 개의 곱은 행렬입니다. 사이에 비선형이 없으면 층이 두 개여도 표현력은 하나와 같고 비용만 두 배입니다."),
        helpLinkUri: HelpLinks.Of(Id));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    internal override void Look(RuleContext context, CodeModel code)
    {
        var reported = new HashSet<SyntaxNode>();
        foreach (var network in code.Networks.In(context.Tree))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var stages = code.Networks.IsTrained ? network.Way(code).FromStart() : Array.Empty<Stage>();
            for (var i = 1; i < stages.Count; i++)
            {
                if (IsPair(code, stages[i - 1], stages[i]) && stages[i].Site is { } site && site.SyntaxTree == context.Tree && reported.Add(site))
                    context.Report(Diagnostic.Create(Rule, site.GetLocation(), new[] { stages[i - 1].Site!.GetLocation() }, stages[i - 1].Name.StartsWith("conv", StringComparison.Ordinal) ? Convolutional : LinearLayer));
            }
        }
    }

    private static readonly Phrase Convolutional = new("convolutional", "합성곱");

    private static readonly Phrase LinearLayer = new("linear", "선형");

    private static bool IsPair(CodeModel code, Stage first, Stage second) =>
        first is { Kind: StageKind.Weight, Layer: { } a, Site: { } one } && second is { Kind: StageKind.Weight, Layer: { } b, Site: { } other }
        && IsMeant(first.Name) && IsMeant(second.Name) && first.Through.All(Linear.Contains)
        && Container(one) == Container(other)
        && IsPlain(code, a) && IsPlain(code, b) && !IsPatch(code, a) && !IsLowRank(code, a, b) && !IsNamedSo(one) && !IsNamedSo(other);

    // A transposed convolution upsamples by learned weights, for the next to refine.
    private static bool IsMeant(string name) => name is "linear" or "conv1d" or "conv2d" or "conv3d";

    /// <summary>Whether a layer mixes all that it sees: neither a convolution of single pixels nor of single channels, and with a bias of its own.</summary>
    private static bool IsPlain(CodeModel code, LayerRef layer)
    {
        var bias = LayerSizes.Argument(layer, "hasBias", "bias");
        if (bias is { Value.ConstantValue: not { HasValue: true, Value: true } })
            return false;
        return LayerSizes.Argument(layer, "kernel_size") is not { } kernel
            || (kernel.Parameter!.Type.SpecialType == SpecialType.System_Int64 && LayerSizes.Of(code, kernel.Value, layer.Scope) is > 1 && LayerSizes.Of(code, layer, "groups") == 1);
    }

    /// <summary>Whether a convolution cuts its input into patches, as transformers embed them.</summary>
    private static bool IsPatch(CodeModel code, LayerRef layer) =>
        LayerSizes.Of(code, layer, "kernel_size") is { } kernel && LayerSizes.Of(code, layer, "stride") is { } stride && stride >= kernel;

    /// <summary>Whether the size between may be smaller than those around, so that the two layers are a factorization that one layer would not be.</summary>
    private static bool IsLowRank(CodeModel code, LayerRef first, LayerRef second)
    {
        var size = LayerSizes.OutputOf(first)?.Value;
        var between = LayerSizes.Of(code, size, first.Scope);
        var (before, after) = (LayerSizes.Of(code, LayerSizes.InputOf(first)?.Value, first.Scope), LayerSizes.Of(code, LayerSizes.OutputOf(second)?.Value, second.Scope));

        // No size is smaller than 1, and who calls a size hidden does not mean to lose anything by it.
        if (between is null)
            return before != 1 && after != 1 && size?.Syntax.ToString().IndexOf("hidden", StringComparison.OrdinalIgnoreCase) is not >= 0;
        return (before is null || between < before) && (after is null || between < after);
    }

    private static bool IsNamedSo(SyntaxNode site)
    {
        var name = site switch
        {
            { Parent.Parent: TupleExpressionSyntax { Arguments: { Count: 2 } pair } } => pair[0].ToString(),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "forward" or "call", Expression: var layer } } => layer.ToString(),
            NameSyntax layer => layer.ToString(),
            _ => "",
        };
        return Deliberate.Any(each => name.IndexOf(each, StringComparison.OrdinalIgnoreCase) >= 0);
    }

    /// <summary>The sequence or else the function that an application stands in: an encoder may well end, and a decoder begin, with a linear layer.</summary>
    private static SyntaxNode? Container(SyntaxNode site)
    {
        for (var node = site.Parent; node is not null; node = node.Parent)
        {
            if (Body.IsRoot(node) || node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax { Identifier.ValueText: "Sequential" } }
                || (node is InvocationExpressionSyntax call && ActivationEdits.NameOf(call) == "Sequential"))
            {
                return node;
            }
        }

        return null;
    }
}
