using System.Collections.Generic;

namespace Course.Analyzers.Engine;

/// <summary>What the functions, tensor methods and parameterless layers of TorchSharp do, by name.</summary>
internal static class Functions
{
    private static readonly HashSet<string> Activations = new()
    {
        "relu", "relu6", "leakyrelu", "prelu", "rrelu", "elu", "celu", "selu", "gelu", "silu", "mish", "hardswish", "softplus",
        "sigmoid", "hardsigmoid", "tanh", "hardtanh", "softsign", "logsigmoid", "softmax", "logsoftmax", "tanhshrink", "hardshrink", "softshrink", "threshold", "sin", "cos",
    };

    private static readonly HashSet<string> Passing = new()
    {
        "view", "reshape", "flatten", "unflatten", "squeeze", "unsqueeze", "permute", "transpose", "t", "contiguous", "to", "cuda", "cpu", "float", "double", "half",
        "clone", "alias", "select", "narrow", "slice", "index", "totype", "expand", "repeat", "pad", "movedim", "swapaxes",
        "dropout", "dropout1d", "dropout2d", "dropout3d", "alphadropout", "featuredropout", "identity",
        "maxpool1d", "maxpool2d", "maxpool3d", "avgpool1d", "avgpool2d", "avgpool3d",
        "adaptiveavgpool1d", "adaptiveavgpool2d", "adaptiveavgpool3d", "adaptivemaxpool1d", "adaptivemaxpool2d", "adaptivemaxpool3d",
        "movetoouterdisposescope", "detachfromdisposescope", "movetootherdisposescope", "upsample", "interpolate", "zeropad2d", "mean", "sum", "float32",
    };

    /// <summary>The name without its underscores, in lower case: <c>log_softmax</c> and <c>LogSoftmax</c> are one thing.</summary>
    public static string Normalize(string name) => name.Replace("_", "").ToLowerInvariant();

    /// <summary>Whether a normalized name is that of a nonlinearity.</summary>
    public static bool IsActivation(string name) => Activations.Contains(name);

    /// <summary>Whether a normalized name is that of something that moves or scales values without bending them.</summary>
    public static bool Passes(string name) => Passing.Contains(name);
}
