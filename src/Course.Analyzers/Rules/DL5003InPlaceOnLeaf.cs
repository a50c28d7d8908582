using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>DL5003: a parameter is changed in place while gradients are recorded, which throws.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL5003InPlaceOnLeaf : CallAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL5003";

    /// <summary>The key under which a finding carries the call that switches gradients off.</summary>
    internal const string Guard = "guard";

    private static readonly string[] Freezing = { "requires_grad", "requires_grad_" };

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("A parameter is changed in place while gradients are recorded", "기울기를 기록하는 중에 파라미터를 제자리에서 바꿉니다"),
        new Wording(
            "Change {0} under torch.no_grad(): {1} works in place on a leaf that requires gradients, and throws while they are recorded",
            "{0} 값은 torch.no_grad() 안에서 바꾸세요. 기울기를 기록하는 동안 기울기가 필요한 leaf 텐서를 {1} 호출로 제자리에서 바꾸면 예외가 납니다"),
        Categories.Initialization,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: new Wording(
            "Backward needs the values that the forward pass used. A leaf that requires gradients may therefore not be overwritten while operations are recorded; the functions of nn.init switch recording off themselves.",
            "backward에는 순전파가 쓴 값이 필요합니다. 그래서 연산을 기록하는 동안에는 기울기가 필요한 leaf 텐서를 덮어쓸 수 없습니다. nn.init의 함수는 내부에서 기록을 끕니다."),
        helpLinkUri: HelpLinks.Of(Id));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override IReadOnlyList<string> Names { get; } = new[]
    {
        "add_", "sub_", "subtract_", "mul_", "div_", "divide_", "copy_", "fill_", "zero_", "set_", "normal_", "uniform_", "exponential_", "bernoulli_", "random_", "log_normal_", "clamp_", "clamp_min_", "clamp_max_",
        "addcmul_", "addcdiv_", "lerp_", "masked_fill_", "index_put_", "index_fill_", "pow_", "sqrt_", "neg_", "abs_", "relu_", "round_", "tril_", "triu_",
    };

    private protected override void Check(IInvocationOperation call, CodeModel code, Action<Diagnostic> report)
    {
        if (call.Instance is not { } changed || !code.Torch.IsTensorMethod(call.TargetMethod) || !IsLeaf(code, changed) || MayBeFrozen(call.Syntax.SyntaxTree)
            || Lifetime.MayCover(code, call.Syntax, Lifetime.Guards) || IsAnswer(code, call.Syntax))
        {
            return;
        }

        var isInSight = code.SemanticsOf(call.Syntax).LookupNamespacesAndTypes(call.Syntax.SpanStart, name: "torch").Any(code.Torch.Declares);
        report(Diagnostic.Create(
            Rule, call.Syntax.GetLocation(), ImmutableDictionary<string, string?>.Empty.Add(Guard, (isInSight ? "torch" : "TorchSharp.torch") + ".no_grad()"), changed.Syntax.ToString(), call.TargetMethod.Name));
    }

    /// <summary>Whether a value is a parameter, or a tensor that was made with requires_grad.</summary>
    private static bool IsLeaf(CodeModel code, IOperation value)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        if (value is IConditionalAccessInstanceOperation)
            return SymbolEqualityComparer.Default.Equals(value.Type, code.Torch.Parameter);
        if (SymbolEqualityComparer.Default.Equals(value.Type, code.Torch.Parameter))
            return code.Definitions.Of(value, Scope.Empty).Expressions.All(origin => !IsMadeFrozen(origin.Operation));
        return value is ILocalReferenceOperation or IFieldReferenceOperation && code.Definitions.Of(value, Scope.Empty) is { Complete: true, Expressions: { Length: 1 } only }
            && only[0].Operation is IInvocationOperation { TargetMethod: { IsStatic: true } method } made && code.Torch.Declares(method)
            && made.Arguments.Any(static a => a.Parameter?.Name == "requires_grad" && a.Value.ConstantValue is { HasValue: true, Value: true });
    }

    private static bool IsMadeFrozen(IOperation made) => made is IObjectCreationOperation creation
        && creation.Arguments.Any(static a => a.Parameter?.Name == "requires_grad" && a.Value.ConstantValue is not { HasValue: true, Value: true });

    /// <summary>Whether the file freezes anything: then it is not known what.</summary>
    private static bool MayBeFrozen(SyntaxTree tree)
    {
        var index = TreeIndex.Of(tree, default);
        return Freezing.Any(name => index.Assignments(name).Count + index.Calls(name).Count > 0) || index.Creations("AutoGradMode").Count > 0;
    }

    /// <summary>Whether a node lies where the caller is out of sight by nature, or an exception is what the code is after.</summary>
    private static bool IsAnswer(CodeModel code, SyntaxNode node) =>
        (Body.FunctionOf(node) is MethodDeclarationSyntax method && code.SemanticsOf(method).GetDeclaredSymbol(method) is IMethodSymbol { IsOverride: true })
        || node.Ancestors().Any(static each => each is TryStatementSyntax { Catches.Count: > 0 } or AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax });
}
