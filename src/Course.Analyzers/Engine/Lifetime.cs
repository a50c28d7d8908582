using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers.Engine;

/// <summary>
/// Which code runs while a guard or a dispose scope is held: their effect is their lifetime, in the function itself and in all
/// that it calls. By name where the answer only silences a rule, so that what cannot be bound silences too.
/// </summary>
internal static class Lifetime
{
    private const int MaxDepth = 4;

    /// <summary>What switches gradients off while it is held.</summary>
    public static IReadOnlyList<string> Guards { get; } = new[] { "no_grad", "inference_mode", "set_grad_enabled" };

    /// <summary>What disposes tensors when it ends.</summary>
    public static IReadOnlyList<string> Scopes { get; } = new[] { "NewDisposeScope" };

    /// <summary>The span in which a using holds what a call returns; null where no using does.</summary>
    public static TextSpan? OfUsing(SyntaxNode call)
    {
        var value = call;
        while (value.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax || value.Parent is AssignmentExpressionSyntax { Parent: UsingStatementSyntax })
            value = value.Parent;
        return value.Parent switch
        {
            UsingStatementSyntax block => block.Statement.Span,
            EqualsValueClauseSyntax { Parent.Parent.Parent: UsingStatementSyntax block } => block.Statement.Span,
            EqualsValueClauseSyntax { Parent.Parent.Parent: LocalDeclarationStatementSyntax declaration } when declaration.UsingKeyword.IsKind(SyntaxKind.UsingKeyword) => ToEndOfBlock(declaration),
            _ => null,
        };
    }

    /// <summary>The guards or scopes of which a using covers a node within its own function, innermost first.</summary>
    public static IEnumerable<SyntaxNode> Covering(SyntaxNode node, IReadOnlyList<string> names)
    {
        var function = Body.FunctionOf(node);
        return names.SelectMany(TreeIndex.Of(node.SyntaxTree, default).Calls)
            .Where(call => OfUsing(call)?.Contains(node.Span) == true && Body.FunctionOf(call) == function)
            .OrderByDescending(static call => call.SpanStart);
    }

    /// <summary>Whether a node may run while something of these names is held: here, around the lambda that it is in, or at a caller.</summary>
    public static bool MayCover(CodeModel code, SyntaxNode node, IReadOnlyList<string> names, int depth = 0)
    {
        var member = MemberOf(node);
        if (names.SelectMany(TreeIndex.Of(node.SyntaxTree, default).Calls).Any(call => MemberOf(call) == member && MayHold(call, node)))
            return true;
        var reaching = code.NamesReaching(names);
        if (node.Ancestors().Any(outer => IsOpenedBy(outer, node, reaching)))
            return true;
        return depth < MaxDepth && Functions(code, node).SelectMany(method => code.Definitions.CallsOf(method)).Any(call => MayCover(code, call.Syntax, names, depth + 1));
    }

    /// <summary>The member, or the program, around a node.</summary>
    public static SyntaxNode MemberOf(SyntaxNode node) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>(static each => each is not (GlobalStatementSyntax or BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax)) ?? node.SyntaxTree.GetRoot();

    /// <summary>The innermost loop around a node, within its function.</summary>
    public static StatementSyntax? LoopAround(SyntaxNode node) => LoopsAround(node).FirstOrDefault();

    /// <summary>The loops around a node within its function, innermost first.</summary>
    public static IEnumerable<StatementSyntax> LoopsAround(SyntaxNode node) => node.Ancestors()
        .TakeWhile(static each => !Body.IsRoot(each) && each is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        .OfType<StatementSyntax>().Where(static each => each is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax);

    /// <summary>A guard that no using holds lasts, as far as anyone can tell, to the end.</summary>
    private static bool MayHold(SyntaxNode call, SyntaxNode node) => OfUsing(call) is { } span ? span.Contains(node.Span) : call.SpanStart < node.SpanStart;

    /// <summary>Whether a using or a lambda around a node hangs on a helper that opens a guard or a scope.</summary>
    private static bool IsOpenedBy(SyntaxNode outer, SyntaxNode node, HashSet<string> reaching) => outer switch
    {
        UsingStatementSyntax block => Mentions((SyntaxNode?)block.Expression ?? block.Declaration, reaching),
        BlockSyntax or CompilationUnitSyntax => Statements(outer).OfType<LocalDeclarationStatementSyntax>()
            .Any(each => each.UsingKeyword.IsKind(SyntaxKind.UsingKeyword) && each.SpanStart < node.SpanStart && Mentions(each.Declaration, reaching)),
        AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } => TreeIndex.NameOf(call) is { } name && reaching.Contains(name),
        _ => false,
    };

    private static bool Mentions(SyntaxNode? resource, HashSet<string> reaching) =>
        resource?.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(call => TreeIndex.NameOf(call) is { } name && reaching.Contains(name)) == true;

    private static IEnumerable<StatementSyntax> Statements(SyntaxNode block) =>
        block is BlockSyntax { Statements: var statements } ? statements : ((CompilationUnitSyntax)block).Members.OfType<GlobalStatementSyntax>().Select(static each => each.Statement);

    private static IEnumerable<IMethodSymbol> Functions(CodeModel code, SyntaxNode node)
    {
        for (var function = Body.FunctionOf(node); function is not null; function = Body.FunctionOf(function))
        {
            if (function is LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax && code.SemanticsOf(function).GetDeclaredSymbol(function) is IMethodSymbol method)
                yield return method;
        }
    }

    private static TextSpan ToEndOfBlock(StatementSyntax declaration) => TextSpan.FromBounds(
        declaration.Span.End, (declaration.Parent is GlobalStatementSyntax global ? global.Parent! : declaration.Parent!).Span.End);
}
