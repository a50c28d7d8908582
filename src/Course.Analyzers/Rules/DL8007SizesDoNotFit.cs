using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Analyzers;

/// <summary>DL8007: a layer that takes another number of features than the layer before gives.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL8007SizesDoNotFit : DeepLearningAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL8007";

    private static readonly HashSet<string> Keeping = new()
    {
        "contiguous", "to", "cuda", "cpu", "float", "float32", "double", "half", "clone", "alias", "totype", "identity", "dropout", "dropout1d", "dropout2d", "dropout3d", "alphadropout", "featuredropout",
        "movetoouterdisposescope", "detachfromdisposescope", "movetootherdisposescope",
    };

    // Along these the channels of an image stay as many as they were.
    private static readonly HashSet<string> KeepingChannels = new()
    {
        "maxpool1d", "maxpool2d", "maxpool3d", "avgpool1d", "avgpool2d", "avgpool3d", "adaptiveavgpool1d", "adaptiveavgpool2d", "adaptiveavgpool3d",
        "adaptivemaxpool1d", "adaptivemaxpool2d", "adaptivemaxpool3d", "upsample", "interpolate", "zeropad2d",
    };

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("Sizes of layers do not fit", "층의 크기가 맞지 않습니다"),
        new Wording(
            "Make the sizes agree: the layer before gives {0}, this one takes {1}, and forward throws",
            "크기를 맞추세요. 앞 층의 출력은 {0}개인데 이 층의 입력은 {1}개여서 forward가 예외를 던집니다"),
        Categories.Modules,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: new Wording(
            "The number of features or channels that a layer takes has to be the number that the layer before gives.",
            "층이 받는 특성이나 채널의 수는 앞 층이 내는 수와 같아야 합니다."),
        helpLinkUri: HelpLinks.Of(Id));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    internal override void Look(RuleContext context, CodeModel code)
    {
        var reported = new HashSet<SyntaxNode>();
        foreach (var network in code.Networks.In(context.Tree))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            foreach (var (size, taken, place) in Misfits(code, network.Way(code)))
            {
                if (place.SyntaxTree == context.Tree && reported.Add(place))
                    context.Report(Diagnostic.Create(Rule, place.GetLocation(), size, taken));
            }
        }
    }

    private static IEnumerable<(long Given, long Taken, SyntaxNode Place)> Misfits(CodeModel code, Stage way)
    {
        long? given = null;
        var family = "";
        foreach (var stage in way.FromStart())
        {
            switch (stage.Kind)
            {
                case StageKind.Weight or StageKind.Norm:
                    var input = stage.Layer is { } layer ? LayerSizes.InputOf(layer) : null;
                    if (given is { } size && input is not null && Fits(family, stage.Name) && LayerSizes.Of(code, input.Value, stage.Layer!.Value.Scope) is { } taken && taken != size)
                        yield return (size, taken, input.Value.Syntax);
                    if (stage.Kind == StageKind.Weight)
                    {
                        family = stage.Name.Replace("transpose", "");
                        given = stage.Layer is { } made && LayerSizes.OutputOf(made) is { } output ? LayerSizes.Of(code, output.Value, made.Scope) : null;
                    }

                    break;
                case StageKind.Activation or StageKind.Residual:
                    break;
                default:
                    given = null;
                    break;
            }

            if (!stage.Through.All(name => Keeping.Contains(name) || (family != "linear" && KeepingChannels.Contains(name))))
                given = null;
        }
    }

    /// <summary>
    /// Whether a layer counts along the dimension that the layer before gives. A BatchNorm1d after a linear layer may count steps
    /// of a sequence, and a LayerNorm after a convolution counts pixels: neither is compared.
    /// </summary>
    private static bool Fits(string family, string next) => family switch
    {
        "linear" => next is "linear" or "layernorm",
        "conv1d" or "conv2d" or "conv3d" => next == family || next == family.Replace("conv", "convtranspose") || next == family.Replace("conv", "batchnorm") || next == "groupnorm",
        _ => false,
    };
}
