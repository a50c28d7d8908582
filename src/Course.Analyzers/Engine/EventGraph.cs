using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Analyzers.Engine;

/// <summary>An event on the paths through a body, calls opened up.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Operation">The operation that makes it happen; null for joins.</param>
/// <param name="Target">The optimizer or module concerned; unknown where the event has none or where it is out of sight.</param>
/// <param name="TargetOperation">The expression of the target, for parameter lists.</param>
/// <param name="Scope">What parameters stand for at this place.</param>
/// <param name="Site">The operation of the body itself that leads here: the event, or the outermost call that holds it.</param>
/// <param name="IsInlined">Whether the event lies in a callee.</param>
internal sealed record EventNode(
    EventKind Kind, IOperation? Operation, Value Target, IOperation? TargetOperation, Scope Scope, IOperation? Site, bool IsInlined)
{
    private ImmutableArray<OptimizerFacts> _optimizers;

    /// <summary>Its number in the graph, joins counted.</summary>
    public int Ordinal { get; init; }

    /// <summary>How a step stands to the clips around it, once <see cref="ClipCoverage.Of"/> has found it.</summary>
    public Coverage Coverage { get; set; }

    /// <summary>The nodes that may follow.</summary>
    public List<EventNode> Next { get; } = new();

    /// <summary>The nodes that may come before.</summary>
    public List<EventNode> Previous { get; } = new();

    /// <summary>Whether the event is put here because only a setting decides whether it happens below.</summary>
    public bool IsHoisted { get; init; }

    /// <summary>The expression to point at: the site, with its receiver where that is asked for null.</summary>
    public Location Location
    {
        get
        {
            var syntax = Site!.Syntax;
            while (syntax.Parent is ConditionalAccessExpressionSyntax access && access.WhenNotNull == syntax)
                syntax = access;
            return syntax.GetLocation();
        }
    }

    /// <summary>The optimizers that may stand where a step is made.</summary>
    public ImmutableArray<OptimizerFacts> Optimizers(CodeModel code)
    {
        if (_optimizers.IsDefault)
            _optimizers = OptimizerFacts.Of(code, this);
        return _optimizers;
    }

    /// <summary>Makes <paramref name="node"/> follow this one.</summary>
    public void Then(EventNode node)
    {
        Next.Add(node);
        node.Previous.Add(this);
    }

    // Identity, not content: the same call may be opened twice.

    /// <inheritdoc />
    public bool Equals(EventNode? other) => ReferenceEquals(this, other);

    /// <inheritdoc />
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary>All paths through one body with its callees, as events.</summary>
/// <param name="Nodes">The events; joins are left out.</param>
internal sealed record EventGraph(ImmutableArray<EventNode> Nodes)
{
    /// <summary>The events of a kind.</summary>
    public IEnumerable<EventNode> Of(EventKind kind) => Nodes.Where(node => node.Kind == kind);

    /// <summary>Walks back from a node and returns what it meets, going past what <paramref name="stop"/> does not stop at.</summary>
    /// <param name="from">Where to start; not itself returned unless a loop leads back to it.</param>
    /// <param name="stop">Whether the walk ends at a node. The node itself is returned all the same.</param>
    public static IEnumerable<EventNode> Before(EventNode from, Func<EventNode, bool> stop) => Walk(from, static node => node.Previous, stop);

    /// <summary>Walks forward from a node, as <see cref="Before"/> walks back.</summary>
    public static IEnumerable<EventNode> After(EventNode from, Func<EventNode, bool> stop) => Walk(from, static node => node.Next, stop);

    /// <summary>What follows a node without leaving the call that a site is.</summary>
    public static IEnumerable<EventNode> Within(EventNode from, IOperation site) =>
        Walk(from, node => node.Next.Where(next => ReferenceEquals(next.Site, site)).ToList(), static _ => false);

    private static IEnumerable<EventNode> Walk(EventNode from, Func<EventNode, List<EventNode>> neighbours, Func<EventNode, bool> stop)
    {
        var seen = new bool[64];
        var pending = new Stack<EventNode>();
        foreach (var each in neighbours(from))
            pending.Push(each);
        while (pending.Count > 0)
        {
            var node = pending.Pop();
            if (node.Ordinal >= seen.Length)
                Array.Resize(ref seen, 2 * node.Ordinal);
            if (seen[node.Ordinal])
                continue;
            seen[node.Ordinal] = true;
            if (node.Kind != EventKind.None)
                yield return node;
            if (!stop(node))
            {
                foreach (var each in neighbours(node))
                    pending.Push(each);
            }
        }
    }
}
