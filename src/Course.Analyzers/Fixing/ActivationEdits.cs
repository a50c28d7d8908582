using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Takes an activation out of the code that applies it, or puts another in its place.</summary>
internal static class ActivationEdits
{
    private static readonly HashSet<string> Factories = new() { "Softmax", "LogSoftmax", "Sigmoid" };

    private static readonly HashSet<string> Functions = new() { "softmax", "log_softmax", "sigmoid", "sigmoid_" };

    private static readonly HashSet<string> Holders = new() { "torch", "functional", "special" };

    /// <summary>The edit that leaves what the activation was applied to; null where other code needs the activation too.</summary>
    /// <param name="site">The call that applies it, or the factory call among the layers of a sequence.</param>
    /// <param name="text">The text of the tree.</param>
    public static TextChange? Removed(SyntaxNode site, SourceText text)
    {
        if (site is not InvocationExpressionSyntax call || IsUsedElsewhere(call))
            return null;
        var name = NameOf(call);

        // A layer of a sequence goes with its comma, and with its name where it has one.
        if (Factories.Contains(name))
            return RemovedLayer(call);
        if (Functions.Contains(name) || name is "forward" or "call")
            return Signal(call) is { } signal ? new TextChange(call.Span, In(call, signal, text)) : null;
        return null;
    }

    /// <summary>What a function, a tensor's method or a layer is applied to; null where the call does not show it.</summary>
    public static ExpressionSyntax? Signal(InvocationExpressionSyntax call)
    {
        var arguments = call.ArgumentList.Arguments;
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: var receiver, Name.Identifier.ValueText: var name })
            return call.Expression is SimpleNameSyntax && arguments.Count > 0 ? arguments[0].Expression : null;
        return name is "forward" or "call" ? (arguments.Count == 1 ? arguments[0].Expression : null)
            : !IsHolder(receiver) ? receiver
            : arguments.Count > 0 ? arguments[0].Expression : null;
    }

    /// <summary>The call that gives the logarithm of what a softmax or a sigmoid gives, exact also where that is 0; null for any other call.</summary>
    public static string? LogOf(InvocationExpressionSyntax call, SourceText text)
    {
        var receiver = (call.Expression as MemberAccessExpressionSyntax)?.Expression;
        var function = receiver is not null && !IsHolder(receiver) ? text.ToString(receiver.Span) + "." : null;
        var isFunctional = receiver is null or IdentifierNameSyntax { Identifier.ValueText: "functional" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "functional" };
        var holder = receiver is null ? "" : text.ToString(receiver.Span) + ".";
        var signal = Signal(call);
        return (NameOf(call), function is not null, isFunctional) switch
        {
            ("softmax", true, _) => function + "log_softmax" + text.ToString(call.ArgumentList.Span),
            ("softmax", _, true) => holder + "log_softmax" + text.ToString(call.ArgumentList.Span),

            // torch itself has no log_softmax, torch.special does.
            ("softmax", _, _) => (holder.EndsWith("special.", System.StringComparison.Ordinal) ? holder : holder + "special.") + "log_softmax" + text.ToString(call.ArgumentList.Span),
            ("sigmoid", true, _) when call.ArgumentList.Arguments.Count == 0 => function + "log_sigmoid()",
            ("sigmoid", false, true) when call.ArgumentList.Arguments.Count == 1 => holder + "logsigmoid" + text.ToString(call.ArgumentList.Span),
            ("sigmoid", false, _) when signal is not null && call.ArgumentList.Arguments.Count == 1 => (IsPrimary(signal) ? text.ToString(signal.Span) : "(" + text.ToString(signal.Span) + ")") + ".log_sigmoid()",
            _ => null,
        };
    }

    /// <summary>Whether an expression names a class of functions: <c>torch</c>, <c>nn.functional</c>, <c>torch.special</c>.</summary>
    public static bool IsHolder(ExpressionSyntax receiver) => receiver switch
    {
        IdentifierNameSyntax name => Holders.Contains(name.Identifier.ValueText),
        MemberAccessExpressionSyntax access => Holders.Contains(access.Name.Identifier.ValueText),
        _ => false,
    };

    /// <summary>The simple name that a call goes by.</summary>
    public static string NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };

    /// <summary>An expression's text as it can stand where another stood, in parentheses where it would fall apart.</summary>
    public static string In(SyntaxNode place, ExpressionSyntax expression, SourceText text) =>
        IsPrimary(expression) || place.Parent is ArgumentSyntax or EqualsValueClauseSyntax or AssignmentExpressionSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax
            ? text.ToString(expression.Span)
            : "(" + text.ToString(expression.Span) + ")";

    /// <summary>Whether a member access can follow an expression as it stands.</summary>
    public static bool IsPrimary(ExpressionSyntax expression) => expression
        is NameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax or LiteralExpressionSyntax or ThisExpressionSyntax;

    /// <summary>Whether the call makes a variable that more than one place reads: each of them may want the activation.</summary>
    public static bool IsUsedElsewhere(InvocationExpressionSyntax call)
    {
        var declarator = call.FirstAncestorOrSelf<VariableDeclaratorSyntax>();
        if (declarator is null || NameOf(call) is not { } name || Factories.Contains(name) || call.FirstAncestorOrSelf<SyntaxNode>(static node => node is StatementSyntax or MemberDeclarationSyntax) is not LocalDeclarationStatementSyntax)
            return false;
        var function = Engine.Body.FunctionOf(declarator) ?? declarator.SyntaxTree.GetRoot();
        return function.DescendantNodes().OfType<IdentifierNameSyntax>().Count(each => each.Identifier.ValueText == declarator.Identifier.ValueText) > 1;
    }

    private static TextChange? RemovedLayer(InvocationExpressionSyntax layer)
    {
        var argument = layer.Parent as ArgumentSyntax;
        if (argument?.Parent is TupleExpressionSyntax pair)
            argument = pair.Parent as ArgumentSyntax;
        if (argument?.Parent is not ArgumentListSyntax list)
            return null;
        var index = list.Arguments.IndexOf(argument);
        return index <= 0 ? null : new TextChange(TextSpan.FromBounds(list.Arguments[index - 1].Span.End, argument.Span.End), "");
    }
}
