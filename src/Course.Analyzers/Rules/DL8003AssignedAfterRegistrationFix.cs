using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Moves the registration behind the assignments, or the value of a derived class's field into its declaration.</summary>
public sealed class DL8003AssignedAfterRegistrationFix : RuleFix
{
    public DL8003AssignedAfterRegistrationFix()
        : base(DL8003AssignedAfterRegistration.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Assign before it is registered", "등록되기 전에 대입하기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax { Parent: BlockSyntax { Parent: ConstructorDeclarationSyntax constructor } } statement } assignment
            || StatementEdits.IsBroken(constructor))
        {
            return default;
        }

        diagnostic.Properties.TryGetValue(DL8003AssignedAfterRegistration.Place, out var place);
        return place switch
        {
            DL8003AssignedAfterRegistration.InConstructor => RegisteredLast(constructor.Body!, text),
            DL8003AssignedAfterRegistration.InDerived => Initialized(constructor, statement, assignment, text),
            _ => default,
        };
    }

    private static ImmutableArray<TextChange> RegisteredLast(BlockSyntax body, SourceText text)
    {
        if (body.Statements.FirstOrDefault(DL8003AssignedAfterRegistration.IsRegistration) is not { } registration)
            return default;
        var after = body.Statements.SkipWhile(each => each != registration).Skip(1).ToList();
        var isLast = DL8003AssignedAfterRegistration.IsRegistration(after[after.Count - 1]);

        // What comes between must not need the parameters: assignments do not.
        if (after.Take(after.Count - (isLast ? 1 : 0)).Any(static each => each is not ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Right: var value } } || NeedsParameters(value)))
            return default;
        var removed = new TextChange(StatementEdits.WithLine(registration, text), "");
        if (isLast)
            return ImmutableArray.Create(removed);
        var last = after[after.Count - 1];
        var end = text.Lines.GetLineFromPosition(last.Span.End);
        var sharesLine = end.LineNumber == text.Lines.GetLineFromPosition(body.CloseBraceToken.SpanStart).LineNumber;
        return ImmutableArray.Create(removed, new TextChange(new TextSpan(sharesLine ? last.Span.End : end.End, 0), (sharesLine ? " " : StatementEdits.Separator(text, last)) + registration));
    }

    private static bool NeedsParameters(ExpressionSyntax value) =>
        value.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(static name => name.Identifier.ValueText is "parameters" or "named_parameters" or "state_dict" or "buffers") || value.DescendantNodesAndSelf().Any(static node => node is ThisExpressionSyntax);

    private static ImmutableArray<TextChange> Initialized(ConstructorDeclarationSyntax constructor, ExpressionStatementSyntax statement, AssignmentExpressionSyntax assignment, SourceText text)
    {
        var type = (TypeDeclarationSyntax)constructor.Parent!;
        var name = (assignment.Left as IdentifierNameSyntax)?.Identifier.ValueText ?? ((MemberAccessExpressionSyntax)assignment.Left).Name.Identifier.ValueText;
        var place = type.Members.Select(member => member switch
        {
            FieldDeclarationSyntax { Declaration.Variables: var variables } when variables.FirstOrDefault(each => each.Identifier.ValueText == name) is { Initializer: null } field => new TextChange(new TextSpan(field.Identifier.Span.End, 0), " = " + text.ToString(assignment.Right.Span)),
            PropertyDeclarationSyntax { Initializer: null, AccessorList: { } accessors } property when property.Identifier.ValueText == name => new TextChange(new TextSpan(accessors.Span.End, 0), " = " + text.ToString(assignment.Right.Span) + ";"),
            _ => (TextChange?)null,
        }).FirstOrDefault(static change => change is not null);

        // A field's initializer sees neither parameters nor locals nor other members.
        var known = new HashSet<string>(type.DescendantNodes().SelectMany(static node => node switch
        {
            ParameterSyntax parameter => new[] { parameter.Identifier.ValueText },
            VariableDeclaratorSyntax variable => new[] { variable.Identifier.ValueText },
            PropertyDeclarationSyntax property => new[] { property.Identifier.ValueText },
            MethodDeclarationSyntax method => new[] { method.Identifier.ValueText },
            _ => System.Array.Empty<string>(),
        }));
        var isFree = !assignment.Right.DescendantNodesAndSelf().Any(node => node is ThisExpressionSyntax or BaseExpressionSyntax || (node is IdentifierNameSyntax { Parent: not MemberAccessExpressionSyntax } used && known.Contains(used.Identifier.ValueText)));
        var constructors = type.Members.OfType<ConstructorDeclarationSyntax>().Count(static each => !each.Modifiers.Any(SyntaxKind.StaticKeyword));
        return place is { } initializer && isFree && constructors == 1 && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression)
            ? ImmutableArray.Create(initializer, new TextChange(StatementEdits.WithLine(statement, text), ""))
            : default;
    }
}
