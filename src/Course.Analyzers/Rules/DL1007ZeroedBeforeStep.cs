using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>DL1007: gradients are zeroed after backward has computed them and before the step that should use them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL1007ZeroedBeforeStep : TrainingAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL1007";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("Gradients are zeroed between backward and step", "backward와 step 사이에서 기울기를 0으로 되돌립니다"),
        new Wording(
            "Zero the gradients before backward or after the step: here they are thrown away before the step can use them, and the weights do not learn",
            "기울기는 backward 앞이나 step 뒤에서 0으로 되돌리세요. 여기서는 step이 쓰기도 전에 기울기를 버려서 가중치가 학습되지 않습니다"),
        Categories.Gradients,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: new Wording(
            "step reads what backward has left in .grad. Zeroed in between, there is nothing to read: the weights stay as they are, and no error says so.",
            "step은 backward가 .grad에 남긴 값을 읽습니다. 그 사이에 0으로 되돌리면 읽을 값이 없어서 가중치가 그대로이고 오류도 나지 않습니다."),
        helpLinkUri: HelpLinks.Of(Id));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override void Check(RuleContext context, CodeModel code, Body body, EventGraph graph)
    {
        var zeros = graph.Of(EventKind.Zero).ToList();
        foreach (var step in graph.Of(EventKind.Step).Where(static step => step.Target.IsKnown && step.Site is not null))
        {
            var own = zeros.Where(zero => IsOf(code, zero, step)).ToImmutableHashSet();
            if (own.IsEmpty || IsOutOfSight(code, step))
                continue;

            // Every way back from the step meets a zero before any backward, and nothing that writes gradients again.
            var before = EventGraph.Before(step, node => node.Kind == EventKind.Backward || own.Contains(node)).ToList();
            if (before.Any(static node => node.Kind == EventKind.Backward || MayWrite(node)))
                continue;
            var culprit = before.FirstOrDefault(zero => own.Contains(zero)
                && EventGraph.Before(zero, node => node.Kind is EventKind.Backward || ClipCoverage.IsStep(node) || own.Contains(node)).Any(backward => backward.Kind == EventKind.Backward && !IsOneCallee(backward, zero, step)));
            if (culprit is not null)
                context.Report(Diagnostic.Create(Rule, Location(culprit), additionalLocations: new[] { step.Location }));
        }
    }

    /// <summary>Whether a zero empties all that a step moves.</summary>
    private static bool IsOf(CodeModel code, EventNode zero, EventNode step)
    {
        if (zero.Target.Equals(step.Target) || (zero.Target.IsKnown && code.Definitions.AreSame(zero.Target, step.Target) == true))
            return true;
        return zero.TargetOperation is { } target && code.Torch.IsModule(target.Type) && step.Optimizers(code) is { Length: 1 } optimizers
            && optimizers[0].Sources is { Complete: true, Owners.IsEmpty: false } sources
            && sources.Owners.All(owner => code.Definitions.AreSame(owner, zero.Target) == true);
    }

    /// <summary>Whether gradients may reach a step by another way: an optimizer that keeps its own, or a closure that nobody can read.</summary>
    private static bool IsOutOfSight(CodeModel code, EventNode step) =>
        step.Optimizers(code).Any(static each => each.Kind == OptimizerKind.Custom)
        || (step.Operation is IInvocationOperation call && call.Arguments.Any(argument => argument.ArgumentKind == ArgumentKind.Explicit
            && argument.Value.ConstantValue is not { HasValue: true, Value: null } && !EventGraph.Before(step, static _ => false).Any(node => node.IsInlined && ReferenceEquals(node.Site, step.Site))));

    private static bool MayWrite(EventNode node) => node.Kind == EventKind.OpaqueClip
        || (node.Kind == EventKind.Clip && node.Operation is not IInvocationOperation { TargetMethod.Name: "clip_grad_norm_" or "clip_grad_value_" });

    /// <summary>Whether all three lie in one callee: then its own analysis speaks.</summary>
    private static bool IsOneCallee(EventNode backward, EventNode zero, EventNode step) =>
        backward.IsInlined && zero.IsInlined && step.IsInlined && ReferenceEquals(backward.Site, zero.Site) && ReferenceEquals(zero.Site, step.Site);

    /// <summary>The zero itself where it stands in this body or in a closure of it, else the call that holds it.</summary>
    private static Location Location(EventNode zero) =>
        zero.Site!.Syntax.SyntaxTree == zero.Operation!.Syntax.SyntaxTree && zero.Site.Syntax.Span.Contains(zero.Operation.Syntax.Span)
            ? (zero with { Site = zero.Operation }).Location
            : zero.Location;
}
