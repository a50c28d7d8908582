using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Analyzers.Engine;

/// <summary>
/// Whether a piece of code that has a symbol's name can mean that symbol, told from scopes, accessibility and the number of
/// arguments. To bind a name costs the binding of the whole method around it, and most names that look alike are strangers.
/// </summary>
internal static class Reach
{
    /// <summary>Whether an assignment's left side may be a variable, given that it has its name.</summary>
    public static bool MayAssign(CodeModel code, AssignmentExpressionSyntax assignment, ISymbol variable)
    {
        if (!IsInScope(assignment, variable))
            return false;
        if (variable is not (IFieldSymbol or IPropertySymbol) || assignment.Parent is InitializerExpressionSyntax)
            return true;
        return assignment.Left is not (IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax })
            || assignment.Ancestors().OfType<TypeDeclarationSyntax>().Any(type => TypeOf(code, type) is not { } around || TorchSymbols.Inherits(around, variable.ContainingType));
    }

    /// <summary>Whether an invocation, object creation or constructor initializer may call a method, given that it has its name or none.</summary>
    public static bool MayCall(CodeModel code, SyntaxNode call, IMethodSymbol method) => IsInScope(call, method) && Takes(method, call) && call switch
    {
        ConstructorInitializerSyntax initializer => initializer.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type || TypeOf(code, type) is not { } around
            || IsSame(initializer.IsKind(SyntaxKind.ThisConstructorInitializer) ? around : around.BaseType, method.ContainingType),
        PrimaryConstructorBaseTypeSyntax above => HasName(above.Type, method.ContainingType),
        ImplicitObjectCreationExpressionSyntax { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: var type } } } } => HasName(type, method.ContainingType),
        ImplicitObjectCreationExpressionSyntax { Parent: EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax { Type: var type } } } => HasName(type, method.ContainingType),
        _ => true,
    };

    private static bool IsInScope(SyntaxNode use, ISymbol symbol) => symbol switch
    {
        ILocalSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction } => IsAround(use, symbol),
        IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } => IsWithin(use, symbol.ContainingType),
        IParameterSymbol { IsImplicitlyDeclared: false } => IsAround(use, symbol),
        { DeclaredAccessibility: Accessibility.Private, ContainingType: { } type } => IsWithin(use, type),
        _ => true,
    };

    private static bool IsAround(SyntaxNode use, ISymbol symbol)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            if (reference.SyntaxTree == use.SyntaxTree && (reference.GetSyntax().FirstAncestorOrSelf<SyntaxNode>(static node => Body.IsRoot(node)) is not { } scope || scope.Span.Contains(use.Span)))
                return true;
        }

        return symbol.DeclaringSyntaxReferences.IsEmpty;
    }

    private static bool IsWithin(SyntaxNode use, INamedTypeSymbol type)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.SyntaxTree == use.SyntaxTree && reference.Span.Contains(use.Span))
                return true;
        }

        return type.DeclaringSyntaxReferences.IsEmpty;
    }

    /// <summary>Whether a method can be given as many arguments as a call gives.</summary>
    private static bool Takes(IMethodSymbol method, SyntaxNode call)
    {
        var arguments = call switch
        {
            InvocationExpressionSyntax invocation => invocation.ArgumentList,
            BaseObjectCreationExpressionSyntax creation => creation.ArgumentList,
            ConstructorInitializerSyntax initializer => initializer.ArgumentList,
            PrimaryConstructorBaseTypeSyntax above => above.ArgumentList,
            _ => null,
        };

        // An override may state other defaults than the method that the call binds to.
        if (method.IsOverride)
            return true;
        var given = arguments?.Arguments.Count ?? 0;
        var needed = 0;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.IsParams)
                given = System.Math.Min(given, method.Parameters.Length);
            else if (!parameter.IsOptional)
                needed++;
        }

        return given >= needed - (method.IsExtensionMethod ? 1 : 0) && given <= method.Parameters.Length;
    }

    private static bool HasName(TypeSyntax type, INamedTypeSymbol meant) => TreeIndex.NameOf(type is NullableTypeSyntax nullable ? nullable.ElementType : type) is not { } name || name == meant.Name;

    private static bool IsSame(INamedTypeSymbol? type, INamedTypeSymbol other) => SymbolEqualityComparer.Default.Equals(type?.OriginalDefinition, other.OriginalDefinition);

    private static INamedTypeSymbol? TypeOf(CodeModel code, TypeDeclarationSyntax declaration) => code.SemanticsOf(declaration).GetDeclaredSymbol(declaration) as INamedTypeSymbol;
}
