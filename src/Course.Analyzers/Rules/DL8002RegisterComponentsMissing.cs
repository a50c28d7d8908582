using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>DL8002: a module class that never registers its layers, so that its parameters are nobody's.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL8002RegisterComponentsMissing : ClassAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL8002";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("RegisterComponents is missing", "RegisterComponents 호출이 없습니다"),
        new Wording(
            "Call RegisterComponents() at the end of the constructor of {0}: {1}",
            "{0}의 생성자 끝에서 RegisterComponents()를 호출하세요. {1}"),
        Categories.Modules,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: new Wording(
            "A module knows its layers only after RegisterComponents has looked at its fields. Before that, parameters() is empty: the optimizer trains nothing, save writes nothing, to moves nothing.",
            "모듈은 RegisterComponents가 필드를 살펴본 뒤에야 자기 층을 압니다. 그 전에는 parameters()가 비어 있어서 옵티마이저가 아무것도 학습하지 못하고, save는 아무것도 쓰지 않으며, to는 아무것도 옮기지 않습니다."),
        helpLinkUri: HelpLinks.Of(Id));

    private static readonly Phrase Empty = new(
        "until then parameters() is empty, so the optimizer trains nothing and save writes nothing",
        "호출하지 않으면 parameters()가 비어 있어 옵티마이저가 아무것도 학습하지 못하고 save도 아무것도 쓰지 않습니다");

    private static readonly Phrase Child = new(
        "only a parent that registers it makes its parameters known, and used by itself or in a Sequential it would train nothing",
        "등록하는 부모 안에서만 파라미터가 알려지고, 따로 쓰거나 Sequential에 넣으면 아무것도 학습하지 못합니다");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override void Check(RuleContext context, CodeModel code, INamedTypeSymbol type)
    {
        if (type is { TypeKind: TypeKind.Class, IsAbstract: false } && code.Torch.IsModule(type) && !code.Torch.IsLoss(type) && !type.DeclaringSyntaxReferences.IsEmpty
            && !Registration.IsDone(code, type) && Registration.Members(type).Any(member => Registration.HasParameters(code, member.Member, member.Type)))
        {
            var isRoot = IsRoot(code, type);
            context.Report(Diagnostic.Create(
                Rule, type.Locations[0], isRoot ? DiagnosticSeverity.Error : DiagnosticSeverity.Info, null, null, type.Name, isRoot ? Empty : Child));
        }
    }

    /// <summary>Whether some creation stands where no parent registers it: outside of module classes, or in a Sequential.</summary>
    private static bool IsRoot(CodeModel code, INamedTypeSymbol type) => type.InstanceConstructors.SelectMany(method => code.Definitions.CallsOf(method)).OfType<IObjectCreationOperation>().Any(creation =>
    {
        var holder = creation.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        return holder is null || code.SemanticsOf(holder).GetDeclaredSymbol(holder) is not INamedTypeSymbol owner || !code.Torch.IsModule(owner)
            || SymbolEqualityComparer.Default.Equals(owner, type) || IsInSequential(code, creation);
    });

    private static bool IsInSequential(CodeModel code, IOperation creation)
    {
        for (var outer = creation.Parent; outer is not null and not IBlockOperation; outer = outer.Parent)
        {
            if (outer is IInvocationOperation or IObjectCreationOperation && outer.Type is { Name: "Sequential" } made && code.Torch.Declares(made))
                return true;
        }

        return false;
    }
}
