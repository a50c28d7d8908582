using Course.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Checking.Words;

/// <summary>Mends the compiler errors whose remedy leaves no doubt.</summary>
internal static class CompilerFixes
{
    /// <summary>The fix of an error; null where what to do depends on what was meant.</summary>
    public static SuggestedFix? Of(string id, Location location, Language language)
    {
        var at = location.SourceSpan;
        if (location.SourceTree is not { } tree) return null;
        if (id == "CS1002")
            return new(new Wording("Add the semicolon", "세미콜론 넣기").ToString(language), [new(at.Start, 0, ";")]);
        if (id is not ("CS0103" or "CS0246")) return null;
        var name = tree.GetText().ToString(at);
        if (Using(name) is not { } line) return null;
        var root = (CompilationUnitSyntax)tree.GetRoot();
        if (root.Usings.Any(each => each.ToString() == line)) return null;
        var start = root.Usings.FirstOrDefault()?.SpanStart ?? root.Members.FirstOrDefault()?.SpanStart ?? 0;
        return new(new Wording($"Add {line}", $"{line} 넣기").ToString(language), [new(start, 0, line + "\n")]);
    }

    private static string? Using(string name) => name switch
    {
        "torch" or "TensorExtensionMethods" or "DeviceType" => "using TorchSharp;",
        "nn" or "optim" or "Tensor" or "Device" or "ScalarType" or "tensor" or "zeros" or "ones" or "rand" or "randn" or "manual_seed" or "no_grad" or "NewDisposeScope" =>
            "using static TorchSharp.torch;",
        "Module" or "functional" or "Sequential" or "Linear" or "LSTM" or "GRU" or "RNN" or "Conv2d" or "ReLU" or "Dropout" or "Parameter" =>
            "using static TorchSharp.torch.nn;",
        _ => null,
    };
}
