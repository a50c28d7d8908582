using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>Whether anybody disposes what a call returns.</summary>
internal static class Disposal
{
    /// <summary>Whether nobody keeps what a call returns, or only a local does that nobody disposes or hands on.</summary>
    /// <param name="call">The call.</param>
    /// <param name="membersDoNotDispose">Whether calling a member of it other than Dispose leaves it undisposed.</param>
    public static bool IsDropped(IInvocationOperation call, bool membersDoNotDispose = false)
    {
        IOperation value = call;
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
            value = value.Parent;
        switch (value.Parent)
        {
            case IExpressionStatementOperation:
            case ISimpleAssignmentOperation { Target: IDiscardOperation, Parent: IExpressionStatementOperation }:
                return true;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target, Parent: IExpressionStatementOperation } assignment when assignment.Value == value:
                return !IsUsed(call, target.Local, membersDoNotDispose);
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { IsUsing: false } local, Parent.Parent: var group } }:
                return group?.Parent is not (IUsingOperation or IUsingDeclarationOperation) && !IsUsed(call, local, membersDoNotDispose);
            default:
                return false;
        }
    }

    /// <summary>Whether code reads a local anywhere: to dispose it, to return it, to hand it on.</summary>
    private static bool IsUsed(IInvocationOperation call, ILocalSymbol local, bool membersDoNotDispose)
    {
        var function = Body.FunctionOf(local.DeclaringSyntaxReferences[0].GetSyntax()) ?? call.Syntax.SyntaxTree.GetRoot();
        return function.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == local.Name
            && !(name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name)
            && !(membersDoNotDispose && name.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: not "Dispose" } access && access.Expression == name)
            && SymbolEqualityComparer.Default.Equals(call.SemanticModel!.GetSymbolInfo(name).Symbol, local));
    }
}
