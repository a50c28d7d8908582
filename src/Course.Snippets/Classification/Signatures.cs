using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Snippets.Classification;

/// <summary>What a reader sees over a name: the signature of what it names, in C#.</summary>
internal static class Signatures
{
    private static readonly SymbolDisplayFormat Format = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType |
            SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeConstantValue,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName |
            SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeExtensionThis,
        localOptions: SymbolDisplayLocalOptions.IncludeType | SymbolDisplayLocalOptions.IncludeRef | SymbolDisplayLocalOptions.IncludeConstantValue,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        extensionMethodStyle: SymbolDisplayExtensionMethodStyle.InstanceMethod,
        delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier |
            SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers | SymbolDisplayMiscellaneousOptions.CollapseTupleTypes);

    // Types are shown with the types that they are nested in: TorchSharp keeps its names in torch, torch.nn and so on.
    private static readonly SymbolDisplayFormat TypeFormat = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: Format.GenericsOptions,
        memberOptions: Format.MemberOptions,
        delegateStyle: Format.DelegateStyle,
        parameterOptions: Format.ParameterOptions,
        kindOptions: Format.KindOptions,
        miscellaneousOptions: Format.MiscellaneousOptions);

    // Within a signature a type has no keyword before it.
    private static readonly SymbolDisplayFormat TypeInSignature = Format
        .WithKindOptions(SymbolDisplayKindOptions.None).WithMemberOptions(SymbolDisplayMemberOptions.None);

    /// <summary>The signature of what the token names, or null where it names nothing that is known.</summary>
    public static string? Of(SyntaxToken token, SemanticModel model)
    {
        if (!token.IsKind(SyntaxKind.IdentifierToken) || token.Parent is not { } node) return null;
        var symbol = model.GetDeclaredSymbol(node) ?? SymbolOf(node, model);
        return symbol is null or IErrorTypeSymbol ? null : Shown(symbol);
    }

    private static ISymbol? SymbolOf(SyntaxNode node, SemanticModel model)
    {
        // A name in `new Name(…)` means the constructor to a reader, and its parameters are what one looks for.
        var creation = node.AncestorsAndSelf().TakeWhile(static n => n is TypeSyntax or ObjectCreationExpressionSyntax)
            .OfType<ObjectCreationExpressionSyntax>().FirstOrDefault(c => c.Type.Span.End == node.Span.End);
        var info = model.GetSymbolInfo((SyntaxNode?)creation ?? node);
        return info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
    }

    private static string Shown(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local when IsInferred(local) =>
            $"(local) {local.Type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(TypeInSignature)} {local.Name}",
        ILocalSymbol => $"(local) {symbol.ToDisplayString(Format)}",
        IParameterSymbol => $"(parameter) {symbol.ToDisplayString(Format)}",
        IRangeVariableSymbol => $"(range variable) {symbol.Name}",
        IMethodSymbol { MethodKind: MethodKind.LocalFunction } => $"(local function) {symbol.ToDisplayString(Format)}",
        ITypeParameterSymbol => $"(type parameter) {symbol.Name}",
        INamedTypeSymbol => symbol.ToDisplayString(TypeFormat),
        INamespaceSymbol => $"namespace {symbol.ToDisplayString()}",
        IAliasSymbol alias => Shown(alias.Target),
        ILabelSymbol => $"(label) {symbol.Name}",
        _ => symbol.ToDisplayString(Format),
    };

    // `var` makes every reference nullable for the compiler's flow analysis; a reader would take the mark for a fact.
    private static bool IsInferred(ILocalSymbol local) => local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type.IsVar: true } } => true,
        SingleVariableDesignationSyntax { Parent: DeclarationExpressionSyntax { Type.IsVar: true } } => true,
        ForEachStatementSyntax { Type.IsVar: true } => true,
        _ => false,
    };
}
