using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>DL7004: a tensor that was made in a dispose scope is used after the scope has ended.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL7004TensorOutlivesScope : DeepLearningAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL7004";

    /// <summary>The key that a finding carries where moving the tensor out by one scope saves it.</summary>
    internal const string IsMovable = "movable";

    private static readonly HashSet<string> Moving = new()
    {
        "MoveToOuterDisposeScope", "MoveToOtherDisposeScope", "DetachFromDisposeScope", "MoveToOuter", "MoveToOther", "Detach", "DisposeEverythingBut", "with_requires_grad",
    };

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("A tensor outlives its dispose scope", "dispose scope가 끝난 뒤에도 텐서를 씁니다"),
        new Wording(
            "Move this tensor out with MoveToOuterDisposeScope(): the scope in which it is made disposes it at its end, and whoever uses it then gets an exception",
            "이 텐서를 MoveToOuterDisposeScope()로 밖으로 옮기세요. 텐서를 만든 스코프가 끝나면서 해제하므로, 그 뒤에 쓰면 예외가 납니다"),
        Categories.Memory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: new Wording(
            "A dispose scope disposes every tensor that is made in it, views and results of to() among them, unless the tensor is moved to another scope or detached.",
            "dispose scope는 안에서 만든 모든 텐서를 해제합니다. 뷰와 to()의 결과도 마찬가지이고, 다른 스코프로 옮기거나 떼어 낸 텐서만 남습니다."),
        helpLinkUri: HelpLinks.Of(Id));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    internal override void Look(RuleContext context, CodeModel code)
    {
        var reported = new HashSet<SyntaxNode>();
        foreach (var opening in TreeIndex.Of(context.Tree, context.Cancellation).Calls("NewDisposeScope"))
        {
            if (Lifetime.OfUsing(opening) is not { } held || Body.FunctionOf(opening) is not { } function)
                continue;
            foreach (var leaving in Leaving(code, function, held))
            {
                foreach (var made in Made(code, leaving, function, held, 0) ?? Enumerable.Empty<IOperation>())
                {
                    if (reported.Add(made.Syntax))
                        context.Report(Diagnostic.Create(Rule, made.Syntax.GetLocation(), Properties(made.Syntax)));
                }
            }
        }
    }

    /// <summary>The values that leave a scope: what a function returns within it, and what it gives within to variables that are read after it.</summary>
    private static IEnumerable<IOperation> Leaving(CodeModel code, SyntaxNode function, TextSpan held)
    {
        foreach (var node in TreeIndex.ReturnsIn(function))
        {
            if (held.Contains(node.Span) && node.Expression is { } returned && Body.FunctionOf(node) == function && code.OperationOf(WithoutParentheses(returned)) is { } value)
                yield return value;
        }

        foreach (var node in TreeIndex.AssignmentsIn(function))
        {
            if (held.Contains(node.Span) && node is { Left: IdentifierNameSyntax name, Parent: ExpressionStatementSyntax } && Body.FunctionOf(node) == function
                && code.OperationOf(node) is ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment
                && code.Torch.IsTensor(target.Type) && IsReadAfter(target.Local, function, held, name))
            {
                yield return assignment.Value;
            }
        }
    }

    // The compiler has no operation for parentheses.
    private static ExpressionSyntax WithoutParentheses(ExpressionSyntax expression) => expression is ParenthesizedExpressionSyntax { Expression: var inner } ? WithoutParentheses(inner) : expression;

    /// <summary>Whether a local from before a scope is read after it, before anything else is assigned.</summary>
    private static bool IsReadAfter(ILocalSymbol local, SyntaxNode function, TextSpan held, IdentifierNameSyntax assigned)
    {
        if (local.DeclaringSyntaxReferences.Length != 1 || held.Contains(local.DeclaringSyntaxReferences[0].Span))
            return false;
        var mentions = function.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == local.Name).ToList();

        // A later assignment in the scope may be the one that counts.
        if (mentions.Any(name => name != assigned && held.Contains(name.Span) && IsAssigned(name)))
            return false;
        return mentions.FirstOrDefault(name => name.SpanStart >= held.End) is { } next && !IsAssigned(next)
            && !(next.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsInvalid" or "Dispose" });
    }

    private static bool IsAssigned(IdentifierNameSyntax name) => name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name;

    /// <summary>The expressions within a scope that make the tensors of a value; null where some of it may come from elsewhere, or may be moved.</summary>
    private static IEnumerable<IOperation>? Made(CodeModel code, IOperation value, SyntaxNode function, TextSpan held, int depth)
    {
        if (depth > 6 || !held.Contains(value.Syntax.Span))
            return null;
        switch (value)
        {
            case IConversionOperation conversion:
                return Made(code, conversion.Operand, function, held, depth + 1);
            case IParenthesizedOperation parenthesized:
                return Made(code, parenthesized.Operand, function, held, depth + 1);
            case ITupleOperation tuple:
                return tuple.Elements.SelectMany(each => Made(code, each, function, held, depth + 1) ?? Enumerable.Empty<IOperation>());
            case IConditionalOperation { WhenFalse: { } whenFalse } choice:
                return Made(code, choice.WhenTrue, function, held, depth + 1) is { } a && Made(code, whenFalse, function, held, depth + 1) is { } b ? a.Concat(b) : null;
            case ILocalReferenceOperation { Local: var local } when code.Torch.IsTensor(local.Type) && local.DeclaringSyntaxReferences is { Length: 1 } declarations && held.Contains(declarations[0].Span) && !IsMoved(local, function):
                return code.Definitions.Assigned(local) is { Complete: true, Expressions.IsEmpty: false } origins
                    && origins.Expressions.All(origin => Made(code, origin.Operation, function, held, depth + 1) is not null) ? new[] { value } : null;
            case IBinaryOperation { OperatorMethod: { } binary } when code.Torch.IsTensor(value.Type) && code.Torch.Declares(binary):
            case IUnaryOperation { OperatorMethod: { } unary } when code.Torch.IsTensor(value.Type) && code.Torch.Declares(unary):
                return new[] { value };
            case IInvocationOperation call when code.Torch.IsTensor(call.Type) && Makes(code, call):
                return new[] { value };
            default:
                return null;
        }
    }

    /// <summary>Whether a call makes a new tensor: not one that works in place, moves a tensor, or hands out what somebody keeps.</summary>
    private static bool Makes(CodeModel code, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.Name.EndsWith("_", System.StringComparison.Ordinal) || Moving.Contains(method.Name) || !code.Torch.Declares(method))
            return false;
        return code.Torch.IsTensorMethod(method) || method is { IsStatic: true, IsExtensionMethod: false }
            || (method.Name is "forward" or "call" && call.Instance is { } instance && code.Torch.IsModule(instance.Type) && !code.Torch.IsLoss(instance.Type) && instance.Type!.Name != "Identity");
    }

    /// <summary>Whether anything in the function moves a local, or hands it to what may.</summary>
    private static bool IsMoved(ILocalSymbol local, SyntaxNode function) => TreeIndex.CallsIn(function).Any(call => TreeIndex.NameOf(call) is { } name && Moving.Contains(name)
        && call.DescendantNodes().OfType<IdentifierNameSyntax>().Any(each => each.Identifier.ValueText == local.Name));

    private static ImmutableDictionary<string, string?> Properties(SyntaxNode made) =>
        Lifetime.Covering(made, Lifetime.Scopes).Count() == 1 ? ImmutableDictionary<string, string?>.Empty.Add(IsMovable, null) : ImmutableDictionary<string, string?>.Empty;
}
