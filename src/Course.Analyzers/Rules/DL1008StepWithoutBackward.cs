using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>DL1008: an optimizer steps, and nothing has computed gradients for it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL1008StepWithoutBackward : DeepLearningAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL1008";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("A step without backward", "backward 없는 step"),
        new Wording(
            "Call backward() on the loss before this step: nothing computes gradients here, so the step moves no weight",
            "이 step 앞에서 손실의 backward()를 호출하세요. 여기서는 기울기를 구하는 곳이 없어 step이 가중치를 바꾸지 못합니다"),
        Categories.Gradients,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: new Wording(
            "step moves parameters along .grad, and only backward fills .grad. Without it every step leaves the weights as they are, and no error says so.",
            "step은 .grad로 파라미터를 갱신하고, .grad를 채우는 것은 backward뿐입니다. backward가 없으면 step을 아무리 호출해도 가중치가 그대로이고 오류도 나지 않습니다."),
        helpLinkUri: HelpLinks.Of(Id));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    // Training members call backward by definition; what is looked for here calls none.
    internal override void Look(RuleContext context, CodeModel code)
    {
        var tree = context.Tree;
        foreach (var node in TreeIndex.Of(tree, context.Cancellation).Calls("step"))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (MentionsGradients(tree, node) || code.OperationOf(node) is not IInvocationOperation call || OptimizerKinds.Of(code.Torch, call.TargetMethod.ContainingType) == OptimizerKind.Custom || !code.Torch.IsOptimizer(call.TargetMethod.ContainingType))
                continue;
            if (Find(code, node) is { } step && !IsFed(code, step) && ComputesLoss(code, node))
                context.Report(Diagnostic.Create(Rule, step.Location));
        }
    }

    /// <summary>Whether the member of a step says something like backward, or handles gradients itself.</summary>
    private static bool MentionsGradients(SyntaxTree tree, SyntaxNode node)
    {
        var names = TreeIndex.Of(tree, default).NamesCalledIn;
        var member = node.Ancestors().FirstOrDefault(names.ContainsKey);
        return member is null || names[member].Any(static name => name == "grad" || name.IndexOf("backward", System.StringComparison.OrdinalIgnoreCase) >= 0);
    }

    private static EventNode? Find(CodeModel code, SyntaxNode node) =>
        Body.FunctionOf(node) is { } function ? code.BodyOf(function)?.Events?.Nodes.FirstOrDefault(each => each.Kind == EventKind.Step && !each.IsInlined && each.Operation!.Syntax == node) : null;

    /// <summary>Whether gradients reach a step, or may: within its function, from callers, or out of sight.</summary>
    private static bool IsFed(CodeModel code, EventNode step)
    {
        if (EventGraph.Before(step, static _ => false).Any(Feeds) || step.Optimizers(code).Any(static each => each.Kind == OptimizerKind.Custom) || HasUnknownClosure(step))
            return true;
        for (var function = Body.FunctionOf(step.Operation!.Syntax); function is not null; function = Body.FunctionOf(function))
        {
            if (TreeIndex.CallsIn(function).Any(call => MayFeed(code, call)) || IsFedByCallers(code, function, step))
                return true;
        }

        return false;
    }

    private static bool Feeds(EventNode node) => node.Kind is EventKind.Backward or EventKind.OpaqueClip
        || (node.Kind == EventKind.Clip && node.Operation is not IInvocationOperation { TargetMethod.Name: "clip_grad_norm_" or "clip_grad_value_" });

    private static bool HasUnknownClosure(EventNode step) => step.Operation is IInvocationOperation call
        && call.Arguments.Any(static argument => argument.ArgumentKind == ArgumentKind.Explicit && argument.Value.Type?.TypeKind == TypeKind.Delegate
            && argument.Value is not IDelegateCreationOperation);

    private static bool IsFedByCallers(CodeModel code, SyntaxNode function, EventNode step)
    {
        if (function is CompilationUnitSyntax)
            return false;
        if (code.SemanticsOf(function).GetDeclaredSymbol(function) is not IMethodSymbol method)
            return Body.FunctionOf(function) is { } outer && code.BodyOf(outer)?.Events?.Of(EventKind.Backward).Any() == true;

        // What implements an interface is called by whoever knows the interface.
        if (method.ContainingType.AllInterfaces.SelectMany(static each => each.GetMembers().OfType<IMethodSymbol>()).Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method)))
            return true;
        foreach (var call in code.Definitions.CallsOf(method))
        {
            if (Body.FunctionOf(call.Syntax) is not { } caller || code.BodyOf(caller)?.Events is not { } graph)
                continue;
            if (graph.Nodes.Where(node => node.Kind == EventKind.Step && node.Operation?.Syntax == step.Operation!.Syntax).Any(node => EventGraph.Before(node, static _ => false).Any(Feeds)))
                return true;
        }

        return method.IsOverride || method.IsVirtual;
    }

    /// <summary>Whether a call may compute gradients where nobody sees it: it is handed a tensor, a module or an optimizer, and its code is elsewhere.</summary>
    private static bool MayFeed(CodeModel code, InvocationExpressionSyntax node)
    {
        if (code.OperationOf(node) is not IInvocationOperation call)
            return !IsNameOf(node);
        var method = call.TargetMethod;
        if (code.Torch.Declares(method))
            return false;
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return code.Definitions.Of(code.Definitions.Resolve(call.Instance, Scope.Empty)) is not { Complete: true };
        if (!method.DeclaringSyntaxReferences.IsEmpty)
            return (method.IsAbstract || method.IsExtern) && !Implementations.Of(code, method).Any(each => !each.IsAbstract && each.DeclaringSyntaxReferences.Length > 0);
        return !method.ContainingNamespace.ToString().StartsWith("System", System.StringComparison.Ordinal)
            && call.Arguments.Select(static a => a.Value.Type).Append(call.Instance?.Type).Any(type => code.Torch.IsTensor(type) || code.Torch.IsModule(type) || code.Torch.IsOptimizer(type));
    }

    private static bool IsNameOf(InvocationExpressionSyntax node) => node.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" };

    /// <summary>Whether the function of a step runs a network before it, so that this is where gradients would be computed.</summary>
    private static bool ComputesLoss(CodeModel code, SyntaxNode step)
    {
        var function = Body.FunctionOf(step);
        var index = TreeIndex.Of(step.SyntaxTree, default);
        return index.Calls("forward").Concat(index.Calls("call")).Any(node => node.SpanStart < step.Span.End && (Body.FunctionOf(node) == function || step.Span.Contains(node.Span))
            && code.OperationOf(node) is IInvocationOperation call && code.Torch.IsModule(call.Instance?.Type) && !Guards.AreGradientsOff(code, node));
    }
}
