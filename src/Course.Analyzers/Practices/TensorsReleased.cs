using System.Collections.Generic;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>WD7001: a dispose scope holds all tensors that an iteration of a training loop makes, and none leaves it.</summary>
public sealed class TensorsReleased : Practice
{
    private static readonly string[] Escapes =
    {
        "MoveToOuterDisposeScope", "MoveToOtherDisposeScope", "DetachFromDisposeScope", "MoveToOuter", "MoveToOther", "Detach",
    };

    public TensorsReleased()
        : base(
            "WD7001",
            "tensors-released",
            new Wording("No tensor leaks from this loop: a dispose scope releases those of each iteration.", "이 루프에서는 텐서가 새지 않습니다. 반복마다 dispose scope가 텐서를 모두 해제합니다."),
            new Wording(
                "Tensors live in native memory, which the garbage collector does not see. Your memory stays level however long you train.",
                "텐서는 가비지 컬렉터가 보지 못하는 네이티브 메모리에 있습니다. 아무리 오래 학습해도 메모리가 늘지 않습니다."),
            new Wording(
                "Begin the body of the training loop with using var scope = torch.NewDisposeScope();",
                "학습 루프의 본문을 using var scope = torch.NewDisposeScope();로 시작하세요"))
    {
    }

    internal override IEnumerable<Location> Find(CodeModel code, SyntaxTree tree)
    {
        foreach (var step in TrainingSteps.In(code, tree))
        {
            var loop = step.Step.Site!.Syntax.Ancestors().TakeWhile(node => node != step.Body.Syntax)
                .FirstOrDefault(static node => node is ForStatementSyntax or ForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax);
            if (loop is not null && ScopeOf(code, loop) is { } scope && !MakesTensorsBeside(code, loop, scope) && !LetsTensorsOut(code, tree, loop))
                yield return scope.GetLocation();
        }
    }

    /// <summary>The call that opens the dispose scope around all that the body of a loop does; null where there is none.</summary>
    private static ExpressionSyntax? ScopeOf(CodeModel code, SyntaxNode loop)
    {
        var body = loop switch
        {
            ForStatementSyntax each => each.Statement,
            ForEachStatementSyntax each => each.Statement,
            WhileStatementSyntax each => each.Statement,
            DoStatementSyntax each => each.Statement,
            _ => null,
        };
        var first = body is BlockSyntax block ? block.Statements.FirstOrDefault() : body;
        var opened = first switch
        {
            LocalDeclarationStatementSyntax declared when declared.UsingKeyword.IsKind(SyntaxKind.UsingKeyword) && declared.Declaration.Variables.Count == 1 =>
                declared.Declaration.Variables[0].Initializer?.Value,
            UsingStatementSyntax held when body == first || body is BlockSyntax { Statements.Count: 1 } =>
                held.Expression ?? (held.Declaration?.Variables.Count == 1 ? held.Declaration.Variables[0].Initializer?.Value : null),
            _ => null,
        };
        return opened is InvocationExpressionSyntax && code.OperationOf(opened) is IInvocationOperation { TargetMethod: { Name: "NewDisposeScope" } method }
            && code.Torch.IsStaticOf(method, "torch") ? opened : null;
    }

    /// <summary>Whether what stands beside the body, such as the condition or the sequence, may make tensors in each iteration.</summary>
    private static bool MakesTensorsBeside(CodeModel code, SyntaxNode loop, SyntaxNode scope)
    {
        if (loop is ForEachStatementSyntax each)
            return code.SemanticsOf(loop).GetDeclaredSymbol(each) is not ILocalSymbol { Type: { SpecialType: not SpecialType.None and not SpecialType.System_Object } or { TypeKind: TypeKind.Enum } };
        return loop.ChildNodes().Where(node => !node.Span.Contains(scope.Span)).SelectMany(static node => node.DescendantNodesAndSelf()).OfType<ExpressionSyntax>()
            .Any(expression => code.Torch.IsTensor(code.SemanticsOf(expression).GetTypeInfo(expression).Type));
    }

    /// <summary>Whether a tensor of an iteration is kept: handed to another scope, or put into a variable that outlives it.</summary>
    private static bool LetsTensorsOut(CodeModel code, SyntaxTree tree, SyntaxNode loop)
    {
        var index = TreeIndex.Of(tree, default);
        if (Escapes.SelectMany(index.Calls).Any(call => loop.Span.Contains(call.Span)))
            return true;
        return TreeIndex.AssignmentsIn(loop).Any(assignment =>
            code.Torch.IsTensor(code.SemanticsOf(assignment).GetTypeInfo(assignment.Left).Type)
            && !(code.SemanticsOf(assignment).GetSymbolInfo(assignment.Left).Symbol is ILocalSymbol local
                && local.DeclaringSyntaxReferences.All(reference => loop.Span.Contains(reference.Span))));
    }
}
