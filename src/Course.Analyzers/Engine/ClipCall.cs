using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Course.Analyzers.Engine;

/// <summary>Words the call that would clip before a step. Rules pass it on to their fixes, which know nothing of optimizers.</summary>
internal static class ClipCall
{
    /// <summary>The key under which a diagnostic carries the statement to insert; absent where none can be worded.</summary>
    public const string Statement = "statement";

    /// <summary>The properties of a diagnostic at a step.</summary>
    public static ImmutableDictionary<string, string?> Properties(CodeModel code, EventNode step) =>
        step.Kind == EventKind.Step && Parameters(code, step) is { } list
            ? ImmutableDictionary<string, string?>.Empty.Add(Statement, $"{TorchName(code, step)}.nn.utils.clip_grad_norm_({list}, 1.0);")
            : ImmutableDictionary<string, string?>.Empty;

    /// <summary>The expression of the parameters that a step moves, in words that hold where the step stands.</summary>
    public static string? Parameters(CodeModel code, EventNode step)
    {
        var owners = step.Optimizers(code).SelectMany(static each => each.Sources.Owners).Distinct().ToList();
        var filtered = step.Optimizers(code).Any(static each => each.Sources is { Filtered: true } or { Complete: false });
        if (owners.Count == 1 && !filtered && NameOf(code, owners[0], step) is { } model)
            return model + ".parameters()";
        return NameOf(code, step.Target, step) is { } optimizer ? optimizer + ".parameters()" : null;
    }

    /// <summary>The name of <c>torch</c> that the usings allow at a step.</summary>
    public static string TorchName(CodeModel code, EventNode step)
    {
        var site = step.Site!.Syntax;
        return code.SemanticsOf(site).LookupNamespacesAndTypes(site.SpanStart, name: "torch").Any(code.Torch.Declares) ? "torch" : "TorchSharp.torch";
    }

    /// <summary>The name of a variable where a step or another event stands; null where it is not in sight there.</summary>
    public static string? NameOf(CodeModel code, Value value, EventNode step)
    {
        var site = step.Site!.Syntax;
        return value.Key is ISymbol symbol and not ITypeSymbol
            && code.SemanticsOf(site).LookupSymbols(site.SpanStart, name: symbol.Name).Any(found => SymbolEqualityComparer.Default.Equals(found.OriginalDefinition, symbol))
                ? symbol.Name
                : null;
    }
}
