using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Switches to training before training goes on, or to evaluation for as long as gradients are off.</summary>
public sealed class DL6003ModeNotSetFix : RuleFix
{
    public DL6003ModeNotSetFix()
        : base(DL6003ModeNotSet.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Switch the mode", "모드 바꾸기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        if (diagnostic.AdditionalLocations.Count != 1 || diagnostic.AdditionalLocations[0].SourceTree != root.SyntaxTree
            || !diagnostic.Properties.TryGetValue(DL6003ModeNotSet.Model, out var model) || model is null)
        {
            return default;
        }

        var place = root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<StatementSyntax>();
        if (place is null)
            return default;
        return diagnostic.Properties[DL6003ModeNotSet.Mode] == "train"
            ? StatementEdits.InsertBefore(place, model + ".train();", text) is { } change ? ImmutableArray.Create(change) : default
            : Around(place, model, text);
    }

    /// <summary>Evaluation mode begins before the guard and ends after it, since whoever trains on expects training mode.</summary>
    private static ImmutableArray<TextChange> Around(StatementSyntax guard, string model, SourceText text)
    {
        if (guard.Parent is not (BlockSyntax or GlobalStatementSyntax) || StatementEdits.InsertBefore(guard, model + ".eval();", text) is not { } before)
            return default;
        return After(guard) is { } last ? ImmutableArray.Create(before, new TextChange(new TextSpan(last.Span.End, 0), StatementEdits.Separator(text, last) + model + ".train();"))
            : Returned(guard) is { } returned && StatementEdits.InsertBefore(returned, model + ".train();", text) is { } end ? ImmutableArray.Create(before, end)
            : default;
    }

    /// <summary>The statement after which the guard is no more.</summary>
    private static StatementSyntax? After(StatementSyntax guard)
    {
        if (guard is UsingStatementSyntax)
            return guard.DescendantNodes().Any(static node => node is ReturnStatementSyntax) ? null : guard;
        var last = guard.Parent is BlockSyntax block ? block.Statements.Last() : guard.SyntaxTree.GetRoot().ChildNodes().OfType<GlobalStatementSyntax>().Last().Statement;
        return last is ReturnStatementSyntax or ThrowStatementSyntax or LocalFunctionStatementSyntax || Leaves(guard, last) ? null : last;
    }

    /// <summary>The return at the end of the guard's block, where it is the only way out and applies no network any more.</summary>
    private static ReturnStatementSyntax? Returned(StatementSyntax guard) =>
        guard is LocalDeclarationStatementSyntax { Parent: BlockSyntax block } && block.Statements.Last() is ReturnStatementSyntax last && !Leaves(guard, last)
        && last.DescendantNodes().OfType<InvocationExpressionSyntax>().All(static call => call.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "forward" or "call" })
            ? last
            : null;

    private static bool Leaves(StatementSyntax guard, StatementSyntax last) => guard.Parent!.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        .Any(node => node is ReturnStatementSyntax && node != last && node.SpanStart > guard.SpanStart);
}
