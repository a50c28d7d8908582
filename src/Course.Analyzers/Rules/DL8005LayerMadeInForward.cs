using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>DL8005: a layer with weights that forward makes anew at every call.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL8005LayerMadeInForward : CallAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL8005";

    /// <summary>The key under which a finding carries the type of the layer, as it is written at that place.</summary>
    internal const string Type = "type";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("A layer made in forward", "forward 안에서 만드는 층"),
        new Wording(
            "Make this {0} once, in a field: made in forward, it gets new random weights at every call, and no optimizer knows them",
            "이 {0} 층을 필드에 한 번만 만드세요. forward에서 만들면 호출할 때마다 가중치를 새로 무작위로 뽑고, 어떤 옵티마이저도 그 가중치를 모릅니다"),
        Categories.Modules,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: new Wording(
            "A layer holds its weights. One that is made in forward lives for one call: nothing that it might learn is there at the next.",
            "층은 가중치를 담습니다. forward에서 만든 층은 한 번의 호출 동안만 살기 때문에, 배운 것이 있어도 다음 호출에는 남지 않습니다."),
        helpLinkUri: HelpLinks.Of(Id));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override IReadOnlyList<string> Names { get; } = Registration.LayersWithParameters.ToList();

    private protected override void Check(IInvocationOperation call, CodeModel code, Action<Diagnostic> report)
    {
        if (!code.Torch.IsStaticOf(call.TargetMethod, "nn") || !code.Torch.IsModule(call.Type) || !DrawsWeights(code, call))
            return;
        if (call.Syntax.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { Identifier.ValueText: "forward" } forward || IsKept(call)
            || code.SemanticsOf(forward).GetDeclaredSymbol(forward) is not IMethodSymbol { IsOverride: true, ContainingType: { } holder } || !code.Torch.IsModule(holder))
        {
            return;
        }

        var isNear = call.SemanticModel!.LookupNamespacesAndTypes(forward.SpanStart, name: call.Type!.Name).Any(code.Torch.Declares);
        var type = isNear ? call.Type.Name : call.Type.ToDisplayString();
        report(Diagnostic.Create(Rule, call.Syntax.GetLocation(), ImmutableDictionary<string, string?>.Empty.Add(Type, type), call.TargetMethod.Name));
    }

    /// <summary>Whether a layer gets weights of its own: not one that is handed them, nor a normalization without any.</summary>
    private static bool DrawsWeights(CodeModel code, IInvocationOperation call) => !call.Arguments.Any(argument =>
        SymbolEqualityComparer.Default.Equals(argument.Parameter?.Type, code.Torch.Parameter)
        || (argument.Parameter?.Name is "affine" or "elementwise_affine" && argument.Value.ConstantValue is { HasValue: true, Value: false }));

    /// <summary>Whether something that outlives the call keeps the layer: a field, a collection, a registration.</summary>
    private static bool IsKept(IInvocationOperation call)
    {
        for (var outer = call.Parent; outer is not null and not IBlockOperation; outer = outer.Parent)
        {
            if (outer is IAssignmentOperation { Target: IMemberReferenceOperation or IArrayElementReferenceOperation })
                return true;
            if (outer is IInvocationOperation { TargetMethod.Name: "register_module" or "add_module" or "Add" or "append" or "TryAdd" or "GetOrAdd" or "Insert" or "GetOrCreateValue" })
                return true;
        }

        // A local that goes on into a member or a collection is kept as well.
        var local = (call.Syntax.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is { Initializer.Value: { } value } declarator && value.Span.Contains(call.Syntax.Span)) ? declarator.Identifier.ValueText : null;
        return local is not null && Body.FunctionOf(call.Syntax) is { } function && function.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == local
            && (name.Parent is AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or IdentifierNameSyntax, Right: IdentifierNameSyntax } or ReturnStatementSyntax
                || name.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax keeper } && ActivationEdits.NameOf(keeper) is not ("forward" or "call")));
    }
}
