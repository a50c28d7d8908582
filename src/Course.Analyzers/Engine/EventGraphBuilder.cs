using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>Lays the summaries of a body and of what it calls into one graph.</summary>
internal sealed class EventGraphBuilder
{
    private const int MaxDepth = 4;

    // Past this size nothing is said: a graph that large comes from code that no reviewer would follow either.
    private const int MaxNodes = 4000;

    private readonly CodeModel _code;
    private readonly List<EventNode> _nodes = new();
    private readonly List<SyntaxNode> _open = new();
    private bool _tooLarge;

    private EventGraphBuilder(CodeModel code) => _code = code;

    /// <summary>The graph of a body; null where it would be too large.</summary>
    public static EventGraph? Build(Body body)
    {
        var builder = new EventGraphBuilder(body.Code);
        builder.Open(body, Scope.Empty, null);
        return builder._tooLarge ? null : new EventGraph(builder._nodes.Where(static node => node.Kind != EventKind.None).ToImmutableArray());
    }

    private EventNode Add(EventKind kind, IOperation? operation, IOperation? target, Scope scope, IOperation? site)
    {
        var value = kind is EventKind.None or EventKind.Clip ? default : _code.Definitions.Resolve(target, scope);
        var node = new EventNode(kind, operation, value, target, scope, site ?? operation, site is not null) { Ordinal = _nodes.Count };
        _nodes.Add(node);
        _tooLarge |= _nodes.Count > MaxNodes;
        return node;
    }

    private EventNode Join(IOperation? site) => Add(EventKind.None, null, null, Scope.Empty, site);

    private (EventNode Entry, EventNode Exit) Open(Body body, Scope scope, IOperation? site)
    {
        _open.Add(body.Syntax);
        var summary = body.Summary;
        var entries = summary.Blocks.Select(_ => Join(site)).ToArray();
        var hoisted = Configuration.HoistedClips(body);
        for (var i = 0; i < summary.Blocks.Length && !_tooLarge; i++)
        {
            var last = entries[i];
            foreach (var item in summary.Blocks[i].Items)
                last = Append(last, item, scope, site);
            foreach (var clip in hoisted.Where(each => each.Block == i))
            {
                var copy = Add(clip.Event.Kind, clip.Event.Operation, clip.Event.Target, scope, site) with { IsHoisted = true };
                _nodes[_nodes.Count - 1] = copy;
                last.Then(copy);
                last = copy;
            }

            foreach (var next in summary.Blocks[i].Next)
                last.Then(entries[next]);
        }

        _open.RemoveAt(_open.Count - 1);
        return (entries[0], entries[entries.Length - 1]);
    }

    private EventNode Append(EventNode last, SummaryItem item, Scope scope, IOperation? site)
    {
        if (item.Call is not null)
            last = AppendCall(last, item.Call, scope, site);
        if (item.Event.Kind == EventKind.None)
            return last;
        var node = Add(item.Event.Kind, item.Event.Operation, item.Event.Target, scope, site);
        last.Then(node);
        return node;
    }

    private EventNode AppendCall(EventNode last, IOperation call, Scope scope, IOperation? site)
    {
        if (_tooLarge)
            return last;
        var inner = site ?? call;
        var bodies = Callees(call, scope).Where(callee => _open.Count <= MaxDepth && !_open.Contains(callee.Body.Syntax)).ToList();
        if (bodies.Count > 0)
        {
            var join = Join(site);
            foreach (var (body, entered) in bodies)
            {
                var (entry, exit) = Open(body, entered, inner);
                last.Then(entry);
                exit.Then(join);
            }

            return join;
        }

        // What a method out of sight is handed, it may call or not.
        foreach (var body in FunctionArguments(call, scope))
        {
            if (_open.Count > MaxDepth || _open.Contains(body.Body.Syntax))
                continue;
            var (entry, exit) = Open(body.Body, body.Scope, inner);
            var join = Join(site);
            last.Then(entry);
            last.Then(join);
            exit.Then(join);
            last = join;
        }

        return last;
    }

    private IEnumerable<(Body Body, Scope Scope)> Callees(IOperation call, Scope scope)
    {
        if (call is IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } invoked)
            return Function(_code.Definitions.Resolve(invoked.Instance, scope), invoked, scope);
        var method = call switch
        {
            IInvocationOperation invocation => invocation.TargetMethod,
            IObjectCreationOperation creation => creation.Constructor,
            _ => null,
        };
        if (method is null || !_code.MayTrain(method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name))
            return Enumerable.Empty<(Body, Scope)>();
        var entered = _code.Definitions.Enter(call, scope);
        var bodies = Implementations.Of(_code, method).Select(_code.BodyOf).OfType<Body>().Where(static body => !body.Summary.IsEmpty).ToList();

        // A call that some override answers by clipping is meant to clip.
        var clipping = bodies.Where(static body => body.Summary.Blocks.Any(static b => b.Items.Any(static i => i.Event.Kind == EventKind.Clip))).ToList();
        return (clipping.Count > 0 ? clipping : bodies).Select(body => (body, entered));
    }

    private IEnumerable<(Body Body, Scope Scope)> FunctionArguments(IOperation call, Scope scope)
    {
        if (call is not IInvocationOperation invocation)
            return Enumerable.Empty<(Body, Scope)>();
        return invocation.Arguments
            .Where(static argument => argument.Value.Type?.TypeKind == TypeKind.Delegate)
            .SelectMany(argument => Function(_code.Definitions.Resolve(argument.Value, scope), null, scope))
            .Where(static found => !found.Body.Summary.IsEmpty);
    }

    private IEnumerable<(Body Body, Scope Scope)> Function(Value value, IInvocationOperation? call, Scope scope)
    {
        var inner = call is null ? Scope.Empty : _code.Definitions.Enter(call, scope);
        if (value.Key is AnonymousFunctionExpressionSyntax lambda && _code.BodyOf(lambda) is { } body)
        {
            yield return (body, value.Scope ?? Scope.Empty);
        }
        else if (value.Key is IMethodSymbol method && _code.BodyOf(method) is { } named)
        {
            yield return (named, inner);
        }
        else if (value.Key is IFieldSymbol or ILocalSymbol)
        {
            foreach (var origin in _code.Definitions.Of(value).Expressions)
            {
                if (origin.Operation is IAnonymousFunctionOperation && _code.BodyOf(origin.Operation.Syntax) is { } found)
                    yield return (found, origin.Scope);
            }
        }
    }
}
