using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Course.Analyzers.Engine;

/// <summary>Which methods a virtual or interface call may reach within the compilation.</summary>
internal static class Implementations
{
    /// <summary>The method itself, and its overrides and implementations where it is open to any.</summary>
    public static IEnumerable<IMethodSymbol> Of(CodeModel code, IMethodSymbol method)
    {
        yield return method;
        var isInterface = method.ContainingType?.TypeKind == TypeKind.Interface;
        if (!isInterface && !method.IsVirtual && !method.IsAbstract && !method.IsOverride)
            yield break;
        var definition = method.OriginalDefinition;
        foreach (var type in code.Modules.DeclaredTypes)
        {
            foreach (var candidate in type.GetMembers(method.Name).OfType<IMethodSymbol>())
            {
                if (isInterface ? Implements(type, candidate, definition) : Overrides(candidate, definition))
                    yield return candidate;
            }
        }
    }

    private static bool Overrides(IMethodSymbol candidate, IMethodSymbol definition)
    {
        for (var current = candidate.OverriddenMethod; current is not null; current = current.OverriddenMethod)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, definition))
                return true;
        }

        return false;
    }

    private static bool Implements(INamedTypeSymbol type, IMethodSymbol candidate, IMethodSymbol definition) =>
        type.AllInterfaces.Where(i => SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, definition.ContainingType))
            .SelectMany(i => i.GetMembers(definition.Name))
            .Any(member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), candidate));
}
