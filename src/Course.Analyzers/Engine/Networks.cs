using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>How weights are drawn, as far as it matters to saturating activations.</summary>
internal enum Initialization
{
    /// <summary>The library's way, or one that is not told apart.</summary>
    Default,

    /// <summary>Xavier with the gain of tanh, 5/3.</summary>
    XavierForTanh,

    /// <summary>A normal distribution with a standard deviation of 0.5 or more.</summary>
    Wide,
}

/// <summary>A network as a whole: a module class, or a Sequential that no class holds.</summary>
/// <param name="Class">The class; null for a Sequential.</param>
/// <param name="Creation">The Sequential; null for a class.</param>
/// <param name="Declaration">The code in which it is declared.</param>
internal sealed record Network(INamedTypeSymbol? Class, IOperation? Creation, SyntaxNode Declaration)
{
    private static readonly string[] Initializers = { "xavier_uniform_", "xavier_normal_", "normal_" };

    private Stage? _way;

    /// <summary>The way of a tensor through the network.</summary>
    public Stage Way(CodeModel code)
    {
        var input = new Stage(StageKind.Input, "", null, null);
        return _way ??= Class is not null ? ForwardReader.OfForward(code, Class, input) : ForwardReader.OfCreation(code, Creation!, input);
    }

    /// <summary>How the code around the network draws its weights.</summary>
    public Initialization Initialization(CodeModel code)
    {
        var around = Declaration.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? Declaration.SyntaxTree.GetRoot();
        var index = TreeIndex.Of(Declaration.SyntaxTree, default);
        foreach (var node in Initializers.SelectMany(index.Calls).Where(node => Class is null || around.Span.Contains(node.Span)))
        {
            if (code.OperationOf(node) is not IInvocationOperation call || !code.Torch.Declares(call.TargetMethod))
                continue;
            var spread = call.Arguments.FirstOrDefault(static a => a.Parameter?.Name is "gain" or "std");
            var value = spread is null ? null : Constants.Of(code, spread.Value);
            if (call.TargetMethod.Name == "normal_" && value >= 0.5)
                return Engine.Initialization.Wide;
            if (call.TargetMethod.Name != "normal_" && (value is > 1.5 and < 1.8 || spread?.Value.Syntax.DescendantNodesAndSelf().Any(static n => n is InvocationExpressionSyntax) == true))
                return Engine.Initialization.XavierForTanh;
        }

        return Engine.Initialization.Default;
    }

    /// <summary>Whether some code takes the network out of training, by switching the gradients of all its parameters off.</summary>
    public bool IsFrozen(CodeModel code)
    {
        foreach (var index in code.Indexes)
        {
            foreach (var node in index.Calls("requires_grad_").Concat(index.Assignments("requires_grad")))
            {
                var (holder, value) = code.OperationOf(node) switch
                {
                    IInvocationOperation call => (call.Instance, call.Arguments.FirstOrDefault()?.Value),
                    ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment => (target.Instance, assignment.Value),
                    _ => ((IOperation?)null, null),
                };
                if (value?.ConstantValue is { HasValue: true, Value: false } && Owner(code, holder) is { } owner && Is(code, owner))
                    return true;
            }
        }

        return false;
    }

    /// <summary>The module itself, or the one whose parameters a loop goes over.</summary>
    private static IOperation? Owner(CodeModel code, IOperation? holder)
    {
        if (code.Torch.IsModule(holder?.Type))
            return holder;
        return holder is ILocalReferenceOperation local
            && local.Syntax.Ancestors().OfType<CommonForEachStatementSyntax>().FirstOrDefault() is { } loop
            && code.OperationOf(loop.Expression) is IInvocationOperation { TargetMethod.Name: "parameters" or "named_parameters", Instance: { } owner } && code.Torch.IsModule(owner.Type)
            ? owner
            : null;
    }

    private bool Is(CodeModel code, IOperation module)
    {
        var origins = code.Definitions.Of(module, Scope.Empty);
        return Creation is not null
            ? origins.Expressions.Any(origin => origin.Operation.Syntax == Creation.Syntax)
            : SymbolEqualityComparer.Default.Equals(module.Type, Class) || origins.Expressions.Any(origin => SymbolEqualityComparer.Default.Equals(origin.Operation.Type, Class));
    }

    /// <summary>Whether a class inside the network already reports the same place.</summary>
    public bool IsPartOfReported(CodeModel code, SaturatingRun run)
    {
        var holder = run.Sites.FirstOrDefault()?.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        return holder is not null && code.SemanticsOf(holder).GetDeclaredSymbol(holder) is INamedTypeSymbol inner && code.Torch.IsModule(inner)
            && !SymbolEqualityComparer.Default.Equals(inner, Class)
            && SaturatingRun.Worst(code, new Network(inner, null, holder)) is not null;
    }
}

/// <summary>The networks of a compilation.</summary>
internal sealed class Networks
{
    private readonly CodeModel _code;
    private bool? _isTrained;

    private readonly ConcurrentDictionary<SyntaxTree, ImmutableArray<Network>> _networks = new();

    public Networks(CodeModel code) => _code = code;

    /// <summary>Whether anything is trained here: code that only loads and applies a network has no use for advice on gradients.</summary>
    public bool IsTrained => _isTrained ??= _code.Indexes.Any(static index => index.Calls("backward").Count > 0)
        || !_code.Indexes.Any(static index => index.Calls("no_grad").Count + index.Calls("inference_mode").Count + index.Calls("eval").Count + index.Calls("load").Count > 0);

    /// <summary>The networks that a tree declares.</summary>
    public ImmutableArray<Network> In(SyntaxTree tree) => _networks.TryGetValue(tree, out var known) ? known : _networks.GetOrAdd(tree, Find(_code, tree).ToImmutableArray());

    private static IEnumerable<Network> Find(CodeModel code, SyntaxTree tree)
    {
        var index = TreeIndex.Of(tree, default);
        foreach (var declaration in index.Types.OfType<TypeDeclarationSyntax>())
        {
            if (code.SemanticsOf(declaration).GetDeclaredSymbol(declaration) is INamedTypeSymbol { IsAbstract: false } type && code.Torch.IsModule(type))
                yield return new Network(type, null, declaration);
        }

        foreach (var node in index.Calls("Sequential").Concat(index.Creations("Sequential")))
        {
            var holder = node.FirstAncestorOrSelf<TypeDeclarationSyntax>();
            var isHeld = holder is not null && code.SemanticsOf(holder).GetDeclaredSymbol(holder) is INamedTypeSymbol type && code.Torch.IsModule(type);
            if (!isHeld && code.OperationOf(node) is { Type: INamedTypeSymbol made } creation && code.Torch.Declares(made) && made.Name == "Sequential" && !IsNested(code, creation))
                yield return new Network(null, creation, node);
        }
    }

    private static bool IsNested(CodeModel code, IOperation creation)
    {
        for (var outer = creation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IInvocationOperation or IObjectCreationOperation && code.Torch.IsModule(outer.Type) && outer.Type!.Name == "Sequential")
                return true;
        }

        return false;
    }
}
