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

/// <summary>DL8003: a layer or a parameter that a field gets after RegisterComponents has looked.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL8003AssignedAfterRegistration : ClassAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL8003";

    /// <summary>The key under which a finding says where the field is set, and what it says.</summary>
    internal const string Place = "place", InConstructor = "constructor", InDerived = "derived";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("Assigned after RegisterComponents", "RegisterComponents 뒤에 대입합니다"),
        new Wording(
            "{0}: RegisterComponents looks at the fields once, so that what {1} gets here is never trained, moved or saved",
            "{0}. RegisterComponents는 필드를 한 번만 보므로 여기서 {1}에 넣은 것은 학습되지도, 옮겨지지도, 저장되지도 않습니다"),
        Categories.Modules,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: new Wording(
            "RegisterComponents registers the modules and parameters that the fields hold at that moment. A second call does nothing, and the constructor of a base class runs before that of the derived class.",
            "RegisterComponents는 그 순간 필드에 있는 모듈과 파라미터를 등록합니다. 두 번째 호출은 아무 일도 하지 않고, 기반 클래스의 생성자는 파생 클래스의 생성자보다 먼저 실행됩니다."),
        helpLinkUri: HelpLinks.Of(Id));

    private static readonly Phrase Later = new("Call RegisterComponents() after this assignment", "이 대입 뒤에서 RegisterComponents()를 호출하세요");

    private static readonly Phrase Declare = new(
        "Give the field its value in its declaration, which runs before the constructor of the base class that registers",
        "등록하는 기반 클래스의 생성자보다 먼저 실행되도록 필드 선언에서 값을 넣으세요");

    private static readonly Phrase Make = new("Make it in the constructor, before RegisterComponents()", "생성자에서 RegisterComponents() 앞에 만드세요");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override void Check(RuleContext context, CodeModel code, INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class || !code.Torch.IsModule(type) || type.DeclaringSyntaxReferences.IsEmpty || Registration.RegistersByHand(type))
            return;
        foreach (var (member, held) in Registration.Members(type).Where(each => code.Torch.IsModule(each.Type) || SymbolEqualityComparer.Default.Equals(each.Type, code.Torch.Parameter)))
        {
            foreach (var assignment in Assignments(type, member.Name))
            {
                if (IsLate(code, type, assignment) is { } late && Registration.HasParameters(code, member, held) && IsNew(code, assignment, member))
                {
                    var place = late == Later ? InConstructor : late == Declare ? InDerived : "";
                    context.Report(Diagnostic.Create(Rule, assignment.GetLocation(), ImmutableDictionary<string, string?>.Empty.Add(Place, place), late, member.Name));
                }
            }
        }
    }

    private static IEnumerable<AssignmentExpressionSyntax> Assignments(INamedTypeSymbol type, string name) => type.DeclaringSyntaxReferences
        .SelectMany(reference => TreeIndex.Of(reference.SyntaxTree, default).Assignments(name).Where(node => node.FirstAncestorOrSelf<TypeDeclarationSyntax>() == reference.GetSyntax()))
        .OfType<AssignmentExpressionSyntax>()
        .Where(static node => node.Left is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }
            && node.RawKind is (int)SyntaxKind.SimpleAssignmentExpression or (int)SyntaxKind.CoalesceAssignmentExpression);

    /// <summary>What to do about an assignment that comes after the registration; null where none comes before it for certain.</summary>
    private static Phrase? IsLate(CodeModel code, INamedTypeSymbol type, AssignmentExpressionSyntax assignment)
    {
        switch (Body.FunctionOf(assignment))
        {
            case ConstructorDeclarationSyntax constructor when !constructor.Modifiers.Any(SyntaxKind.StaticKeyword):
                if (type.BaseType is { } above && RegistersIn(code, above))
                    return Declare;
                return Registrations(constructor).Any(call => call.SpanStart < assignment.SpanStart) || PassesOn(constructor, type) ? Later : null;
            case MethodDeclarationSyntax method when !method.Modifiers.Any(SyntaxKind.StaticKeyword):
                return RegistersIn(code, type) && code.SemanticsOf(method).GetDeclaredSymbol(method) is IMethodSymbol { IsOverride: var isOverride, Name: var name } symbol
                    && (!isOverride || name == "forward") && !IsCalledEarly(code, symbol, 0) ? Make : null;
            default:
                return null;
        }
    }

    /// <summary>Whether every object of a class, or of one above it, is registered by its constructors.</summary>
    private static bool RegistersIn(CodeModel code, INamedTypeSymbol type)
    {
        for (var current = type; current is { DeclaringSyntaxReferences.IsEmpty: false } && !code.Torch.Declares(current); current = current.BaseType)
        {
            var constructors = current.InstanceConstructors.SelectMany(static each => each.DeclaringSyntaxReferences).Select(static r => r.GetSyntax()).OfType<ConstructorDeclarationSyntax>()
                .Where(static each => each.Initializer?.IsKind(SyntaxKind.ThisConstructorInitializer) != true).ToList();
            if (constructors.Count > 0 && constructors.All(Registers))
                return true;
        }

        return false;
    }

    /// <summary>The calls that register for certain: statements of the constructor itself, under no condition.</summary>
    private static IEnumerable<StatementSyntax> Registrations(ConstructorDeclarationSyntax constructor) =>
        constructor.Body?.Statements.Where(IsRegistration) ?? Enumerable.Empty<StatementSyntax>();

    private static bool Registers(ConstructorDeclarationSyntax constructor) => Registrations(constructor).Any() || (constructor.ExpressionBody is { Expression: var only } && IsRegistration(only));

    /// <summary>Whether a statement is the call that registers, and nothing else.</summary>
    internal static bool IsRegistration(StatementSyntax statement) => statement is ExpressionStatementSyntax { Expression: var only } && IsRegistration(only);

    private static bool IsRegistration(ExpressionSyntax expression) => expression is InvocationExpressionSyntax
    {
        ArgumentList.Arguments.Count: 0,
        Expression: IdentifierNameSyntax { Identifier.ValueText: "RegisterComponents" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "RegisterComponents", Expression: ThisExpressionSyntax or BaseExpressionSyntax },
    };

    /// <summary>Whether a constructor first runs another of its class that registers.</summary>
    private static bool PassesOn(ConstructorDeclarationSyntax constructor, INamedTypeSymbol type) =>
        constructor.Initializer?.IsKind(SyntaxKind.ThisConstructorInitializer) == true
        && type.InstanceConstructors.SelectMany(static each => each.DeclaringSyntaxReferences).Select(static r => r.GetSyntax()).OfType<ConstructorDeclarationSyntax>()
            .Where(each => each != constructor && each.Initializer?.IsKind(SyntaxKind.ThisConstructorInitializer) != true) is var others
        && others.Any() && others.All(Registers);

    /// <summary>Whether a constructor calls a method, directly or through others: then it may run before the registration.</summary>
    private static bool IsCalledEarly(CodeModel code, IMethodSymbol method, int depth) => depth > 3 || code.Definitions.CallsOf(method).Any(call => Body.FunctionOf(call.Syntax) switch
    {
        ConstructorDeclarationSyntax => true,
        MethodDeclarationSyntax caller => code.SemanticsOf(caller).GetDeclaredSymbol(caller) is IMethodSymbol symbol && !SymbolEqualityComparer.Default.Equals(symbol, method)
            && SymbolEqualityComparer.Default.Equals(symbol.ContainingType, method.ContainingType) && IsCalledEarly(code, symbol, depth + 1),
        _ => false,
    });

    /// <summary>Whether what is assigned is made here: an alias of what is registered elsewhere, or a module that the caller keeps to itself, is meant to be none of ours.</summary>
    private static bool IsNew(CodeModel code, AssignmentExpressionSyntax assignment, ISymbol member) =>
        code.OperationOf(assignment) is IAssignmentOperation { Target: IMemberReferenceOperation target, Value: var value }
        && SymbolEqualityComparer.Default.Equals(target.Member.OriginalDefinition, member.OriginalDefinition)
        && code.Definitions.Resolve(value, Scope.Empty).Key is not (IFieldSymbol or IPropertySymbol)
        && code.Definitions.Of(value, Scope.Empty) is { Complete: true } origins
        && origins.Expressions.All(origin => Registration.Makes(code, origin.Operation));
}
