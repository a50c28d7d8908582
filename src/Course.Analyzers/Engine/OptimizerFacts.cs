using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>What is known of an optimizer.</summary>
/// <param name="Kind">How it uses gradients; none where nothing is known.</param>
/// <param name="Sources">Whose parameters it moves.</param>
/// <param name="Network">What these are made of.</param>
internal sealed record OptimizerFacts(OptimizerKind Kind, ParameterSources Sources, NetworkFacts Network)
{
    /// <summary>
    /// The optimizers that may stand where a step is made: one in most code, several where a helper trains whatever it is handed.
    /// A step written by hand is plain gradient descent.
    /// </summary>
    public static ImmutableArray<OptimizerFacts> Of(CodeModel code, EventNode step)
    {
        if (step.Kind == EventKind.ManualStep)
            return ImmutableArray.Create(Make(code, OptimizerKind.Proportional, ParameterSources.Of(code, step.TargetOperation, step.Scope)));
        var declared = OptimizerKinds.Of(code.Torch, step.TargetOperation?.Type);
        var facts = code.Definitions.Of(step.Target).Expressions.Select(origin => OfCreation(code, origin, declared)).ToImmutableArray();
        return facts.IsEmpty ? ImmutableArray.Create(new OptimizerFacts(declared, ParameterSources.Unknown, NetworkFacts.Unknown)) : facts;
    }

    private static OptimizerFacts OfCreation(CodeModel code, Origin origin, OptimizerKind declared)
    {
        var arguments = origin.Operation switch
        {
            IInvocationOperation invocation => invocation.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => ImmutableArray<IArgumentOperation>.Empty,
        };
        var kind = OptimizerKinds.Of(code.Torch, origin.Operation.Type);
        var list = arguments.Select(static a => a.Value).FirstOrDefault(value => !code.Torch.IsOptimizer(value.Type));
        var facts = Make(code, kind == OptimizerKind.None ? declared : kind, ParameterSources.Of(code, list, origin.Scope));
        return FreezesParts(code, origin.Operation.Syntax) ? facts with { Network = NetworkFacts.Unknown } : facts;
    }

    private static OptimizerFacts Make(CodeModel code, OptimizerKind kind, ParameterSources sources) => new(
        kind,
        sources,
        sources.Owners.IsEmpty ? NetworkFacts.Unknown : sources.Owners.Select(code.Modules.Of).Aggregate(static (a, b) => a.With(b)));

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
