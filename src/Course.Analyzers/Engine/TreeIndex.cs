using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers.Engine;

/// <summary>
/// What one syntax tree calls, creates and assigns, by simple name. Names only narrow the search: whoever looks something up
/// here binds what it finds. Kept per tree, so that in the IDE a key press re-indexes one file.
/// </summary>
internal sealed class TreeIndex
{
    private static readonly ConditionalWeakTable<SyntaxTree, TreeIndex> Known = new();

    private readonly Dictionary<string, IReadOnlyList<SyntaxNode>> _calls = new();
    private readonly Dictionary<string, IReadOnlyList<SyntaxNode>> _creations = new();
    private readonly Dictionary<string, IReadOnlyList<SyntaxNode>> _assignments = new();
    private readonly Dictionary<string, IReadOnlyList<SyntaxNode>> _texts = new();
    private readonly Dictionary<string, IReadOnlyList<SyntaxNode>> _bindings = new();
    private readonly InOrder<InvocationExpressionSyntax> _allCalls = new();
    private readonly InOrder<AssignmentExpressionSyntax> _allAssignments = new();
    private readonly InOrder<ReturnStatementSyntax> _allReturns = new();
    private readonly InOrder<AnonymousFunctionExpressionSyntax> _allFunctions = new();
    private readonly Dictionary<SyntaxNode, HashSet<string>> _namesCalledIn = new();
    private readonly Dictionary<SyntaxNode, List<string>> _localFunctionsIn = new();
    private readonly List<SyntaxNode> _implicitCreations = new();
    private readonly List<BaseTypeDeclarationSyntax> _types = new();
    private readonly List<SyntaxNode> _loops = new();

    private TreeIndex(SyntaxNode root)
    {
        // An explicit stack: submitted code may nest deeper than a thread's stack allows.
        var pending = new Stack<(SyntaxNode Node, SyntaxNode Member)>();
        pending.Push((root, root));
        while (pending.Count > 0)
        {
            var (node, member) = pending.Pop();
            Add(node, member);
            var inside = node is MemberDeclarationSyntax and not BaseTypeDeclarationSyntax and not BaseNamespaceDeclarationSyntax and not GlobalStatementSyntax ? node : member;

            // ChildNodes would allocate an iterator for every node of the program.
            foreach (var child in node.ChildNodesAndTokens())
            {
                if (child.AsNode() is { } next)
                    pending.Push((next, inside));
            }
        }
    }

    /// <summary>Classes, structs, records and enums declared in the tree.</summary>
    public IReadOnlyList<BaseTypeDeclarationSyntax> Types => _types;

    /// <summary>The loops, in no particular order.</summary>
    public IReadOnlyList<SyntaxNode> Loops => _loops;

    /// <summary><c>new(…)</c> and constructor initializers, whose type no name tells.</summary>
    public IReadOnlyList<SyntaxNode> ImplicitCreations => _implicitCreations;

    /// <summary>The members (or the compilation unit, for top-level statements) with the simple names that each calls, and <c>grad</c> where one reads or writes it.</summary>
    public Dictionary<SyntaxNode, HashSet<string>> NamesCalledIn => _namesCalledIn;

    /// <summary>The index of a tree.</summary>
    public static TreeIndex Of(SyntaxTree tree, CancellationToken cancellation)
    {
        return Known.TryGetValue(tree, out var index) ? index : Make(tree.GetRoot(cancellation));

        // A closure in the method around it would be allocated on each look-up.
        static TreeIndex Make(SyntaxNode root) => Known.GetValue(root.SyntaxTree, _ => new TreeIndex(root));
    }

    /// <summary>The names by which code calls what a member declares, local functions and delegates in it included.</summary>
    public static IEnumerable<string> NamesOf(SyntaxNode member)
    {
        switch (member)
        {
            case MethodDeclarationSyntax method:
                yield return method.Identifier.ValueText;
                break;
            case ConstructorDeclarationSyntax constructor:
                yield return constructor.Identifier.ValueText;
                break;
            case PropertyDeclarationSyntax property:
                yield return property.Identifier.ValueText;
                break;
            case FieldDeclarationSyntax field:
                foreach (var variable in field.Declaration.Variables)
                    yield return variable.Identifier.ValueText;
                break;
        }

        if (!Of(member.SyntaxTree, CancellationToken.None)._localFunctionsIn.TryGetValue(member, out var locals))
            yield break;
        foreach (var local in locals)
            yield return local;
    }

    /// <summary>Invocations whose simple name is <paramref name="name"/>.</summary>
    public IReadOnlyList<SyntaxNode> Calls(string name) => Find(_calls, name);

    /// <summary>Object creations whose type's simple name is <paramref name="name"/>.</summary>
    public IReadOnlyList<SyntaxNode> Creations(string name) => Find(_creations, name);

    /// <summary>Assignments, increments and decrements whose left side ends in <paramref name="name"/>.</summary>
    public IReadOnlyList<SyntaxNode> Assignments(string name) => Find(_assignments, name);

    /// <summary>Strings that are given to a named argument, or to variables of a type, called <paramref name="name"/>.</summary>
    public IReadOnlyList<SyntaxNode> Texts(string name) => Find(_texts, name);

    /// <summary>What declares a local called <paramref name="name"/>, or may give it a value: declarators, designations, loops, assignments, and names that are assigned in a tuple or handed on by reference.</summary>
    public IReadOnlyList<SyntaxNode> Bindings(string name) => Find(_bindings, name);

    /// <summary>The invocations inside a node, in the order of the text: what a walk would find, without one.</summary>
    public static ArraySegment<InvocationExpressionSyntax> CallsIn(SyntaxNode node) => Around(node)._allCalls.Inside(node);

    /// <summary>The assignments inside a node, as <see cref="CallsIn"/>.</summary>
    public static ArraySegment<AssignmentExpressionSyntax> AssignmentsIn(SyntaxNode node) => Around(node)._allAssignments.Inside(node);

    /// <summary>The return statements inside a node, those of functions in it among them, as <see cref="CallsIn"/>.</summary>
    public static ArraySegment<ReturnStatementSyntax> ReturnsIn(SyntaxNode node) => Around(node)._allReturns.Inside(node);

    /// <summary>The lambdas and anonymous methods inside a node, as <see cref="CallsIn"/>.</summary>
    public static ArraySegment<AnonymousFunctionExpressionSyntax> FunctionsIn(SyntaxNode node) => Around(node)._allFunctions.Inside(node);

    /// <summary>The simple name by which a call calls; null where it has none.</summary>
    public static string? NameOf(InvocationExpressionSyntax call) => SimpleName(call.Expression);

    /// <summary>The simple name of a type as written; null where it has none.</summary>
    public static string? NameOf(TypeSyntax type) => SimpleName(type);

    private static TreeIndex Around(SyntaxNode node) => Of(node.SyntaxTree, CancellationToken.None);

    private static IReadOnlyList<SyntaxNode> Find(Dictionary<string, IReadOnlyList<SyntaxNode>> map, string name) =>
        map.TryGetValue(name, out var found) ? found : Array.Empty<SyntaxNode>();

    // Most names occur once in a file, and an array of one is a third of a list of one.
    private static void Put(Dictionary<string, IReadOnlyList<SyntaxNode>> map, string? name, SyntaxNode node)
    {
        if (name is null)
            return;
        if (!map.TryGetValue(name, out var known))
            map.Add(name, new[] { node });
        else if (known is List<SyntaxNode> list)
            list.Add(node);
        else
            map[name] = new List<SyntaxNode> { known[0], node };
    }

    private static string? SimpleName(ExpressionSyntax? expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        ElementAccessExpressionSyntax element => SimpleName(element.Expression),
        ConditionalAccessExpressionSyntax conditional => SimpleName(conditional.WhenNotNull),
        ParenthesizedExpressionSyntax parenthesized => SimpleName(parenthesized.Expression),
        PostfixUnaryExpressionSyntax postfix => SimpleName(postfix.Operand),
        _ => null,
    };

    private void Add(SyntaxNode node, SyntaxNode member)
    {
        switch (node)
        {
            // Half of all nodes are names.
            case IdentifierNameSyntax name:
                if (name.Parent is ArgumentSyntax { Parent: TupleExpressionSyntax } or ArgumentSyntax { RefKindKeyword.RawKind: not 0 })
                    Put(_bindings, name.Identifier.ValueText, node);
                break;
            case InvocationExpressionSyntax invocation:
                _allCalls.Add(invocation);
                var called = SimpleName(invocation.Expression);
                Put(_calls, called, node);
                if (called is not null)
                    Mention(member, called);
                break;
            case ObjectCreationExpressionSyntax creation:
                var created = SimpleName(creation.Type);
                Put(_creations, created, node);
                if (created is not null)
                    Mention(member, created);
                break;
            case ImplicitObjectCreationExpressionSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax:
                _implicitCreations.Add(node);
                break;
            case AssignmentExpressionSyntax assignment:
                _allAssignments.Add(assignment);
                var assigned = SimpleName(assignment.Left);
                Put(_assignments, assigned, node);
                if (assignment.Left is IdentifierNameSyntax)
                    Put(_bindings, assigned, node);
                break;
            case VariableDeclaratorSyntax declarator:
                Put(_bindings, declarator.Identifier.ValueText, node);
                break;
            case SingleVariableDesignationSyntax designation:
                Put(_bindings, designation.Identifier.ValueText, node);
                break;
            case ReturnStatementSyntax returned:
                _allReturns.Add(returned);
                break;
            case AnonymousFunctionExpressionSyntax function:
                _allFunctions.Add(function);
                break;
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "grad" } or MemberBindingExpressionSyntax { Name.Identifier.ValueText: "grad" }:
                Mention(member, "grad");
                break;
            case PostfixUnaryExpressionSyntax postfix when !postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression):
                Put(_assignments, SimpleName(postfix.Operand), node);
                break;
            case PrefixUnaryExpressionSyntax prefix when prefix.IsKind(SyntaxKind.PreIncrementExpression) || prefix.IsKind(SyntaxKind.PreDecrementExpression):
                Put(_assignments, SimpleName(prefix.Operand), node);
                break;
            case LiteralExpressionSyntax text when text.IsKind(SyntaxKind.StringLiteralExpression):
                Put(_texts, GivenTo(text), node);
                break;
            case LocalFunctionStatementSyntax local:
                if (!_localFunctionsIn.TryGetValue(member, out var functions))
                    _localFunctionsIn.Add(member, functions = new List<string>());
                functions.Add(local.Identifier.ValueText);
                break;
            case ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax:
                _loops.Add(node);
                if (node is ForEachStatementSyntax loop)
                    Put(_bindings, loop.Identifier.ValueText, node);
                break;
            case BaseTypeDeclarationSyntax type:
                _types.Add(type);
                break;
        }
    }

    private static string? GivenTo(LiteralExpressionSyntax text) => text.Parent switch
    {
        ArgumentSyntax { NameColon.Name.Identifier.ValueText: var name } => name,
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: var type } } } => SimpleName(type is NullableTypeSyntax nullable ? nullable.ElementType : type),
        _ => null,
    };

    private void Mention(SyntaxNode member, string name)
    {
        if (!_namesCalledIn.TryGetValue(member, out var names))
            _namesCalledIn.Add(member, names = new HashSet<string>());
        names.Add(name);
    }

    /// <summary>The nodes of one kind in a tree. Sorted when first asked for, since most code never asks.</summary>
    private sealed class InOrder<T>
        where T : SyntaxNode
    {
        private readonly List<T> _found = new();
        private Sorted? _sorted;

        public void Add(T node) => _found.Add(node);

        /// <summary>Those inside a node, without the node itself.</summary>
        public ArraySegment<T> Inside(SyntaxNode node)
        {
            if (_found.Count == 0)
                return new ArraySegment<T>(Array.Empty<T>());
            var (keys, nodes) = _sorted ??= Sorted.Of(_found);
            var span = node.Span;
            var from = FirstFrom(keys, Sorted.KeyOf(span));
            if (from < nodes.Length && ReferenceEquals(nodes[from], node))
                from++;

            // Spans nest: what begins inside ends inside.
            return new ArraySegment<T>(nodes, from, Math.Max(0, FirstFrom(keys, (long)span.End << 32) - from));
        }

        private static int FirstFrom(long[] keys, long key)
        {
            var (low, high) = (0, keys.Length);
            while (low < high)
            {
                var middle = (low + high) >>> 1;
                if (keys[middle] < key)
                    low = middle + 1;
                else
                    high = middle;
            }

            return low;
        }

        private sealed record Sorted(long[] Keys, T[] Nodes)
        {
            public static Sorted Of(List<T> found)
            {
                var nodes = found.ToArray();
                var keys = Array.ConvertAll(nodes, static node => KeyOf(node.Span));
                Array.Sort(keys, nodes);
                return new Sorted(keys, nodes);
            }

            /// <summary>By beginning; what holds others that begin with it comes before them.</summary>
            public static long KeyOf(TextSpan span) => ((long)span.Start << 32) | (uint)(int.MaxValue - span.Length);
        }
    }
}
