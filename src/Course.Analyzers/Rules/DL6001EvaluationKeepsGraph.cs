using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>DL6001: a network is evaluated in a loop while gradients are recorded, which nobody will ask for.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL6001EvaluationKeepsGraph : DeepLearningAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL6001";

    /// <summary>The key under which a finding carries the call that switches gradients off.</summary>
    internal const string Guard = "guard";

    private static readonly string[] Evaluating = { "eval", "train" };

    private static readonly string[] Applying = { "forward", "call" };

    // Whoever asks for gradients, of weights or of inputs, needs the graph.
    private static readonly string[] AskingForGradients = { "backward", "grad", "requires_grad_", "jacobian", "hessian", "autograd" };

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("Evaluation keeps the graph", "평가하면서 계산 그래프를 남깁니다"),
        new Wording(
            "Switch gradients off for this evaluation with torch.no_grad(): eval() does not do it, so each forward keeps its activations for a backward that never comes",
            "이 평가는 torch.no_grad() 안에서 하세요. eval()은 기울기를 끄지 않으므로 순전파마다 하지도 않을 backward를 위해 활성값을 남깁니다"),
        Categories.Modes,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: new Wording(
            "eval() changes what dropout and batch normalization do. Whether operations are recorded for backward is another switch: no_grad or inference_mode.",
            "eval()은 드롭아웃과 배치 정규화가 하는 일을 바꿉니다. backward를 위해 연산을 기록할지는 no_grad나 inference_mode라는 다른 스위치가 정합니다."),
        helpLinkUri: HelpLinks.Of(Id));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    internal override void Look(RuleContext context, CodeModel code)
    {
        var index = TreeIndex.Of(context.Tree, context.Cancellation);
        var reported = new HashSet<SyntaxNode>();
        foreach (var eval in Evaluating.SelectMany(index.Calls).OrderBy(static call => call.SpanStart))
        {
            var function = Body.FunctionOf(eval);
            foreach (var forward in Applying.SelectMany(index.Calls).Where(call => call.SpanStart > eval.SpanStart && Body.FunctionOf(call) == function).OrderBy(static call => call.SpanStart))
            {
                if (Lifetime.LoopsAround(forward).LastOrDefault(loop => !loop.Span.Contains(eval.Span)) is { } outermost && !reported.Contains(outermost) && Evaluates(code, eval, forward)
                    && !AsksForGradients(code, outermost) && !Lifetime.MayCover(code, forward, Lifetime.Guards))
                {
                    reported.Add(outermost);
                    context.Report(Diagnostic.Create(Rule, forward.GetLocation(), new[] { outermost.GetLocation() }, Properties(code, forward)));
                }
            }
        }
    }

    /// <summary>Whether a call sets a network to evaluation that a later one applies, and nothing in between sets it back.</summary>
    private static bool Evaluates(CodeModel code, SyntaxNode eval, SyntaxNode forward)
    {
        // An eval() under a condition may be the other half of a train().
        if (eval.Parent is not ExpressionStatementSyntax { Parent: { } block } || !block.FirstAncestorOrSelf<SyntaxNode>(static each => each is not GlobalStatementSyntax)!.Span.Contains(forward.Span)
            || !IsEval(code, eval, out var evaluated) || code.OperationOf(forward) is not IInvocationOperation { Instance: { } applied } || !code.Torch.IsModule(applied.Type)
            || !code.Definitions.Resolve(applied, Scope.Empty).Equals(evaluated))
        {
            return false;
        }

        return !TreeIndex.Of(eval.SyntaxTree, default).Calls("train").Any(call => call.SpanStart > eval.SpanStart && call.SpanStart < forward.SpanStart && call != eval && !IsEval(code, call, out _));
    }

    private static bool IsEval(CodeModel code, SyntaxNode node, out Value module)
    {
        module = default;
        if (code.OperationOf(node) is not IInvocationOperation call || TrainingEvents.Of(code, call) is not { Kind: EventKind.Eval })
            return false;
        module = code.Definitions.Resolve(call.Instance, Scope.Empty);
        return module.IsKnown;
    }

    private static bool AsksForGradients(CodeModel code, SyntaxNode loop)
    {
        var names = code.NamesReaching(AskingForGradients);
        return loop.DescendantNodes().Any(node => node switch
        {
            InvocationExpressionSyntax call => TreeIndex.NameOf(call) is { } name && names.Contains(name) && !Applying.Contains(name),
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "grad" or "requires_grad" } => true,
            ArgumentSyntax { NameColon.Name.Identifier.ValueText: "requires_grad" } => true,
            _ => false,
        });
    }

    private static ImmutableDictionary<string, string?> Properties(CodeModel code, SyntaxNode node)
    {
        var isInSight = code.SemanticsOf(node).LookupNamespacesAndTypes(node.SpanStart, name: "torch").Any(code.Torch.Declares);
        return ImmutableDictionary<string, string?>.Empty.Add(Guard, (isInSight ? "torch" : "TorchSharp.torch") + ".no_grad()");
    }
}
