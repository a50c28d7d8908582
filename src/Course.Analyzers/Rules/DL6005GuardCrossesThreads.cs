using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>DL6005: a guard is held over an await, or around work for other threads, where it has no effect.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL6005GuardCrossesThreads : DeepLearningAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL6005";

    /// <summary>The key under which a finding carries the guard as it is written.</summary>
    internal const string Guard = "guard";

    private static readonly HashSet<string> Spreading = new() { "Run", "StartNew", "For", "ForEach", "ForEachAsync", "ForAsync", "Invoke", "QueueUserWorkItem", "Thread", "ForAll" };

    private static readonly HashSet<string> Spreaders = new() { "Task", "TaskFactory", "Parallel", "ThreadPool", "Thread", "ParallelEnumerable" };

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("A guard does not reach other threads", "가드의 효과가 다른 스레드에 미치지 않습니다"),
        new Wording(
            "Take {0}() where the tensors are: it holds for one thread, and {1}",
            "텐서를 다루는 곳에서 {0}()를 여세요. 가드는 한 스레드에만 효과가 있고, {1}"),
        Categories.Modes,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: new Wording(
            "Whether gradients are recorded is a setting of each thread. Work that is handed to other threads, or goes on after an await, finds it switched on.",
            "기울기를 기록할지는 스레드마다 따로 정해집니다. 다른 스레드에 맡긴 일이나 await 뒤의 일에서는 기록이 켜져 있습니다."),
        helpLinkUri: HelpLinks.Of(Id));

    private static readonly Phrase Elsewhere = new("the work handed over here runs on others, where gradients are on", "여기서 맡긴 일은 기울기가 켜진 다른 스레드에서 실행됩니다");

    private static readonly Phrase Later = new(
        "after this await the code may go on in another, where gradients are on, while they stay off in the first",
        "이 await 뒤의 코드는 기울기가 켜진 다른 스레드에서 이어질 수 있습니다. 처음 스레드에서는 꺼진 채로 남습니다");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    internal override void Look(RuleContext context, CodeModel code)
    {
        foreach (var guard in Lifetime.Guards.SelectMany(TreeIndex.Of(context.Tree, context.Cancellation).Calls))
        {
            if (Lifetime.OfUsing(guard) is { } held && Body.FunctionOf(guard) is { } function && Crossing(function, held).ToList() is { Count: > 0 } crossings
                && code.OperationOf(guard) is IInvocationOperation { TargetMethod: var method } && code.Torch.IsStaticOf(method, "torch"))
            {
                foreach (var crossing in crossings)
                    Check(context, code, guard, method, crossing, held, function);
            }
        }
    }

    private static void Check(RuleContext context, CodeModel code, SyntaxNode guard, IMethodSymbol method, SyntaxNode crossing, TextSpan held, SyntaxNode function)
    {
        var properties = ImmutableDictionary<string, string?>.Empty.Add(Guard, guard.ToString());
        if (crossing is AwaitExpressionSyntax)
        {
            if (Nodes(function).Any(node => held.Contains(node.Span) && node.SpanStart >= crossing.Span.End && IsTensorWork(code, node)))
                context.Report(Diagnostic.Create(Rule, crossing.GetLocation(), properties, method.Name, Later));
            return;
        }

        var isSpread = code.OperationOf(crossing) is { } call && call switch
        {
            IInvocationOperation invocation => invocation.TargetMethod.ContainingType,
            IObjectCreationOperation creation => creation.Type,
            _ => null,
        } is { } type && Spreaders.Contains(type.Name) && type.ContainingNamespace?.ToDisplayString().StartsWith("System", System.StringComparison.Ordinal) == true;
        if (isSpread && crossing.DescendantNodes().OfType<AnonymousFunctionExpressionSyntax>().FirstOrDefault() is { } work && !TakesGuard(work) && work.DescendantNodes().Any(node => IsTensorWork(code, node)))
            context.Report(Diagnostic.Create(Rule, crossing.GetLocation(), properties, method.Name, Elsewhere));
    }

    /// <summary>The awaits, and the calls that hand work to other threads, while a guard is held; the first await only.</summary>
    private static IEnumerable<SyntaxNode> Crossing(SyntaxNode function, TextSpan held)
    {
        var inside = Nodes(function).Where(node => held.Contains(node.Span)).ToList();
        if (inside.FirstOrDefault(static node => node is AwaitExpressionSyntax) is { } awaited)
            yield return awaited;
        foreach (var node in inside)
        {
            var name = node switch
            {
                InvocationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } call => TreeIndex.NameOf(call),
                ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax { Identifier.ValueText: var type } } => type,
                _ => null,
            };
            if (name is not null && Spreading.Contains(name))
                yield return node;
        }
    }

    private static IEnumerable<SyntaxNode> Nodes(SyntaxNode function) =>
        function.DescendantNodes(node => node == function || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax));

    private static bool TakesGuard(SyntaxNode work) => work.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(static call => TreeIndex.NameOf(call) is { } name && Lifetime.Guards.Contains(name));

    /// <summary>Whether a node computes a tensor by an operation that is recorded where gradients are on.</summary>
    private static bool IsTensorWork(CodeModel code, SyntaxNode node) => node is InvocationExpressionSyntax or BinaryExpressionSyntax && code.OperationOf(node) switch
    {
        IInvocationOperation { Instance: { } instance, TargetMethod: { Name: "forward" or "call" } } => code.Torch.IsModule(instance.Type),
        IInvocationOperation { TargetMethod: var method } call => code.Torch.IsTensor(call.Type) && code.Torch.Declares(method) && call.Instance is not null,
        IBinaryOperation { OperatorMethod: { } method } => code.Torch.Declares(method) && code.Torch.IsTensorMethod(method),
        _ => false,
    };
}
