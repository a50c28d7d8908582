using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>Whether one module is a part of another, so that the parameters of the part are some of those of the whole.</summary>
internal static class Containment
{
    private const int MaxDepth = 6;

    /// <summary>Whether <paramref name="part"/> is known to be held by <paramref name="whole"/>: a field of its class, or of the class of one of its parts.</summary>
    public static bool IsPart(CodeModel code, Value whole, Value part) =>
        part.Key is IFieldSymbol or IPropertySymbol
        && TypesOf(code, whole).Any(type => Holds(code, type, ((ISymbol)part.Key).ContainingType, new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default), 0));

    /// <summary>Whether <paramref name="part"/> may be held by <paramref name="whole"/>: nothing shows that it is not.</summary>
    public static bool MayBePart(CodeModel code, Value whole, Value part)
    {
        if (IsPart(code, whole, part))
            return true;
        var origins = code.Definitions.Of(whole);
        if (!origins.Complete)
            return true;

        // What is handed to a module when it is made, or added to it later, may live on in it.
        return origins.Expressions.Any(origin => origin.Operation.DescendantsAndSelf().Any(each => each != origin.Operation
            && code.Torch.IsModule(each.Type) && code.Definitions.AreSame(code.Definitions.Resolve(each, origin.Scope), part) != false)
            || (origin.Operation.Type is { } type && code.Torch.Declares(type) && type.Name is "Sequential" or "ModuleList" or "ModuleDict" && part.Key is not ILocalSymbol));
    }

    private static IEnumerable<ITypeSymbol> TypesOf(CodeModel code, Value value)
    {
        var declared = value.Key switch
        {
            ITypeSymbol self => self,
            ILocalSymbol local => local.Type,
            IFieldSymbol field => field.Type,
            IPropertySymbol property => property.Type,
            IParameterSymbol parameter => parameter.Type,
            _ => null,
        };
        return code.Definitions.Of(value).Expressions.Select(static origin => origin.Operation.Type).Append(declared).OfType<ITypeSymbol>();
    }

    private static bool Holds(CodeModel code, ITypeSymbol whole, ITypeSymbol holder, HashSet<ITypeSymbol> seen, int depth)
    {
        if (depth > MaxDepth || whole is not INamedTypeSymbol type || !code.Torch.IsModule(type) || code.Torch.Declares(type) || !seen.Add(type))
            return false;
        if (holder is INamedTypeSymbol named && TorchSymbols.Inherits(type, named.OriginalDefinition))
            return true;
        return type.BaseType is { } above && Holds(code, above, holder, seen, depth + 1)
            || Registration.Members(type).Any(member => Holds(code, member.Type, holder, seen, depth + 1));
    }
}
