using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>Words the call that would clip before a step. Rules pass it on to their fixes, which know nothing of optimizers.</summary>
internal static class ClipCall
{
    /// <summary>The key under which a diagnostic carries the statement to insert; absent where none can be worded.</summary>
    public const string Statement = "statement";

    /// <summary>The properties of a diagnostic at a step.</summary>
    public static ImmutableDictionary<string, string?> Properties(CodeModel code, EventNode step) =>
        (step.Kind == EventKind.Step ? Parameters(code, step) : LoopOver(step) is { } loop ? Listed(code, loop) : null) is { } list
            ? ImmutableDictionary<string, string?>.Empty.Add(Statement, $"{TorchName(code, step)}.nn.utils.clip_grad_norm_({list}, 1.0);")
            : ImmutableDictionary<string, string?>.Empty;

    /// <summary>Where the clip belongs, if not right before the step: a loop that moves parameters one by one is preceded by one clip of all.</summary>
    public static ImmutableArray<Location> Place(EventNode step) =>
        LoopOver(step) is { } loop ? ImmutableArray.Create(loop.GetLocation()) : ImmutableArray<Location>.Empty;

    private static ForEachStatementSyntax? LoopOver(EventNode step) => step is { Kind: EventKind.ManualStep, IsInlined: false, TargetOperation: ILocalReferenceOperation { Local: var moved } }
        ? moved.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as ForEachStatementSyntax
        : null;

    /// <summary>The list that a loop goes over, in words that can stand before it; null where it has no one list of tensors.</summary>
    private static string? Listed(CodeModel code, ForEachStatementSyntax loop) => loop.Expression is InvocationExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax
        && code.OperationOf(loop.Expression) is { Type: { } type }
        && type.AllInterfaces.Append(type).OfType<INamedTypeSymbol>().Any(each => each.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T && code.Torch.IsTensor(each.TypeArguments[0]))
            ? loop.Expression.ToString()
            : null;

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
