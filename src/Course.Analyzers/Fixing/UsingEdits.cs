using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Turns a call whose result has to be disposed into a using declaration.</summary>
internal static class UsingEdits
{
    /// <summary>The edit; default where the call does not stand in a statement of a block, for as the lone body of an if a using would end at once.</summary>
    /// <param name="call">The call.</param>
    /// <param name="name">Names the variable where the code has none.</param>
    public static ImmutableArray<TextChange> Declare(SyntaxNode call, Func<SyntaxNode, string?> name) => call.FirstAncestorOrSelf<StatementSyntax>() is { Parent: BlockSyntax or GlobalStatementSyntax } statement
        ? statement switch
        {
            LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1, UsingKeyword.RawKind: 0 } => ImmutableArray.Create(new TextChange(new TextSpan(statement.SpanStart, 0), "using ")),
            ExpressionStatementSyntax { Expression: InvocationExpressionSyntax bare } when bare == call => Declared(statement, call, name),
            ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" }, Right: var right } } when right == call => Declared(statement, call, name),
            _ => default,
        }
        : default;

    private static ImmutableArray<TextChange> Declared(StatementSyntax statement, SyntaxNode call, Func<SyntaxNode, string?> name) => name(statement) is { } free
        ? ImmutableArray.Create(new TextChange(TextSpan.FromBounds(statement.SpanStart, call.SpanStart), "using var " + free + " = "))
        : default;
}
