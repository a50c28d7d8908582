using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>A loss that is computed.</summary>
/// <param name="Call">The call.</param>
/// <param name="Form">Which loss.</param>
/// <param name="Creation">The expression that makes the loss module; null for functions, and where several or none are in sight.</param>
/// <param name="Input">The way of what is predicted, seen from every caller where it starts at a parameter.</param>
/// <param name="Target">The way of what is due.</param>
internal sealed record LossUse(IInvocationOperation Call, LossForm Form, IOperation? Creation, Stage Input, Stage Target)
{
    /// <summary>The expression of what is predicted.</summary>
    public IOperation Prediction => Call.Arguments.First(static a => a.Parameter?.Ordinal == 0).Value;

    /// <summary>The expression of what is due.</summary>
    public IOperation Due => Call.Arguments.First(static a => a.Parameter?.Ordinal == 1).Value;
}

/// <summary>The losses of a compilation, found once for all rules about them.</summary>
internal sealed class Losses
{
    private static readonly string[] Modules = { "forward", "call" };

    private readonly CodeModel _code;
    private readonly ConcurrentDictionary<SyntaxTree, ImmutableArray<LossUse>> _uses = new();
    private bool? _anyModule;

    public Losses(CodeModel code) => _code = code;

    // A loss that is held somewhere was made somewhere: without that, no call of forward can be one.
    private bool AnyModule => _anyModule ??= LossForm.All.Any(form => _code.Indexes.Any(index => index.Calls(form.Module).Count + index.Creations(form.Module).Count > 0));

    /// <summary>The losses that a tree computes, in its order.</summary>
    public ImmutableArray<LossUse> In(SyntaxTree tree) => _uses.TryGetValue(tree, out var known) ? known : _uses.GetOrAdd(tree, Find(tree));

    private ImmutableArray<LossUse> Find(SyntaxTree tree)
    {
        var index = TreeIndex.Of(tree, default);
        var names = LossForm.All.Select(static form => form.Function).Concat(AnyModule ? Modules : Enumerable.Empty<string>());
        var found = new Dictionary<SyntaxNode, LossUse>();
        var calls = names.SelectMany(index.Calls).Where(MayBeLoss).Where(node => _code.OperationOf(node) is IInvocationOperation call && IsLoss(call)).ToList();
        foreach (var root in calls.Select(static node => Body.FunctionOf(node)).OfType<SyntaxNode>().Distinct())
        {
            ForwardReader.Read(_code, root, (call, reader) =>
            {
                // A loop is read more than once; the first reading is the one that nothing has blurred.
                if (IsLoss(call) && !found.ContainsKey(call.Syntax) && LossForm.Of(_code, call) is { } loss)
                    found.Add(call.Syntax, new LossUse(call, loss.Form, loss.Creation, FromCallers(reader.Tensor(Argument(call, 0))), reader.Tensor(Argument(call, 1))));
            });
        }

        return found.Values.OrderBy(static use => use.Call.Syntax.SpanStart).ToImmutableArray();
    }

    private bool IsLoss(IInvocationOperation call) => Argument(call, 0) is not null && Argument(call, 1) is not null && LossForm.Of(_code, call) is not null;

    private static IOperation? Argument(IInvocationOperation call, int ordinal) => call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == ordinal)?.Value;

    /// <summary>Whether the receiver's type allows for a loss; cheaper to ask than the operation of a whole body.</summary>
    private bool MayBeLoss(SyntaxNode node) => node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "forward" or "call", Expression: var receiver } }
        || _code.Torch.IsLoss(_code.SemanticsOf(node).GetTypeInfo(receiver).Type);

    /// <summary>A way that starts at a parameter, as all callers agree on it; itself where they do not, or where it starts elsewhere.</summary>
    private Stage FromCallers(Stage way)
    {
        if (way is not { Kind: StageKind.Input, Start: IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method } parameter })
            return way;
        var given = new List<Stage>();
        foreach (var call in _code.Definitions.CallsOf(method).OfType<IInvocationOperation>())
        {
            var found = Stage.Unknown;
            if (Body.FunctionOf(call.Syntax) is { } root)
            {
                ForwardReader.Read(_code, root, (each, reader) =>
                {
                    if (each.Syntax == call.Syntax && Argument(each, parameter.Ordinal) is { } argument)
                        found = reader.Tensor(argument);
                });
            }

            given.Add(found);
        }

        return given.Count > 0 && given.All(each => each.Kind == given[0].Kind && each.Name == given[0].Name) ? given[0] : way;
    }
}
