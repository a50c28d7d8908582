using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Removes the softmax and leaves what it was applied to.</summary>
public sealed class DL3001SoftmaxBeforeCrossEntropyFix : RuleFix
{
    public DL3001SoftmaxBeforeCrossEntropyFix()
        : base(DL3001SoftmaxBeforeCrossEntropy.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Remove the softmax", "softmax 빼기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        if (diagnostic.AdditionalLocations.Count != 1 || diagnostic.AdditionalLocations[0].SourceTree != root.SyntaxTree)
            return default;
        var node = root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true);
        return Change(node, text) is { } change ? ImmutableArray.Create(change) : default;
    }

    private static TextChange? Change(SyntaxNode node, SourceText text)
    {
        if (node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Expression: var receiver } } call)
            return null;
        var arguments = call.ArgumentList.Arguments;
        return name switch
        {
            // A layer of a sequence goes with its comma, and with its name where it has one.
            "Softmax" or "LogSoftmax" => Removed(call),
            "forward" or "call" when arguments.Count == 1 => new TextChange(call.Span, text.ToString(arguments[0].Expression.Span)),
            "softmax" or "log_softmax" when arguments.Count > 0 && IsClass(receiver) => new TextChange(call.Span, text.ToString(arguments[0].Expression.Span)),
            "softmax" or "log_softmax" => new TextChange(call.Span, text.ToString(receiver.Span)),
            _ => null,
        };
    }

    private static bool IsClass(ExpressionSyntax receiver) => receiver.ToString() is var name
        && (name is "torch" or "functional" or "special" || name.EndsWith(".functional", System.StringComparison.Ordinal) || name.EndsWith(".torch", System.StringComparison.Ordinal) || name.EndsWith(".special", System.StringComparison.Ordinal));

    private static TextChange? Removed(InvocationExpressionSyntax layer)
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
