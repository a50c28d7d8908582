using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>DL1010: an iteration hands its graph to the next, in a hidden state or by retain_graph.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL1010GraphCarriedOver : TrainingAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL1010";

    /// <summary>The key under which a finding carries the statements that cut the graph; absent where none can be worded.</summary>
    internal const string Detach = "detach";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("The graph is carried over iterations", "계산 그래프를 다음 반복으로 넘깁니다"),
        new Wording(
            "Let the graph of each iteration end with it: {0}",
            "계산 그래프를 반복마다 끊으세요. {0}"),
        Categories.Gradients,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: new Wording(
            "A state that is fed back holds the graph that made it. The backward of the next iteration runs into buffers that are freed by then, and with retain_graph it runs through an ever longer past.",
            "되먹이는 상태에는 그 상태를 만든 계산 그래프가 붙어 있습니다. 다음 반복의 backward는 이미 해제된 버퍼를 만나 예외를 던지거나, retain_graph가 있으면 점점 길어지는 과거를 모두 거슬러 올라갑니다."),
        helpLinkUri: HelpLinks.Of(Id));

    private static readonly Phrase Retains = new(
        "retain_graph keeps its buffers although no second backward needs them, and hides where a graph is carried over",
        "두 번째 backward가 없는데도 retain_graph가 버퍼를 붙잡아 두고, 그래프가 넘어가는 곳을 감춥니다");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override void Check(RuleContext context, CodeModel code, Body body, EventGraph graph)
    {
        var backwards = graph.Of(EventKind.Backward).Where(static node => node.Site is not null).ToList();
        foreach (var group in backwards.GroupBy(static node => Loops.Around(node.Site!.Syntax)))
        {
            if (group.Key is not { } loop || (Body.FunctionOf(loop) ?? loop.SyntaxTree.GetRoot()) != body.Syntax)
                continue;
            var states = CarriedState.In(code, loop, group.SelectMany(node => Losses(code, node)));
            if (!states.IsEmpty)
                context.Report(Diagnostic.Create(Rule, states[0].Assignment.GetLocation(), new[] { loop.GetLocation() }, Statements(states), Holds(states[0])));
            foreach (var node in group.Where(node => !node.IsInlined && backwards.All(other => other == node || !loop.Span.Contains(other.Site!.Syntax.Span))))
            {
                if (node.Operation is IInvocationOperation call && Retaining(call) is { } argument && !IsUsedAgain(code, loop, call))
                    context.Report(Diagnostic.Create(Rule, argument.GetLocation(), Retains));
            }
        }
    }

    private static Phrase Holds(CarriedState state) => new(
        $"{state.Variable.Name} still holds the last one, so the next backward runs into freed buffers and throws, or through an ever longer past",
        $"{state.Variable.Name}에 앞선 반복의 그래프가 남아 있어 다음 backward가 해제된 버퍼를 만나 예외를 던지거나 점점 긴 과거를 거슬러 올라갑니다");

    /// <summary>The tensors that a backward starts from, as far as they stand in the loop.</summary>
    private static IEnumerable<IOperation> Losses(CodeModel code, EventNode backward)
    {
        if (backward.Site is not IInvocationOperation site)
            return Enumerable.Empty<IOperation>();
        if (backward.IsInlined)
            return site.Arguments.Select(static argument => argument.Value);
        var start = site.Instance ?? site.Arguments.FirstOrDefault()?.Value;

        // The graph of blocks has put what is asked for null into a capture; the tree still has it as written.
        var written = start is IFlowCaptureReferenceOperation ? code.OperationOf(start.Syntax) : start;
        return written is null ? Enumerable.Empty<IOperation>() : new[] { written };
    }

    /// <summary>The argument that keeps the graph, where it is a constant true and nothing else asks for the graph.</summary>
    private static SyntaxNode? Retaining(IInvocationOperation call) =>
        call.Arguments.Any(static a => a.Parameter?.Name == "create_graph" && a.ArgumentKind == ArgumentKind.Explicit && a.Value.ConstantValue is not { HasValue: true, Value: false })
            ? null
            : call.Arguments.FirstOrDefault(static a => a.Parameter?.Name == "retain_graph" && a.ArgumentKind == ArgumentKind.Explicit && IsTrue(a))?.Syntax;

    private static bool IsTrue(IArgumentOperation argument) => (argument.Value is IConversionOperation conversion ? conversion.Operand : argument.Value).ConstantValue is { HasValue: true, Value: true };

    /// <summary>Whether a graph made before the loop, or the same loss, is gone through in each iteration: then it has to be kept.</summary>
    private static bool IsUsedAgain(CodeModel code, StatementSyntax loop, IInvocationOperation backward)
    {
        var index = TreeIndex.Of(loop.SyntaxTree, default);
        if (index.Calls("grad").Any(call => loop.Span.Contains(call.Span)))
            return true;
        return loop.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Select(name => code.OperationOf(name)).Where(static each => each is ILocalReferenceOperation or IFieldReferenceOperation or IParameterReferenceOperation)
            .Any(read => code.Torch.IsTensor(read!.Type) && !SymbolEqualityComparer.Default.Equals(read.Type, code.Torch.Parameter) && read switch
            {
                ILocalReferenceOperation { Local: var local } => !loop.Span.Contains(local.Locations[0].SourceSpan)
                    && LocalDefinitions.Of(code, local).All(each => !loop.Span.Contains(each.Site.Span))
                    && (GradientFlow.Of(code, read).Kind == FlowKind.Live || IsLoss(read, backward)),
                _ => IsLoss(read, backward),
            });
    }

    private static bool IsLoss(IOperation read, IInvocationOperation backward) => (backward.Instance ?? backward.Arguments.FirstOrDefault()?.Value)?.Syntax == read.Syntax;

    /// <summary>The statements that cut what a loop carries.</summary>
    private static ImmutableDictionary<string, string?> Statements(ImmutableArray<CarriedState> states)
    {
        if (states.Any(static state => CarriedState.TypeOf(state.Variable) is not { IsTupleType: false, OriginalDefinition.SpecialType: SpecialType.None }))
            return ImmutableDictionary<string, string?>.Empty;
        var statements = states.Select(static state => $"{state.Variable.Name} = {state.Variable.Name}{(MayBeNull(state.Variable) ? "?" : "")}.detach();");
        return ImmutableDictionary<string, string?>.Empty.Add(Detach, string.Join(" ", statements));
    }

    /// <summary>Whether a variable is declared with a question mark: var takes one for any reference, whatever the value.</summary>
    private static bool MayBeNull(ISymbol variable) => variable.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is
        VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: NullableTypeSyntax } } or ParameterSyntax { Type: NullableTypeSyntax };
}
