using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>Where gradients are switched off.</summary>
internal static class Guards
{
    /// <summary>Whether a node stands in the scope of no_grad or inference_mode within its function.</summary>
    public static bool AreGradientsOff(CodeModel code, SyntaxNode node)
    {
        for (var inner = node; inner.Parent is { } outer && !Body.IsRoot(inner) && inner is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax); inner = outer)
        {
            var guard = outer switch
            {
                UsingStatementSyntax statement => IsGuard(code, (SyntaxNode?)statement.Expression ?? statement.Declaration),
                BlockSyntax block => block.Statements.TakeWhile(each => each != inner).Any(each => IsGuard(code, each as LocalDeclarationStatementSyntax)),
                CompilationUnitSyntax unit => unit.Members.TakeWhile(each => each != inner).OfType<GlobalStatementSyntax>().Any(each => IsGuard(code, each.Statement as LocalDeclarationStatementSyntax)),
                _ => false,
            };
            if (guard)
                return true;
        }

        return false;
    }

    private static bool IsGuard(CodeModel code, SyntaxNode? node) => node is not null && node is not LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 }
        && node.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>()
            .Any(call => TreeIndex.NameOf(call) is "no_grad" or "inference_mode" && code.OperationOf(call) is IInvocationOperation { TargetMethod: { Name: "no_grad" or "inference_mode" } guard } && code.Torch.Declares(guard));
}
