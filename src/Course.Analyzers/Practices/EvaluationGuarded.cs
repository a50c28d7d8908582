using System.Collections.Generic;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>WD6003: a network is applied after its own eval() and under a no_grad or inference_mode that is disposed.</summary>
public sealed class EvaluationGuarded : Practice
{
    private static readonly string[] Guards = { "no_grad", "inference_mode" };
    private static readonly string[] Applications = { "forward", "call" };

    public EvaluationGuarded()
        : base(
            "WD6003",
            "evaluation-guarded",
            new Wording("You evaluate in eval mode, with gradients switched off.", "eval 모드에서, 기울기를 끄고 평가합니다."),
            new Wording(
                "Dropout and batch normalization behave as they will in use, and no graph is kept for a backward that never comes.",
                "드롭아웃과 배치 정규화가 실제로 쓰일 때처럼 동작하고, 하지도 않을 backward를 위해 계산 그래프를 남기지 않습니다."),
            new Wording(
                "Before you evaluate, call model.eval() and switch gradients off with using var guard = torch.no_grad();",
                "평가하기 전에 model.eval()을 호출하고 using var guard = torch.no_grad();로 기울기를 끄세요"))
    {
    }

    internal override IEnumerable<Location> Find(CodeModel code, SyntaxTree tree)
    {
        var index = TreeIndex.Of(tree, default);
        var guards = Guards.SelectMany(index.Calls).ToList();
        var modes = index.Calls("eval").Select(code.OperationOf).OfType<IInvocationOperation>()
            .Where(call => code.Torch.IsModule(call.Instance?.Type)).ToList();
        if (guards.Count == 0 || modes.Count == 0)
            yield break;
        foreach (var application in Applications.SelectMany(index.Calls).Select(code.OperationOf).OfType<IInvocationOperation>())
        {
            var model = code.Torch.IsModule(application.Instance?.Type) ? code.Definitions.Resolve(application.Instance, Scope.Empty) : default;
            if (model.IsKnown && guards.Any(guard => IsUnder(code, application.Syntax, guard))
                && modes.Where(mode => IsAlwaysBefore(mode.Syntax, application.Syntax) && code.Definitions.Resolve(mode.Instance, Scope.Empty).Equals(model))
                    .Any(mode => !IsBetween(index, "train", mode.Syntax, application.Syntax) && !IsBetween(index, "backward", mode.Syntax, application.Syntax)))
            {
                yield return application.Syntax.GetLocation();
            }
        }
    }

    /// <summary>Whether a call runs while a guard is held: in the using statement, or after the using declaration in its block.</summary>
    private static bool IsUnder(CodeModel code, SyntaxNode call, SyntaxNode guard)
    {
        if (code.OperationOf(guard) is not IInvocationOperation operation || !code.Torch.IsStaticOf(operation.TargetMethod, "torch")
            || operation.Arguments.Any(static a => a.Value.ConstantValue is { HasValue: true, Value: false }))
        {
            return false;
        }

        var holder = guard.FirstAncestorOrSelf<StatementSyntax>();
        return holder switch
        {
            UsingStatementSyntax held => held.Statement.Span.Contains(call.Span) && Body.FunctionOf(call) == Body.FunctionOf(guard),
            LocalDeclarationStatementSyntax declared when declared.UsingKeyword.IsKind(SyntaxKind.UsingKeyword) => IsAlwaysBefore(guard, call),
            _ => false,
        };
    }

    /// <summary>Whether a statement of an enclosing block, in the same function, always ran before a call.</summary>
    private static bool IsAlwaysBefore(SyntaxNode first, SyntaxNode call)
    {
        var statement = first.FirstAncestorOrSelf<StatementSyntax>();
        if (statement is null or IfStatementSyntax || Body.FunctionOf(first) != Body.FunctionOf(call) || statement.Span.End > call.SpanStart)
            return false;
        return statement.Parent switch
        {
            BlockSyntax block => block.Span.Contains(call.Span),
            GlobalStatementSyntax => true,
            _ => false,
        };
    }

    private static bool IsBetween(TreeIndex index, string name, SyntaxNode from, SyntaxNode to) =>
        index.Calls(name).Any(call => call.SpanStart > from.Span.End && call.SpanStart < to.SpanStart);
}
