using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Course.Analyzers.Engine;

/// <summary>The types of TorchSharp that rules ask about, found once per compilation by their metadata names.</summary>
internal sealed class TorchSymbols
{
    // A compiler that serves an editor makes a compilation for each key press, and shares the symbols of references among them.
    private static readonly ConditionalWeakTable<IAssemblySymbol, TorchSymbols?> Known = new();

    private readonly IAssemblySymbol _assembly;

    private TorchSymbols(INamedTypeSymbol tensor, INamedTypeSymbol module, INamedTypeSymbol optimizer, INamedTypeSymbol? parameter)
    {
        (Tensor, Module, Optimizer, Parameter) = (tensor, module, optimizer, parameter);
        _assembly = tensor.ContainingAssembly;
    }

    /// <summary><c>torch.Tensor</c>.</summary>
    public INamedTypeSymbol Tensor { get; }

    /// <summary><c>torch.nn.Module</c>, the root of all modules.</summary>
    public INamedTypeSymbol Module { get; }

    /// <summary><c>torch.optim.Optimizer</c>, the root of all optimizers.</summary>
    public INamedTypeSymbol Optimizer { get; }

    /// <summary><c>Modules.Parameter</c>.</summary>
    public INamedTypeSymbol? Parameter { get; }

    /// <summary>
    /// The symbols of a compilation; null where TorchSharp is not referenced, and then no rule has anything to do. Its own sources
    /// declare these types themselves: how they register their parts is their business.
    /// </summary>
    public static TorchSymbols? Of(Compilation compilation)
    {
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (assembly.Name == "TorchSharp")
                return Known.GetValue(assembly, static torch => OfAssembly(torch));
        }

        return null;
    }

    private static TorchSymbols? OfAssembly(IAssemblySymbol assembly) =>
        assembly.GetTypeByMetadataName("TorchSharp.torch+Tensor") is { } tensor
        && assembly.GetTypeByMetadataName("TorchSharp.torch+nn+Module") is { } module
        && assembly.GetTypeByMetadataName("TorchSharp.torch+optim+Optimizer") is { } optimizer
            ? new TorchSymbols(tensor, module, optimizer, assembly.GetTypeByMetadataName("TorchSharp.Modules.Parameter"))
            : null;

    /// <summary>Whether TorchSharp itself declares a symbol.</summary>
    public bool Declares(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, _assembly);

    /// <summary>Whether a type is a tensor (parameters are tensors too).</summary>
    public bool IsTensor(ITypeSymbol? type) => Inherits(type, Tensor);

    /// <summary>Whether a type is a module, the library's or the user's.</summary>
    public bool IsModule(ITypeSymbol? type) => Inherits(type, Module);

    /// <summary>Whether a type is an optimizer, the library's or the user's.</summary>
    public bool IsOptimizer(ITypeSymbol? type) => Inherits(type, Optimizer);

    /// <summary>Whether a method is a member of tensors that TorchSharp declares.</summary>
    public bool IsTensorMethod(IMethodSymbol method) => SymbolEqualityComparer.Default.Equals(method.ContainingType, Tensor);

    /// <summary>Whether a method belongs to a static class of the library such as <c>torch</c>, <c>nn.functional</c> or <c>nn.utils</c>.</summary>
    public bool IsStaticOf(IMethodSymbol method, string className) =>
        method.IsStatic && Declares(method) && method.ContainingType.Name == className;

    /// <summary>Whether <paramref name="type"/> is <paramref name="ancestor"/> or derives from it.</summary>
    public static bool Inherits(ITypeSymbol? type, INamedTypeSymbol ancestor)
    {
        if (type is ITypeParameterSymbol parameter)
        {
            foreach (var constraint in parameter.ConstraintTypes)
            {
                if (Inherits(constraint, ancestor))
                    return true;
            }

            return false;
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, ancestor))
                return true;
        }

        return false;
    }

    /// <summary>Whether a type is a loss module.</summary>
    public bool IsLoss(ITypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Name == "Loss" && Declares(current))
                return true;
        }

        return false;
    }

    /// <summary>The nearest ancestor (or the type itself) that TorchSharp declares: for a user's class, what it is built upon.</summary>
    public INamedTypeSymbol? LibraryType(ITypeSymbol? type)
    {
        for (var current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
        {
            if (Declares(current))
                return current;
        }

        return null;
    }
}
