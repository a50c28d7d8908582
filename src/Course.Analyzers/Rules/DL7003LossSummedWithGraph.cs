using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>DL7003: the loss is summed as a tensor, for a log, and with it the graph of every iteration is kept.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL7003LossSummedWithGraph : DeepLearningAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL7003";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("The loss tensor is summed over iterations", "손실 텐서를 반복마다 더합니다"),
        new Wording(
            "Add the number {0}.item<float>() instead of the tensor: {1} keeps the graph of every iteration alive, and memory grows until the loop ends",
            "텐서 대신 숫자 {0}.item<float>()를 더하세요. {1} 텐서에 모든 반복의 계산 그래프가 붙어 있어 루프가 끝날 때까지 메모리가 늘어납니다"),
        Categories.Memory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: new Wording(
            "A sum of tensors remembers what it was made from. Summed for a log, it holds the tensors of all iterations, in native memory that the garbage collector does not see.",
            "텐서의 합은 무엇으로 만들어졌는지 기억합니다. 기록하려고 더한 합이 모든 반복의 텐서를 붙잡고, 그 메모리는 가비지 컬렉터가 보지 못하는 네이티브 메모리입니다."),
        helpLinkUri: HelpLinks.Of(Id));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    // Only a function that calls backward can sum what it trains on.
    internal override void Look(RuleContext context, CodeModel code)
    {
        var tree = context.Tree;
        var functions = TreeIndex.Of(tree, context.Cancellation).Calls("backward").Select(node => Body.FunctionOf(node) ?? tree.GetRoot(context.Cancellation)).Distinct();
        foreach (var sum in functions.SelectMany(SumsIn))
        {
            if (code.OperationOf(sum) is { } operation)
                Check(context, operation, code);
        }
    }

    private static IEnumerable<AssignmentExpressionSyntax> SumsIn(SyntaxNode function) => TreeIndex.AssignmentsIn(function)
        .Where(each => (each.IsKind(SyntaxKind.AddAssignmentExpression) || each.Right.IsKind(SyntaxKind.AddExpression)) && (Body.FunctionOf(each) ?? each.SyntaxTree.GetRoot()) == function);

    private static void Check(RuleContext context, IOperation assignment, CodeModel code)
    {
        var (target, added) = assignment switch
        {
            ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } sum => (sum.Target, sum.Value),
            ISimpleAssignmentOperation { Target: var to, Value: IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum } => (to, Other(sum, to)),
            _ => (null, null),
        };
        if (target is null || added is null || !code.Torch.IsTensor(target.Type) || Variable(target) is not { } total || Carrier(code, added) is not { } loss)
            return;
        var syntax = assignment.Syntax;
        var function = Body.FunctionOf(syntax) ?? syntax.SyntaxTree.GetRoot(context.Cancellation);
        var loop = syntax.Ancestors().TakeWhile(node => node != function)
            .FirstOrDefault(static node => node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax);
        if (loop is null || total.DeclaringSyntaxReferences.Any(r => loop.Span.Contains(r.Span)) || SymbolEqualityComparer.Default.Equals(total, loss))
            return;
        var backwards = TreeIndex.CallsIn(function)
            .Select(node => code.OperationOf(node)).OfType<IInvocationOperation>().Where(call => TrainingEvents.Of(code, call) is { Kind: EventKind.Backward }).ToList();
        var isTrained = backwards.Any(call => loop.Span.Contains(call.Syntax.Span) && Carrier(code, call.Instance ?? call.Arguments[0].Value) is { } trained && SymbolEqualityComparer.Default.Equals(trained, loss));
        if (isTrained && !backwards.Any(call => Leads(code, call, total)) && !IsGuarded(code, syntax, function))
            context.Report(Diagnostic.Create(Rule, syntax.GetLocation(), new[] { added.Syntax.GetLocation() }, loss.Name, total.Name));
    }

    private static IOperation? Other(IBinaryOperation sum, IOperation target) => (Variable(sum.LeftOperand), Variable(sum.RightOperand), Variable(target)) switch
    {
        ({ } left, _, { } to) when SymbolEqualityComparer.Default.Equals(left, to) => sum.RightOperand,
        (_, { } right, { } to) when SymbolEqualityComparer.Default.Equals(right, to) => sum.LeftOperand,
        _ => null,
    };

    private static ISymbol? Variable(IOperation operation) => operation switch
    {
        IConversionOperation conversion => Variable(conversion.Operand),
        ILocalReferenceOperation local => local.Local,
        IFieldReferenceOperation field => field.Field,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    /// <summary>The variable whose graph a value carries on: the loss itself, scaled or averaged; null where the value is cut off from it.</summary>
    private static ISymbol? Carrier(CodeModel code, IOperation value) => value switch
    {
        _ when !code.Torch.IsTensor(value.Type) => null,
        IConversionOperation conversion => Carrier(code, conversion.Operand),
        IParenthesizedOperation parenthesized => Carrier(code, parenthesized.Operand),
        IConditionalAccessInstanceOperation instance => code.Definitions.Resolve(instance, Scope.Empty).Key as ILocalSymbol,
        ILocalReferenceOperation local => local.Local,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide } scaled => Carrier(code, scaled.LeftOperand) ?? Carrier(code, scaled.RightOperand),
        IInvocationOperation { TargetMethod.Name: "sum" or "mean" or "mul" or "div" or "to" or "cpu" or "cuda" or "squeeze" or "clone", Instance: { } instance } => Carrier(code, instance),
        _ => null,
    };

    /// <summary>Whether a backward starts from the sum, which then has every right to its graph.</summary>
    private static bool Leads(CodeModel code, IInvocationOperation backward, ISymbol total)
    {
        var start = backward.Instance ?? backward.Arguments[0].Value;
        return start.DescendantsAndSelf().Any(each => Variable(each) is { } variable && (SymbolEqualityComparer.Default.Equals(variable, total)
            || (variable is ILocalSymbol local && code.Definitions.Assigned(local).Expressions.Any(origin => origin.Operation.DescendantsAndSelf().Any(part => Variable(part) is { } source && SymbolEqualityComparer.Default.Equals(source, total))))));
    }

    private static bool IsGuarded(CodeModel code, SyntaxNode node, SyntaxNode function) => node.Ancestors().TakeWhile(each => each != function).OfType<UsingStatementSyntax>()
        .Any(block => ((SyntaxNode?)block.Expression ?? block.Declaration)?.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>()
            .Any(call => code.OperationOf(call) is IInvocationOperation { TargetMethod: { Name: "no_grad" or "inference_mode" } guard } && code.Torch.Declares(guard)) == true);
}
