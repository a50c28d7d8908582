using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>DL1006: a loop adds up the gradients of all iterations, since nothing sets them to zero.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL1006GradientsNotZeroed : TrainingAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL1006";

    /// <summary>The key under which a finding carries the optimizer's name, where one is in sight.</summary>
    internal const string Optimizer = "optimizer";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("Gradients are never zeroed", "기울기를 0으로 되돌리지 않습니다"),
        new Wording(
            "Call zero_grad() before this backward: it adds to the gradients of all earlier iterations, so each step follows a sum of stale directions",
            "이 backward 앞에서 zero_grad()를 호출하세요. backward는 앞선 모든 반복의 기울기에 더하므로 step이 지난 방향이 섞인 합을 따라갑니다"),
        Categories.Gradients,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: new Wording(
            "backward adds to what .grad holds. A loop that steps and never zeroes moves along the sum of all gradients since the start.",
            "backward는 .grad에 있는 값에 더합니다. step만 하고 0으로 되돌리지 않는 루프는 처음부터 쌓인 기울기를 모두 더한 방향으로 움직입니다."),
        helpLinkUri: HelpLinks.Of(Id));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override void Check(RuleContext context, CodeModel code, Body body, EventGraph graph)
    {
        var reported = new HashSet<SyntaxNode>();
        foreach (var step in graph.Of(EventKind.Step).Where(static step => step.Target.IsKnown && step.Site is not null))
        {
            // Around the loop from step to step: through a backward, past nothing that zeroes.
            var around = new HashSet<EventNode>(EventGraph.After(step, static _ => false));
            around.IntersectWith(EventGraph.Before(step, static _ => false));
            if (!around.Contains(step) || around.Any(node => Zeroes(code, node, step)) || StartsAfresh(code, body, step))
                continue;
            var backward = EventGraph.Before(step, node => node.Kind == EventKind.Backward || node == step)
                .FirstOrDefault(node => node.Kind == EventKind.Backward && around.Contains(node));
            if (backward?.Site is not { } site || (ReferenceEquals(site, step.Site) && LoopsInside(step)) || !reported.Add(site.Syntax))
                continue;
            var name = ClipCall.NameOf(code, step.Target, backward);
            var properties = name is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(Optimizer, name);
            context.Report(Diagnostic.Create(Rule, backward.Location, properties));
        }
    }

    /// <summary>Whether an event sets the gradients of a step's parameters to zero, or may.</summary>
    private static bool Zeroes(CodeModel code, EventNode node, EventNode step) => node.Kind switch
    {
        EventKind.Zero => node.Target.Equals(step.Target) || !IsOthers(code, node, step),

        // Gradients that the code writes itself may be zeros; what is out of sight may do anything.
        EventKind.Clip => node.Operation is not IInvocationOperation { TargetMethod.Name: "clip_grad_norm_" or "clip_grad_value_" },
        _ => false,
    };

    private static bool IsOthers(CodeModel code, EventNode zero, EventNode step)
    {
        if (!zero.Target.IsKnown || zero.TargetOperation is null)
            return false;
        if (code.Torch.IsOptimizer(zero.TargetOperation.Type))
        {
            var owners = (zero with { Kind = EventKind.Step }).Optimizers(code);
            return code.Definitions.AreSame(zero.Target, step.Target) == false
                && owners.All(each => ClipCoverage.Overlap(code, each.Sources, step) == false);
        }

        var model = new ParameterSources(ImmutableArray.Create(zero.Target), true, false);
        return code.Torch.IsModule(zero.TargetOperation.Type) && ClipCoverage.Overlap(code, model, step) == false
            && !step.Optimizers(code).SelectMany(static each => each.Sources.Owners).Any(owner => MayContain(code, zero.TargetOperation.Type, owner));
    }

    /// <summary>Whether a module's class may hold what another value stands for, so that zeroing the whole zeroes the part.</summary>
    private static bool MayContain(CodeModel code, ITypeSymbol? whole, Value part) =>
        part.Key is IFieldSymbol or IPropertySymbol && whole is not null && TorchSymbols.Inherits(whole, ((ISymbol)part.Key).ContainingType);

    /// <summary>Whether each iteration makes its own model or optimizer, so that no gradient is left from the one before.</summary>
    private static bool StartsAfresh(CodeModel code, Body body, EventNode step)
    {
        var loop = step.Site!.Syntax.Ancestors().TakeWhile(node => node != body.Syntax)
            .FirstOrDefault(static node => node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax);
        if (loop is null)
            return true;
        return step.Optimizers(code).SelectMany(static each => each.Sources.Owners).Append(step.Target).Any(value => value.Key switch
        {
            ILocalSymbol local => local.DeclaringSyntaxReferences.Any(r => loop.Span.Contains(r.Span) || !loop.Ancestors().Contains(Body.FunctionOf(r.GetSyntax())))
                || code.Definitions.Assigned(local).Expressions.Any(origin => loop.Span.Contains(origin.Operation.Syntax.Span) && origin.Operation.Syntax.SyntaxTree == loop.SyntaxTree),
            IFieldSymbol or IPropertySymbol => code.Definitions.Assigned((ISymbol)value.Key).Expressions.Any(origin => origin.Operation.Syntax.SyntaxTree == loop.SyntaxTree && loop.Span.Contains(origin.Operation.Syntax.Span)),
            ISymbol => false,
            _ => true,
        });
    }

    /// <summary>Whether the callee that holds a step has the loop in itself: then its own analysis speaks.</summary>
    private static bool LoopsInside(EventNode step) => step.IsInlined
        && EventGraph.Within(step, step.Site!).Contains(step);
}
