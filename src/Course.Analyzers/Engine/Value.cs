using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Course.Analyzers.Engine;

/// <summary>
/// What an expression stands for, as far as the code tells: a variable (local, parameter, field, property, or the type for
/// <c>this</c>), or the expression that makes it. Two values that are equal are the same object in every run that matters.
/// </summary>
internal readonly struct Value : IEquatable<Value>
{
    private Value(object? key, Scope? scope) => (Key, Scope) = (key, scope);

    /// <summary>An <see cref="ISymbol"/>, a <see cref="SyntaxNode"/>, or null where nothing is known.</summary>
    public object? Key { get; }

    /// <summary>Where the names inside an expression mean what they mean.</summary>
    public Scope? Scope { get; }

    /// <summary>Whether anything is known.</summary>
    public bool IsKnown => Key is not null;

    /// <summary>The value of a variable.</summary>
    public static Value Of(ISymbol symbol) => new(symbol.OriginalDefinition, null);

    /// <summary>The value that an expression makes.</summary>
    public static Value Of(SyntaxNode expression, Scope scope) => new(expression, scope);

    /// <inheritdoc />
    public bool Equals(Value other) => (Key, other.Key) switch
    {
        (ISymbol a, ISymbol b) => SymbolEqualityComparer.Default.Equals(a, b),
        _ => ReferenceEquals(Key, other.Key),
    };

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Key is ISymbol symbol ? SymbolEqualityComparer.Default.GetHashCode(symbol) : Key?.GetHashCode() ?? 0;
}

/// <summary>What parameters and <c>this</c> stand for while a callee is read in place of its call.</summary>
/// <param name="Arguments">The values of parameters that are known.</param>
/// <param name="Instance">What <c>this</c> is; unknown outside of inlined instance calls.</param>
internal sealed record Scope(ImmutableDictionary<ISymbol, Value> Arguments, Value Instance)
{
    /// <summary>No caller is known.</summary>
    public static Scope Empty { get; } = new(ImmutableDictionary.Create<ISymbol, Value>(SymbolEqualityComparer.Default), default);
}
