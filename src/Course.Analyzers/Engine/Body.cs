using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>One executable body: of a method, accessor, initializer, top-level program, local function or lambda.</summary>
internal sealed class Body
{
    private MethodSummary? _summary;
    private StrongBox<EventGraph?>? _events;

    private Body(CodeModel code, SyntaxNode syntax, ControlFlowGraph graph)
    {
        (Code, Syntax, Graph) = (code, syntax, graph);
        Nested = FindNested().ToImmutableArray();
    }

    /// <summary>The compilation's model.</summary>
    public CodeModel Code { get; }

    /// <summary>The declaration.</summary>
    public SyntaxNode Syntax { get; }

    /// <summary>The control-flow graph.</summary>
    public ControlFlowGraph Graph { get; }

    /// <summary>Lambdas and local functions directly inside.</summary>
    public ImmutableArray<Body> Nested { get; }

    /// <summary>The training events in their order.</summary>
    public MethodSummary Summary => _summary ??= MethodSummary.Of(this);

    /// <summary>All paths through this body as events; null where there are none, or too many.</summary>
    public EventGraph? Events => Summary.IsEmpty ? null : (_events ??= new StrongBox<EventGraph?>(EventGraphBuilder.Build(this))).Value;

    /// <summary>Whether a node can be a body by itself.</summary>
    public static bool IsRoot(SyntaxNode node) => node
        is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or CompilationUnitSyntax
        or ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax or IndexerDeclarationSyntax }
        or EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } };

    /// <summary>The method, local function, lambda or program around a node.</summary>
    public static SyntaxNode? FunctionOf(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(static each => IsRoot(each) || each is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);

    /// <summary>The bodies of a member, outermost ones only.</summary>
    public static IEnumerable<SyntaxNode> RootsOf(SyntaxNode member) => member is CompilationUnitSyntax or BaseMethodDeclarationSyntax
        ? new[] { member }
        : member.DescendantNodes(static node => !IsRoot(node)).Where(IsRoot);

    /// <summary>The body of a node; null where the node has no executable code.</summary>
    public static Body? OfRoot(CodeModel code, SyntaxNode node)
    {
        if (!IsRoot(node))
            return null;
        var graph = code.OperationOf(node) switch
        {
            IMethodBodyOperation { Parent: null } method => ControlFlowGraph.Create(method),
            IConstructorBodyOperation { Parent: null } constructor => ControlFlowGraph.Create(constructor),
            IBlockOperation { Parent: null } block => ControlFlowGraph.Create(block),
            IFieldInitializerOperation { Parent: null } field => ControlFlowGraph.Create(field),
            IPropertyInitializerOperation { Parent: null } property => ControlFlowGraph.Create(property),
            _ => null,
        };
        return graph is null ? null : new Body(code, node, graph);
    }

    /// <summary>This body and all that are nested in it.</summary>
    public IEnumerable<Body> WithNested() => Nested.SelectMany(static body => body.WithNested()).Prepend(this);

    private IEnumerable<Body> FindNested()
    {
        foreach (var local in Graph.LocalFunctions)
        {
            if (local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } syntax)
                yield return new Body(Code, syntax, Graph.GetLocalFunctionControlFlowGraph(local));
        }

        // To walk all operations costs more than to ask the syntax whether it is worth it.
        if (TreeIndex.FunctionsIn(Syntax).Count == 0)
            yield break;
        foreach (var block in Graph.Blocks)
        {
            var operations = block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations;
            foreach (var lambda in operations.SelectMany(static operation => operation.DescendantsAndSelf()).OfType<IFlowAnonymousFunctionOperation>())
                yield return new Body(Code, lambda.Syntax, Graph.GetAnonymousFunctionControlFlowGraph(lambda));
        }
    }
}
