using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>DL8001: layers in a list, an array or a dictionary, where RegisterComponents does not look.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL8001HiddenModules : ClassAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL8001";

    /// <summary>The keys under which a finding carries the type and the factory to use instead.</summary>
    internal const string Type = "type", Factory = "factory";

    private static readonly string[] Appending = { "Add", "Insert", "TryAdd", "Enqueue", "Push" };

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("Modules hidden in a collection", "컬렉션 속에 숨은 모듈"),
        new Wording(
            "Hold {0} in a {1}: RegisterComponents does not look into a {2}, so these parameters are never trained, moved or saved",
            "컬렉션 {0} 대신 {1}에 담으세요. RegisterComponents는 {2} 안을 보지 않으므로 이 파라미터는 학습되지도, 옮겨지지도, 저장되지도 않습니다"),
        Categories.Modules,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: new Wording(
            "RegisterComponents registers fields that are modules or parameters. A List, an array or a dictionary is neither; ModuleList, ModuleDict and ParameterList are modules.",
            "RegisterComponents는 모듈이나 파라미터인 필드를 등록합니다. List, 배열, 딕셔너리는 어느 쪽도 아니고, ModuleList, ModuleDict, ParameterList는 모듈입니다."),
        helpLinkUri: HelpLinks.Of(Id));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override void Check(RuleContext context, CodeModel code, INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class || !code.Torch.IsModule(type) || type.DeclaringSyntaxReferences.IsEmpty || Registration.RegistersByHand(type))
            return;
        foreach (var (member, held) in Registration.Members(type))
        {
            if (ElementOf(code, held) is { } element && IsFilledHere(code, member, element) && !IsHandedOn(code, type, member))
            {
                var isParameter = !code.Torch.IsModule(element);
                var container = isParameter ? "ParameterList" : IsDictionary(held) ? "ModuleDict" : "ModuleList";
                context.Report(Diagnostic.Create(
                    Rule, member.Locations[0], Replacement(code, member, held, element), member.Name, container, held is IArrayTypeSymbol ? "[]" : held.Name));
            }
        }
    }

    /// <summary>The module or parameter type that a collection holds; null for anything else, also for ModuleList.</summary>
    private static ITypeSymbol? ElementOf(CodeModel code, ITypeSymbol held)
    {
        var element = held switch
        {
            IArrayTypeSymbol array => array.ElementType,
            INamedTypeSymbol { TypeArguments: { Length: > 0 } arguments } named when !code.Torch.IsModule(named)
                && named.ContainingNamespace?.ToDisplayString() is "System.Collections.Generic" or "System.Collections.Immutable" => arguments[arguments.Length - 1],
            _ => null,
        };
        return code.Torch.IsModule(element) || SymbolEqualityComparer.Default.Equals(element, code.Torch.Parameter) ? element : null;
    }

    private static bool IsDictionary(ITypeSymbol held) => held is INamedTypeSymbol { TypeArguments.Length: 2 };

    /// <summary>Whether the class makes new modules for the collection, so that nobody else can have registered them.</summary>
    private static bool IsFilledHere(CodeModel code, ISymbol member, ITypeSymbol element)
    {
        var assigned = code.Definitions.Assigned(member).Expressions.Select(static origin => origin.Operation);
        var trees = member.DeclaringSyntaxReferences.Select(static r => r.SyntaxTree).Distinct().ToList();
        var appended = trees.SelectMany(tree => Appending.SelectMany(name => TreeIndex.Of(tree, default).Calls(name)))
            .Select(code.OperationOf).OfType<IInvocationOperation>().Where(call => Refers(code, call.Instance, member)).SelectMany(static call => call.Arguments).Select(static a => a.Value);
        var placed = trees.SelectMany(tree => TreeIndex.Of(tree, default).Assignments(member.Name)).OfType<AssignmentExpressionSyntax>()
            .Where(static each => each.Left is ElementAccessExpressionSyntax).Select(each => code.OperationOf(each.Right)).OfType<IOperation>();
        return assigned.Concat(appended).Concat(placed).Any(value => value.DescendantsAndSelf().Any(each => Makes(code, each, element)) || IsNewLocal(code, value, element));
    }

    private static bool IsNewLocal(CodeModel code, IOperation value, ITypeSymbol element)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        return value is ILocalReferenceOperation local && code.Definitions.Of(local, Scope.Empty) is { Complete: true } origins && origins.Expressions.All(origin => Makes(code, origin.Operation, element))
            && !TreeIndex.Of(local.Syntax.SyntaxTree, default).Assignments(local.Local.Name).Any();
    }

    private static bool Makes(CodeModel code, IOperation operation, ITypeSymbol element) =>
        (code.Torch.IsModule(element) ? code.Torch.IsModule(operation.Type) : SymbolEqualityComparer.Default.Equals(operation.Type, element))
        && (operation is IObjectCreationOperation || (operation is IInvocationOperation { TargetMethod: { IsStatic: true, IsExtensionMethod: false } method } && code.Torch.Declares(method)))
        && operation.Parent is not ISimpleAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true } };

    private static bool Refers(CodeModel code, IOperation? instance, ISymbol member) =>
        instance is not null && code.Definitions.Resolve(instance, Scope.Empty).Key is ISymbol symbol && SymbolEqualityComparer.Default.Equals(symbol, member);

    /// <summary>Whether the collection goes on into something that registers, such as Sequential or ModuleList, or out of sight.</summary>
    private static bool IsHandedOn(CodeModel code, INamedTypeSymbol type, ISymbol member) => type.DeclaringSyntaxReferences.SelectMany(static r => r.GetSyntax().DescendantNodes()).OfType<ArgumentSyntax>()
        .Any(argument => argument.Expression.DescendantNodesAndSelf(static node => node is not LambdaExpressionSyntax).OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == member.Name && !IsElement(name))
            && argument.Parent?.Parent is { } call && code.OperationOf(call) is { } made
            && (code.Torch.IsModule(made.Type) || made is IInvocationOperation { TargetMethod: var target } && !code.Torch.Declares(target) && target.ContainingType?.Name != "Console"));

    /// <summary>Whether a name stands for one element or a fact about the collection: <c>layers[i]</c>, <c>layers.Count</c>.</summary>
    private static bool IsElement(IdentifierNameSyntax name) =>
        name.Parent is ElementAccessExpressionSyntax access && access.Expression == name
        || name.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count" or "Length" } member && member.Expression == name;

    private static ImmutableDictionary<string, string?> Replacement(CodeModel code, ISymbol member, ITypeSymbol held, ITypeSymbol element)
    {
        var none = ImmutableDictionary<string, string?>.Empty;
        var isDictionary = held is INamedTypeSymbol { Name: "Dictionary", TypeArguments: { Length: 2 } arguments } && arguments[0].SpecialType == SpecialType.System_String;
        if (!(isDictionary || held is INamedTypeSymbol { Name: "List" } or IArrayTypeSymbol { Rank: 1 }) || !code.Torch.IsModule(element) || member is not IFieldSymbol)
            return none;
        var name = isDictionary ? "ModuleDict" : "ModuleList";
        var place = member.DeclaringSyntaxReferences[0].GetSyntax();
        var model = code.SemanticsOf(place);
        var list = model.LookupNamespacesAndTypes(place.SpanStart, name: name).Any(code.Torch.Declares) ? name : "TorchSharp.Modules." + name;
        var torch = model.LookupNamespacesAndTypes(place.SpanStart, name: "torch").Any(code.Torch.Declares) ? "torch" : "TorchSharp.torch";
        return none.Add(Type, list).Add(Factory, torch + ".nn." + name);
    }
}
