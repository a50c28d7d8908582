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

/// <summary>DL4002: a model moves to another device or type after an optimizer has taken its parameters.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL4002OptimizerBeforeMove : DeepLearningAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL4002";

    private static readonly string[] Moves = { "to", "cuda", "cpu", "double", "half", "bfloat16", "@double" };

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("The optimizer is made before the model moves", "모델을 옮기기 전에 옵티마이저를 만듭니다"),
        new Wording(
            "Move the model before the optimizer is made: {0} gives the model other parameters and the optimizer keeps the old ones, so its step throws or trains nothing",
            "옵티마이저를 만들기 전에 모델을 옮기세요. {0} 호출이 모델의 파라미터를 바꾸어도 옵티마이저는 옛 파라미터를 들고 있어 step이 예외를 던지거나 아무것도 학습시키지 못합니다"),
        Categories.Optimizers,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: new Wording(
            "A model that moves to another device or number type gets new tensors for its parameters. An optimizer that was made before knows the old ones only.",
            "모델을 다른 장치나 자료형으로 옮기면 파라미터가 새 텐서로 바뀝니다. 그 전에 만든 옵티마이저는 옛 텐서만 압니다."),
        helpLinkUri: HelpLinks.Of(Id));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    internal override void Look(RuleContext context, CodeModel code)
    {
        var tree = context.Tree;
        var index = TreeIndex.Of(tree, context.Cancellation);
        if (Moves.All(name => index.Calls(name).Count == 0))
            return;
        var creations = OptimizerCreation.In(code, tree).ToList();
        var reported = new HashSet<SyntaxNode>();
        foreach (var creation in creations)
        {
            foreach (var move in Moves.SelectMany(index.Calls).Where(node => MayFollow(creation.Operation.Syntax, node)))
            {
                if (Receiver(code, move) is { } receiver && IsStale(code, creation, creations, move, receiver) && reported.Add(move))
                    context.Report(Diagnostic.Create(Rule, move.GetLocation(), new[] { creation.Operation.Syntax.GetLocation() }, Name(move)));
            }
        }
    }

    /// <summary>Whether a call is certain to come after a creation, as far as the text tells.</summary>
    private static bool MayFollow(SyntaxNode creation, SyntaxNode call)
    {
        if (call.SpanStart < creation.Span.End || Body.FunctionOf(creation) != Body.FunctionOf(call))
            return false;
        var block = creation.FirstAncestorOrSelf<StatementSyntax>()?.Parent;
        return (block is GlobalStatementSyntax ? block.Parent : block) is BlockSyntax or CompilationUnitSyntax && (block is GlobalStatementSyntax || block!.Span.Contains(call.Span));
    }

    /// <summary>The module that a call moves; null where it moves none.</summary>
    private static IOperation? Receiver(CodeModel code, SyntaxNode node) => code.OperationOf(node) is IInvocationOperation { TargetMethod: var method } call && code.Torch.Declares(method)
        && (call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is { } receiver && code.Torch.IsModule(receiver.Type) ? receiver : null;

    private static bool IsStale(CodeModel code, OptimizerCreation creation, List<OptimizerCreation> all, SyntaxNode move, IOperation receiver)
    {
        var model = code.Definitions.Resolve(receiver, Scope.Empty);
        var owners = creation.Sources(code).Owners;
        if (!owners.Any(owner => code.Definitions.AreSame(owner, model) == true) || IsUnmoved(code, creation, move, model))
            return false;

        // Made again after the move, it knows the new parameters.
        var (holder, made) = (creation.Variable, creation.Operation.Syntax);
        if (holder is null || all.Any(other => other.Operation.Syntax.SpanStart > move.SpanStart && SymbolEqualityComparer.Default.Equals(other.Variable, holder)))
            return false;
        var mentions = (Body.FunctionOf(made) ?? made.SyntaxTree.GetRoot()).DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == holder.Name && name.SpanStart > made.Span.End
                && SymbolEqualityComparer.Default.Equals(code.SemanticsOf(name).GetSymbolInfo(name).Symbol?.OriginalDefinition, holder.OriginalDefinition)).ToList();
        return mentions.Any(name => name.SpanStart > move.Span.End) || (holder is not ILocalSymbol && mentions.Count == 0);
    }

    /// <summary>Whether a move leaves the model where it is: on the processor, in single precision, or where an earlier move has put it.</summary>
    private static bool IsUnmoved(CodeModel code, OptimizerCreation creation, SyntaxNode move, Value model)
    {
        var call = (IInvocationOperation)code.OperationOf(move)!;
        var arguments = Target(call);
        var before = Moves.SelectMany(TreeIndex.Of(move.SyntaxTree, default).Calls)
            .Where(node => node.SpanStart < creation.Operation.Syntax.SpanStart && Receiver(code, node) is { } receiver && code.Definitions.AreSame(code.Definitions.Resolve(receiver, Scope.Empty), model) == true)
            .Select(node => (IInvocationOperation)code.OperationOf(node)!).ToList();
        if (before.Any(each => each.TargetMethod.Name == call.TargetMethod.Name && Target(each) == arguments))
            return true;
        if (before.Count == 0 && (call.TargetMethod.Name == "cpu" || (call.TargetMethod.Name == "to" && call.Arguments.Skip(1).Where(static a => a.ArgumentKind == ArgumentKind.Explicit).All(argument => IsDefault(code, argument.Value)))))
            return true;

        // A device that the model was made with is the one it is on.
        return arguments.Length > 0 && code.Definitions.Of(model).Expressions.Any(origin => origin.Operation.Syntax.DescendantNodes().OfType<ArgumentSyntax>().Any(each => !each.Expression.IsKind(SyntaxKind.NumericLiteralExpression) && arguments.Split('|').Contains(each.Expression.ToString())));
    }

    private static string Target(IInvocationOperation call) =>
        string.Join("|", call.Arguments.Where(a => a.ArgumentKind == ArgumentKind.Explicit && !(call.Instance is null && a.Parameter?.Ordinal == 0)).Select(static a => a.Value.Syntax.ToString()));

    /// <summary>Whether a device or type is the one that modules are made with.</summary>
    private static bool IsDefault(CodeModel code, IOperation value)
    {
        if (value is IConversionOperation conversion)
            return IsDefault(code, conversion.Operand);
        if (value.ConstantValue is { HasValue: true, Value: { } constant })
            return constant is "cpu" or false || (value.Type?.Name == "ScalarType" && value is IFieldReferenceOperation { Field.Name: "Float32" }) || (value.Type?.Name == "DeviceType" && value is IFieldReferenceOperation { Field.Name: "CPU" });
        if (value is IMemberReferenceOperation { Member: { Name: "CPU" or "float32" } member } && code.Torch.Declares(member))
            return true;
        if (value is IInvocationOperation { TargetMethod.Name: "device" } device && code.Torch.Declares(device.TargetMethod))
            return device.Arguments.Length > 0 && IsDefault(code, device.Arguments[0].Value);
        return value is ILocalReferenceOperation local && code.Definitions.Assigned(local.Local) is { Complete: true, Expressions: { Length: 1 } only } && IsDefault(code, only[0].Operation);
    }

    private static string Name(SyntaxNode move) => move is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } ? name + "()" : "to()";
}
