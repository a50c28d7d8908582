using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Declares the guard with using.</summary>
public sealed class DL6002GuardNotDisposedFix : RuleFix
{
    private static readonly string[] Names = { "_", "guard", "noGrad", "gradientsOff" };

    public DL6002GuardNotDisposedFix()
        : base(DL6002GuardNotDisposed.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Hold it in a using declaration", "using 선언으로 감싸기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        var call = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);

        // A using declaration has to be a statement of a block: as the lone body of an if it would end at once.
        return call.FirstAncestorOrSelf<StatementSyntax>() is { Parent: BlockSyntax or GlobalStatementSyntax } statement
            ? statement switch
            {
                LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1, UsingKeyword.RawKind: 0 } => ImmutableArray.Create(new TextChange(new TextSpan(statement.SpanStart, 0), "using ")),
                ExpressionStatementSyntax { Expression: InvocationExpressionSyntax bare } when bare == call => Declared(statement, TextSpan.FromBounds(statement.SpanStart, call.SpanStart)),
                ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" }, Right: var right } } when right == call => Declared(statement, TextSpan.FromBounds(statement.SpanStart, call.SpanStart)),
                _ => default,
            }
            : default;
    }

    private static ImmutableArray<TextChange> Declared(StatementSyntax statement, TextSpan before)
    {
        var function = statement.Ancestors().FirstOrDefault(static node => node is MemberDeclarationSyntax and not GlobalStatementSyntax) ?? statement.SyntaxTree.GetRoot();
        var taken = function.DescendantTokens().Select(static token => token.ValueText).ToImmutableHashSet();
        var name = Names.FirstOrDefault(each => !taken.Contains(each));
        return name is null ? default : ImmutableArray.Create(new TextChange(before, "using var " + name + " = "));
    }
}
