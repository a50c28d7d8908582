using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>DL1009: backward starts from a tensor that the graph no longer leads to.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL1009GraphCut : DeepLearningAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL1009";

    /// <summary>The key under which a finding carries the tensor before the cut; absent where it is not in sight.</summary>
    internal const string Original = "original";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("The graph is cut before backward", "backward 앞에서 계산 그래프가 끊깁니다"),
        new Wording(
            "Compute the loss from the tensor itself: {0} drops the graph here, so {1}",
            "손실을 원래 텐서에서 바로 구하세요. 여기서 {0} 때문에 계산 그래프가 끊겨 {1}"),
        Categories.Gradients,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: new Wording(
            "A tensor knows how it was computed, numbers do not. Whatever takes the numbers out and wraps them again starts a new graph, and backward ends there instead of at the weights.",
            "텐서는 자신이 어떻게 계산되었는지 알지만 숫자는 모릅니다. 숫자를 꺼내 다시 텐서로 감싸면 새 그래프가 시작되고, backward는 가중치가 아니라 거기서 끝납니다."),
        helpLinkUri: HelpLinks.Of(Id));

    private static readonly Phrase Throws = new("backward throws: nothing it reaches requires a gradient", "기울기를 구할 대상이 없는 backward가 예외를 던집니다");

    private static readonly Phrase Idles = new("backward runs and no weight gets a gradient", "backward가 실행되어도 어떤 가중치도 기울기를 받지 못합니다");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    internal override void Look(RuleContext context, CodeModel code)
    {
        var tree = context.Tree;
        foreach (var node in TreeIndex.Of(tree, context.Cancellation).Calls("backward"))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (code.OperationOf(node) is IInvocationOperation call && TrainingEvents.Of(code, call) is { Kind: EventKind.Backward, Target: { } loss })
                Check(context, code, node, loss);
        }
    }

    private static void Check(RuleContext context, CodeModel code, SyntaxNode backward, IOperation loss)
    {
        var flow = GradientFlow.Of(code, Start(code, loss));
        if (flow is not { Kind: FlowKind.Cut, Site: { } site } || site.Syntax.SyntaxTree != backward.SyntaxTree)
            return;

        // A new leaf on purpose has its gradient read; a prediction that is made one has not.
        if (flow.Revived && (flow.Original is null || GradientFlow.Of(code, flow.Original).Kind != FlowKind.Live || IsParameter(code, flow.Original) || ReadsGradients(backward)))
            return;
        var properties = flow.Original is { } original && Wording(code, original, site) is { } text
            ? ImmutableDictionary<string, string?>.Empty.Add(Original, text)
            : ImmutableDictionary<string, string?>.Empty;
        context.Report(Diagnostic.Create(Rule, site.Syntax.GetLocation(), properties, flow.Means, flow.Revived ? Idles : Throws));
    }

    private static IOperation Start(CodeModel code, IOperation loss) =>
        loss is IConditionalAccessInstanceOperation && loss.Syntax is ExpressionSyntax asked && code.OperationOf(asked) is { } receiver ? receiver : loss;

    private static bool IsParameter(CodeModel code, IOperation tensor) => SymbolEqualityComparer.Default.Equals(tensor.Type, code.Torch.Parameter);

    private static bool ReadsGradients(SyntaxNode node)
    {
        var names = TreeIndex.Of(node.SyntaxTree, default).NamesCalledIn;
        return node.Ancestors().FirstOrDefault(names.ContainsKey) is { } member && names[member].Contains("grad");
    }

    /// <summary>The original in words that hold where the graph is cut.</summary>
    private static string? Wording(CodeModel code, IOperation original, IOperation site)
    {
        var syntax = original.Syntax;
        if (site.Syntax.Span.Contains(syntax.Span))
            return syntax is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax ? syntax.ToString() : "(" + syntax + ")";
        return original is ILocalReferenceOperation { Local: var local }
            && code.SemanticsOf(site.Syntax).LookupSymbols(site.Syntax.SpanStart, name: local.Name).Any(found => SymbolEqualityComparer.Default.Equals(found, local)) ? local.Name : null;
    }
}
