using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>A place that gives a local its value.</summary>
/// <param name="Site">The declarator, assignment, designation or argument.</param>
/// <param name="Value">What is assigned; for a deconstruction the whole; null where no expression shows it.</param>
internal readonly record struct LocalDefinition(SyntaxNode Site, IOperation? Value);

/// <summary>The definitions of locals, and which of them a use sees.</summary>
internal static class LocalDefinitions
{
    /// <summary>All places that give a local its value, in the order of the text.</summary>
    public static IReadOnlyList<LocalDefinition> Of(CodeModel code, ILocalSymbol local) => code.DefinitionsOf(local);

    /// <summary>Finds what <see cref="Of"/> keeps.</summary>
    public static IReadOnlyList<LocalDefinition> Find(CodeModel code, ILocalSymbol local)
    {
        if (local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not { } declaration)
            return new List<LocalDefinition>();
        var function = Body.FunctionOf(declaration);
        return TreeIndex.Of(declaration.SyntaxTree, default).Bindings(local.Name).Where(node => function is null || function.Span.Contains(node.Span))
            .Select(node => At(code, node, local)).OfType<LocalDefinition>().OrderBy(static each => each.Site.SpanStart).ToList();
    }

    /// <summary>The one definition that a use of a local sees; null where several may reach it.</summary>
    public static LocalDefinition? Reaching(CodeModel code, ILocalSymbol local, SyntaxNode use)
    {
        var all = Of(code, local);
        if (all.Count == 1)
            return all[0];
        var before = all.Where(each => each.Site.Span.End <= use.SpanStart).ToList();
        if (before.Count == 0)
            return null;
        var last = before[before.Count - 1];
        var block = last.Site.FirstAncestorOrSelf<StatementSyntax>()?.Parent;
        if (block is GlobalStatementSyntax)
            block = block.Parent;
        if (block is not (BlockSyntax or CompilationUnitSyntax) || !block.Span.Contains(use.Span) || Body.FunctionOf(use) != Body.FunctionOf(last.Site))
            return null;

        // What a later round of a loop assigns may come round to the use.
        var isOvertaken = all.Any(each => each.Site.Span.End > use.SpanStart
            && each.Site.Ancestors().Any(outer => Loops.IsLoop(outer) && outer.Span.Contains(use.Span) && !outer.Span.Contains(last.Site.Span)));
        return isOvertaken ? null : last;
    }

    private static LocalDefinition? At(CodeModel code, SyntaxNode node, ILocalSymbol local)
    {
        switch (node)
        {
            case VariableDeclaratorSyntax declarator when Declares(declarator.Identifier, local):
                return declarator.Initializer is { } initializer ? new LocalDefinition(declarator, code.OperationOf(initializer.Value)) : null;
            case SingleVariableDesignationSyntax designation when Declares(designation.Identifier, local):
                return Deconstructed(code, designation);
            case ForEachStatementSyntax loop when Declares(loop.Identifier, local):
                return new LocalDefinition(loop, null);
            case AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } assignment when Refers(code, name, local):
                return new LocalDefinition(assignment, assignment.IsKind(Microsoft.CodeAnalysis.CSharp.SyntaxKind.SimpleAssignmentExpression) ? code.OperationOf(assignment.Right) : code.OperationOf(assignment));
            case IdentifierNameSyntax { Parent: ArgumentSyntax { Parent: TupleExpressionSyntax } } name when IsTarget(name) && Refers(code, name, local):
                return Deconstructed(code, name);
            case IdentifierNameSyntax { Parent: ArgumentSyntax { RefKindKeyword.RawKind: not 0 } argument } name when Refers(code, name, local):
                return new LocalDefinition(argument, null);
            default:
                return null;
        }
    }

    private static bool Declares(SyntaxToken identifier, ILocalSymbol local) =>
        identifier.ValueText == local.Name && local.Locations.Any(location => location.SourceTree == identifier.SyntaxTree && location.SourceSpan == identifier.Span);

    private static bool Refers(CodeModel code, IdentifierNameSyntax name, ILocalSymbol local) =>
        name.Identifier.ValueText == local.Name && code.OperationOf(name) is ILocalReferenceOperation found && SymbolEqualityComparer.Default.Equals(found.Local, local);

    private static bool IsTarget(SyntaxNode name)
    {
        var tuple = name.Ancestors().TakeWhile(static each => each is ArgumentSyntax or TupleExpressionSyntax).LastOrDefault();
        return tuple?.Parent is AssignmentExpressionSyntax assignment && assignment.Left == tuple;
    }

    private static LocalDefinition Deconstructed(CodeModel code, SyntaxNode target)
    {
        var assignment = target.Ancestors().TakeWhile(static each => each is not StatementSyntax).OfType<AssignmentExpressionSyntax>().FirstOrDefault();
        return assignment is not null && assignment.Left.Span.Contains(target.Span)
            ? new LocalDefinition(assignment, code.OperationOf(assignment.Right))
            : new LocalDefinition(target, null);
    }
}
