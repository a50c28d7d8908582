using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Analyzers.Engine;

/// <summary>What is known of one compilation, shared by all rules and found out only when a rule asks.</summary>
internal sealed class CodeModel
{
    private static readonly string[] Backward = { "backward" };
    private static readonly string[] Step = { "step", "grad" };
    private static readonly ConditionalWeakTable<Compilation, CodeModel?> Known = new();

    private readonly ConcurrentDictionary<SyntaxNode, Body?> _bodies = new();
    private readonly ConcurrentDictionary<ISymbol, IReadOnlyList<LocalDefinition>> _locals = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<SyntaxTree, ImmutableArray<Body>> _trainingBodies = new();
    private readonly ConcurrentDictionary<SyntaxTree, IReadOnlyList<TrainingSteps>> _trainingSteps = new();
    private readonly ConcurrentDictionary<IReadOnlyList<string>, HashSet<string>> _reaching = new();
    private ImmutableArray<TreeIndex> _indexes;
    private HashSet<string>? _trainingNames;
    private HashSet<string>? _backwardNames;
    private HashSet<string>? _stepNames;

    private CodeModel(Compilation compilation, TorchSymbols torch, ImmutableHashSet<string> clipHelpers)
    {
        (Compilation, Torch, ClipHelpers) = (compilation, torch, clipHelpers);
        Definitions = new Definitions(this);
        Modules = new ModuleReader(this);
        Networks = new Networks(this);
        Losses = new Losses(this);
    }

    /// <summary>The code.</summary>
    public Compilation Compilation { get; }

    /// <summary>TorchSharp's types.</summary>
    public TorchSymbols Torch { get; }

    /// <summary>Names of methods that are known to clip though their code is out of sight.</summary>
    public ImmutableHashSet<string> ClipHelpers { get; }

    /// <summary>Where values come from.</summary>
    public Definitions Definitions { get; }

    /// <summary>What modules are made of.</summary>
    public ModuleReader Modules { get; }

    /// <summary>The networks as wholes.</summary>
    public Networks Networks { get; }

    /// <summary>The losses that are computed.</summary>
    public Losses Losses { get; }

    /// <summary>The indexes of all trees.</summary>
    public ImmutableArray<TreeIndex> Indexes
    {
        get
        {
            if (_indexes.IsDefault)
                _indexes = Compilation.SyntaxTrees.Select(static tree => TreeIndex.Of(tree, CancellationToken.None)).ToImmutableArray();
            return _indexes;
        }
    }

    /// <summary>The model of a compilation; null where TorchSharp is absent.</summary>
    public static CodeModel? Of(Compilation compilation, AnalyzerOptions options) => Known.GetValue(
        compilation,
        c => TorchSymbols.Of(c) is { } torch ? new CodeModel(c, torch, RuleOptions.AllClipHelpers(options, c)) : null);

    /// <summary>The operation of a node, in the tree as written (not as a control-flow graph lowers it).</summary>
    public IOperation? OperationOf(SyntaxNode node) => SemanticsOf(node).GetOperation(node);

    /// <summary>The semantic model of the tree that a node belongs to.</summary>
    // Summaries cross files, so the model that one callback is handed does not do; the driver hands out its own cached one here.
#pragma warning disable RS1030
    public SemanticModel SemanticsOf(SyntaxNode node) => Compilation.GetSemanticModel(node.SyntaxTree);
#pragma warning restore RS1030

    /// <summary>
    /// Whether a name is that of a training event, or of something that calls one. By name only: it spares the control-flow
    /// graphs of all the code that has nothing to do with training.
    /// </summary>
    public bool MayTrain(string name) => TrainingNames.Contains(name);

    /// <summary>Names, and the names of whatever calls them, directly or not.</summary>
    /// <param name="names">A list that lives as long as the program: what is found out is kept by it.</param>
    public HashSet<string> NamesReaching(IReadOnlyList<string> names) => _reaching.TryGetValue(names, out var known) ? known : _reaching.GetOrAdd(names, CallersOf(names));

    /// <summary>The bodies of a tree in which training may happen: those of members that reach a backward and a step.</summary>
    public ImmutableArray<Body> TrainingBodies(SyntaxTree tree) => _trainingBodies.TryGetValue(tree, out var known)
        ? known
        : _trainingBodies.GetOrAdd(tree, TrainingMembers(tree).SelectMany(BodiesIn).ToImmutableArray());

    /// <summary>The steps of a tree that loops repeat.</summary>
    public IReadOnlyList<TrainingSteps> TrainingStepsIn(SyntaxTree tree) =>
        _trainingSteps.TryGetValue(tree, out var known) ? known : _trainingSteps.GetOrAdd(tree, TrainingSteps.Find(this, tree).ToList());

    private IEnumerable<SyntaxNode> TrainingMembers(SyntaxTree tree)
    {
        var backward = _backwardNames ??= CallersOf(Backward);
        var step = _stepNames ??= CallersOf(Step);
        return TreeIndex.Of(tree, CancellationToken.None).NamesCalledIn
            .Where(entry => HoldsAny(entry.Value, backward) && HoldsAny(entry.Value, step))
            .Select(static entry => entry.Key)
            .OrderBy(static member => member.SpanStart);
    }

    /// <summary>The body that a member, accessor, local function, lambda or program holds; null where it has none.</summary>
    public Body? BodyOf(SyntaxNode node) =>
        _bodies.TryGetValue(node, out var body) ? body : _bodies.GetOrAdd(node, FindBody(node));

    /// <summary>All places that give a local its value, in the order of the text.</summary>
    public IReadOnlyList<LocalDefinition> DefinitionsOf(ILocalSymbol local) =>
        _locals.TryGetValue(local, out var known) ? known : _locals.GetOrAdd(local, LocalDefinitions.Find(this, local));

    /// <summary>The body of a method that the compilation declares; null for methods of references.</summary>
    public Body? BodyOf(IMethodSymbol method)
    {
        foreach (var reference in (method.PartialImplementationPart ?? method).OriginalDefinition.DeclaringSyntaxReferences)
        {
            if (BodyOf(reference.GetSyntax()) is { } body)
                return body;
        }

        return null;
    }

    /// <summary>The code of a method that the compilation declares, for those who need no control flow; null where it has none.</summary>
    public static SyntaxNode? SyntaxOf(IMethodSymbol method)
    {
        foreach (var reference in (method.PartialImplementationPart ?? method).OriginalDefinition.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is BaseMethodDeclarationSyntax { Body: not null } or BaseMethodDeclarationSyntax { ExpressionBody: not null }
                or LocalFunctionStatementSyntax { Body: not null } or LocalFunctionStatementSyntax { ExpressionBody: not null } or AccessorDeclarationSyntax or ArrowExpressionClauseSyntax)
            {
                return reference.GetSyntax();
            }
        }

        return null;
    }

    /// <summary>A member's own body with those of its lambdas and local functions.</summary>
    public IEnumerable<Body> BodiesIn(SyntaxNode member)
    {
        foreach (var root in Body.RootsOf(member))
        {
            if (BodyOf(root) is { } body)
            {
                foreach (var each in body.WithNested())
                    yield return each;
            }
        }
    }

    private HashSet<string> TrainingNames => _trainingNames ??= CallersOf(TrainingEvents.Names.Concat(ClipHelpers));

    private Body? FindBody(SyntaxNode node)
    {
        if (node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            return Body.OfRoot(this, node);
        for (var outer = node.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax || Body.IsRoot(outer))
            {
                var found = BodyOf(outer)?.Nested.FirstOrDefault(each => each.Syntax == node);
                if (found is not null || !Body.IsRoot(outer))
                    return found;
            }
        }

        return null;
    }

    // HashSet.Overlaps would box an enumerator of the larger of the two.
    private static bool HoldsAny(HashSet<string> mentioned, HashSet<string> names)
    {
        foreach (var name in mentioned)
        {
            if (names.Contains(name))
                return true;
        }

        return false;
    }

    /// <summary>Names, and the names of whatever calls them, directly or not.</summary>
    private HashSet<string> CallersOf(IEnumerable<string> called)
    {
        var names = new HashSet<string>(called);
        var members = Indexes.SelectMany(static index => index.NamesCalledIn).ToList();
        for (var grew = true; grew;)
        {
            grew = false;
            foreach (var entry in members)
            {
                if (HoldsAny(entry.Value, names))
                {
                    foreach (var name in TreeIndex.NamesOf(entry.Key))
                        grew |= names.Add(name);
                }
            }
        }

        return names;
    }
}
