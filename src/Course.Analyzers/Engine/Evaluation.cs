using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>A network applied with gradients off.</summary>
/// <param name="Call">The call of forward.</param>
/// <param name="Guard">The call that switched gradients off.</param>
/// <param name="Model">The network, as the training code knows it.</param>
internal readonly record struct EvaluatedForward(IInvocationOperation Call, SyntaxNode Guard, Value Model);

/// <summary>Finds where training code measures how good its network has become.</summary>
internal static class Evaluation
{
    private static readonly string[] Applying = { "forward", "call" };
    private static readonly string[] Backward = { "backward" };
    private static readonly string[] Switching = { "eval", "train" };

    /// <summary>The guarded forwards in a body, and in what it calls without being given tensors back.</summary>
    public static IEnumerable<EvaluatedForward> In(CodeModel code, Body body)
    {
        foreach (var each in Guarded(code, body.Syntax, Scope.Empty))
        {
            // A guarded forward amid training makes samples or targets to train on.
            if (Lifetime.LoopAround(each.Call.Syntax) is not { } loop || !Trains(code, loop))
                yield return each;
        }

        // Mostly nothing is called that holds a guard.
        var guarding = code.NamesReaching(Lifetime.Guards);
        if (guarding.Count == Lifetime.Guards.Count)
            yield break;
        foreach (var node in TreeIndex.CallsIn(body.Syntax))
        {
            if (TreeIndex.NameOf(node) is { } name && guarding.Contains(name) && !Lifetime.Guards.Contains(name)
                && code.OperationOf(node) is IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences: { Length: 1 } declarations } method } call && !GivesTensors(code, method.ReturnType))
            {
                foreach (var each in Guarded(code, declarations[0].GetSyntax(), code.Definitions.Enter(call, Scope.Empty)))
                    yield return each;
            }
        }
    }

    /// <summary>Whether code that a member reaches, or that reaches it, switches modes anywhere.</summary>
    public static bool MaySwitchModes(CodeModel code, SyntaxNode member)
    {
        var switching = code.NamesReaching(Switching);
        var members = code.Indexes.SelectMany(static index => index.NamesCalledIn).ToList();
        var (seen, pending) = (new HashSet<SyntaxNode>(), new Stack<SyntaxNode>());
        pending.Push(member);
        while (pending.Count > 0)
        {
            var each = pending.Pop();
            if (!seen.Add(each))
                continue;
            var names = new HashSet<string>(TreeIndex.NamesOf(each));
            if (members.Any(entry => entry.Key == each && entry.Value.Overlaps(switching)))
                return true;
            foreach (var caller in members.Where(entry => entry.Value.Overlaps(names)))
                pending.Push(caller.Key);
        }

        return false;
    }

    private static IEnumerable<EvaluatedForward> Guarded(CodeModel code, SyntaxNode function, Scope scope)
    {
        foreach (var guard in Lifetime.Guards.SelectMany(TreeIndex.Of(function.SyntaxTree, default).Calls).Where(call => Body.FunctionOf(call) == function))
        {
            if (Lifetime.OfUsing(guard) is not { } held)
                continue;
            foreach (var node in Applying.SelectMany(TreeIndex.Of(function.SyntaxTree, default).Calls).Where(call => held.Contains(call.Span)).OrderBy(static call => call.SpanStart))
            {
                if (code.OperationOf(node) is IInvocationOperation { Instance: { } instance } call && code.Torch.IsModule(instance.Type) && code.Definitions.Resolve(instance, scope) is { IsKnown: true } model)
                    yield return new EvaluatedForward(call, guard, model);
            }
        }
    }

    /// <summary>Whether a loop itself trains: not only some loop inside, as an epoch's loop over batches is.</summary>
    private static bool Trains(CodeModel code, SyntaxNode loop) => TreeIndex.CallsIn(loop)
        .Any(call => Lifetime.LoopAround(call) == loop && TreeIndex.NameOf(call) is { } name && code.NamesReaching(Backward).Contains(name));

    private static bool GivesTensors(CodeModel code, ITypeSymbol type) => code.Torch.IsTensor(type)
        || (type is INamedTypeSymbol { TypeArguments: var arguments } && arguments.Any(argument => GivesTensors(code, argument)))
        || (type is IArrayTypeSymbol { ElementType: var element } && GivesTensors(code, element));
}
