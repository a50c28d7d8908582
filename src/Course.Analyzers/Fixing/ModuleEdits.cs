using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Puts one module in the place of another.</summary>
internal static class ModuleEdits
{
    /// <summary>The edits that make another module where one is made, the type of the variable that holds it included; default where its holder is out of sight.</summary>
    /// <param name="creation">The call of the factory, or the <c>new</c>.</param>
    /// <param name="from">The name of the module, its type and its factory.</param>
    /// <param name="to">The name to put in its place.</param>
    public static ImmutableArray<TextChange> Exchanged(SyntaxNode? creation, string from, string to)
    {
        SyntaxNode? named = creation switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } } => name,
            InvocationExpressionSyntax { Expression: IdentifierNameSyntax name } => name,
            ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax name } => name,
            _ => null,
        };
        if (named?.ToString() != from)
            return default;
        var made = new TextChange(named.Span, to);
        TypeSyntax type;
        switch (creation!.Parent)
        {
            case ArgumentSyntax or MemberAccessExpressionSyntax:
                return ImmutableArray.Create(made);
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } variable } }:
                type = variable.Type;
                break;
            case EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property }:
                type = property.Type;
                break;
            default:
                return default;
        }

        var declared = type.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().FirstOrDefault(name => name.Identifier.ValueText == from);
        return declared is null ? ImmutableArray.Create(made) : ImmutableArray.Create(made, new TextChange(declared.Span, to));
    }

    /// <summary>How many places of the tree read the variable that holds what is made here; 0 where none does.</summary>
    public static int Readers(SyntaxNode creation)
    {
        var name = (creation.Parent as EqualsValueClauseSyntax)?.Parent switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
            PropertyDeclarationSyntax property => property.Identifier.ValueText,
            _ => null,
        };
        return name is null ? 0 : creation.SyntaxTree.GetRoot().DescendantNodes().OfType<IdentifierNameSyntax>().Count(each => each.Identifier.ValueText == name);
    }
}
