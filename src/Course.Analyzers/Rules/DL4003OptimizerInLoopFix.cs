using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Declares the optimizer before the loop.</summary>
public sealed class DL4003OptimizerInLoopFix : RuleFix
{
    public DL4003OptimizerInLoopFix()
        : base(DL4003OptimizerInLoop.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Make the optimizer before the loop", "루프 앞에서 옵티마이저 만들기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        if (diagnostic.AdditionalLocations.Count != 1)
            return default;
        var creation = root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<StatementSyntax>();
        var loop = root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<StatementSyntax>(Loops.IsLoop);
        if (loop is null || creation is not LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables } || creation.Parent != Loops.BodyOf(loop) || IsTaken(variables[0]))
            return default;
        return !StatementEdits.MentionsLocalsOf(variables[0].Initializer!, loop) && StatementEdits.InsertBefore(loop, creation.ToString(), text) is { } insertion
            ? ImmutableArray.Create(insertion, new TextChange(StatementEdits.WithLine(creation, text), ""))
            : default;
    }

    /// <summary>Whether the function declares the name a second time, so that it cannot live longer.</summary>
    private static bool IsTaken(VariableDeclaratorSyntax variable) => (Body.FunctionOf(variable) ?? variable.SyntaxTree.GetRoot()).DescendantNodes()
        .Count(node => node switch
        {
            VariableDeclaratorSyntax other => other.Identifier.ValueText == variable.Identifier.ValueText,
            SingleVariableDesignationSyntax other => other.Identifier.ValueText == variable.Identifier.ValueText,
            ForEachStatementSyntax other => other.Identifier.ValueText == variable.Identifier.ValueText,
            _ => false,
        }) > 1;
}
