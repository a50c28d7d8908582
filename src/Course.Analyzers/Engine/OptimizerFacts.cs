using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>What is known of an optimizer.</summary>
/// <param name="Kind">How it uses gradients; several where several may stand here, none where nothing is known.</param>
/// <param name="Sources">Whose parameters it moves.</param>
/// <param name="Network">What these are made of.</param>
internal sealed record OptimizerFacts(OptimizerKind Kind, ParameterSources Sources, NetworkFacts Network)
{
    /// <summary>Reads the optimizer that a step belongs to. A step written by hand is plain gradient descent.</summary>
    public static OptimizerFacts Of(CodeModel code, EventNode step)
    {
        if (step.Kind == EventKind.ManualStep)
        {
            var moved = ParameterSources.Of(code, step.TargetOperation, step.Scope);
            return new OptimizerFacts(OptimizerKind.Proportional, moved, NetworkOf(code, moved));
        }

        var origins = code.Definitions.Of(step.Target);
        var kind = OptimizerKinds.Of(code.Torch, step.TargetOperation?.Type);
        var sources = new ParameterSources(ImmutableArray<Value>.Empty, origins.Complete, false);
        var frozen = false;
        foreach (var origin in origins.Expressions)
        {
            var arguments = origin.Operation switch
            {
                IInvocationOperation invocation => invocation.Arguments,
                IObjectCreationOperation creation => creation.Arguments,
                _ => ImmutableArray<IArgumentOperation>.Empty,
            };
            kind |= OptimizerKinds.Of(code.Torch, origin.Operation.Type);
            var list = arguments.Select(static a => a.Value).FirstOrDefault(value => !code.Torch.IsOptimizer(value.Type));
            var of = ParameterSources.Of(code, list, origin.Scope);
            sources = new ParameterSources(sources.Owners.Union(of.Owners).ToImmutableArray(), sources.Complete && of.Complete, sources.Filtered || of.Filtered);
            frozen |= FreezesParts(code, origin.Operation.Syntax);
        }

        return new OptimizerFacts(kind, sources, frozen ? NetworkFacts.Unknown : NetworkOf(code, sources));
    }

    private static NetworkFacts NetworkOf(CodeModel code, ParameterSources sources) => sources.Owners.IsEmpty
        ? NetworkFacts.Unknown
        : sources.Owners.Select(code.Modules.Of).Aggregate(static (a, b) => a.With(b));

    /// <summary>Whether the code around an optimizer's creation freezes some parameters: then what it trains is not what the model holds.</summary>
    private static bool FreezesParts(CodeModel code, SyntaxNode creation)
    {
        var index = TreeIndex.Of(creation.SyntaxTree, default);
        var member = creation.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        var span = member is null or GlobalStatementSyntax ? creation.SyntaxTree.GetRoot().Span : member.Span;
        return index.Assignments("requires_grad").Any(node => span.Contains(node.Span) && node is AssignmentExpressionSyntax { Right: LiteralExpressionSyntax { Token.ValueText: "false" } })
            || index.Calls("requires_grad_").Any(node => span.Contains(node.Span)
                && code.OperationOf(node) is IInvocationOperation call && call.Arguments.Any(static a => a.Value.ConstantValue is { HasValue: true, Value: false }));
    }
}
