using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Analyzers;

/// <summary>Names for variables that a fix declares.</summary>
internal static class FreeName
{
    /// <summary>The first of some names that nothing in the function around a node goes by; null where all are taken.</summary>
    public static string? For(SyntaxNode node, params string[] names)
    {
        var function = node.Ancestors().FirstOrDefault(static each => each is MemberDeclarationSyntax and not GlobalStatementSyntax) ?? node.SyntaxTree.GetRoot();
        var taken = function.DescendantTokens().Select(static token => token.ValueText).ToImmutableHashSet();
        return names.FirstOrDefault(each => !taken.Contains(each));
    }

    /// <summary>A name for a guard.</summary>
    public static string? ForGuard(SyntaxNode node) => For(node, "_", "guard", "noGrad", "gradientsOff");

    /// <summary>A name for a dispose scope.</summary>
    public static string? ForScope(SyntaxNode node) => For(node, "scope", "disposeScope", "tensors", "iterationScope");
}
