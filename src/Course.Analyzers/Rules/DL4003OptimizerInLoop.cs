using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>DL4003: each batch makes an optimizer of its own, which has forgotten all that the last one knew.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL4003OptimizerInLoop : DeepLearningAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL4003";

    // After any of these the model is another one than before.
    private static readonly string[] Resets = { "load", "load_state_dict", "apply", "reset_parameters", "kaiming_uniform_", "kaiming_normal_", "xavier_uniform_", "xavier_normal_" };

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("The optimizer is made anew in the loop", "반복할 때마다 옵티마이저를 새로 만듭니다"),
        new Wording(
            "Make this optimizer once, before the loop: here {0} starts over in every iteration, and {1}",
            "이 옵티마이저는 루프 앞에서 한 번만 만드세요. 여기서는 {0} 옵티마이저가 반복마다 처음부터 시작하여 {1}"),
        Categories.Optimizers,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: new Wording(
            "Momentum and the averages of Adam live in the optimizer. Made anew for each batch, it takes the first step of training over and over.",
            "모멘텀과 Adam의 이동 평균은 옵티마이저 안에 있습니다. 배치마다 새로 만들면 학습의 첫 step만 되풀이하는 셈입니다."),
        helpLinkUri: HelpLinks.Of(Id));

    private static readonly Phrase Forgets = new("its running averages are lost before they are of use", "이동 평균이 쓰이기도 전에 사라집니다");

    private static readonly Phrase Wastes = new("momentum or a schedule added later will have no effect", "나중에 모멘텀이나 스케줄러를 더해도 효과가 없습니다");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    internal override void Look(RuleContext context, CodeModel code)
    {
        var index = TreeIndex.Of(context.Tree, context.Cancellation);
        if (index.Calls("step").Count == 0 || index.Calls("backward").Count == 0)
            return;
        foreach (var creation in OptimizerCreation.In(code, context.Tree))
        {
            var node = creation.Operation.Syntax;
            if (creation.Variable is not null && Loops.Around(node) is { } loop && IsTrained(code, index, creation, loop) && KeepsModel(code, index, creation, loop) && !Varies(creation, loop))
                context.Report(Diagnostic.Create(Rule, node.GetLocation(), additionalLocations: new[] { loop.GetLocation() }, messageArgs: new object[] { creation.Name, IsStateless(creation) ? Wastes : Forgets }));
        }
    }

    /// <summary>Whether the iteration that makes an optimizer also takes its one step with it.</summary>
    private static bool IsTrained(CodeModel code, TreeIndex index, OptimizerCreation creation, StatementSyntax loop)
    {
        var isUnconditional = !creation.Operation.Syntax.Ancestors().TakeWhile(node => node != loop).Any(static node => node is IfStatementSyntax or SwitchStatementSyntax or ConditionalExpressionSyntax
            or AssignmentExpressionSyntax { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.CoalesceAssignmentExpression });
        return isUnconditional && index.Calls("backward").Any(node => Loops.Around(node) == loop)
            && index.Calls("step").Any(node => Loops.Around(node) == loop && node.SpanStart > creation.Operation.Syntax.SpanStart && code.OperationOf(node) is IInvocationOperation { Instance: { } stepped }
                && IsVariable(code.Definitions.Resolve(stepped, Scope.Empty), creation.Variable!));
    }

    private static bool IsVariable(Value value, ISymbol variable) => value.Key is ISymbol symbol && SymbolEqualityComparer.Default.Equals(symbol, variable.OriginalDefinition);

    /// <summary>Whether the model outlives the iteration: it is known, made before the loop, and nothing in the loop starts it over.</summary>
    private static bool KeepsModel(CodeModel code, TreeIndex index, OptimizerCreation creation, StatementSyntax loop)
    {
        var sources = creation.Sources(code);
        return sources is { Complete: true, Owners.IsEmpty: false }
            && !Resets.SelectMany(index.Calls).Any(call => loop.Span.Contains(call.Span))
            && sources.Owners.All(owner => owner.Key is ISymbol symbol and not ITypeSymbol
                && !symbol.DeclaringSyntaxReferences.Any(declaration => declaration.SyntaxTree == loop.SyntaxTree && loop.Span.Contains(declaration.Span))
                && !TreeIndex.Of(loop.SyntaxTree, default).Assignments(symbol.Name).Any(assignment => loop.Span.Contains(assignment.Span)));
    }

    /// <summary>Whether a setting of the optimizer changes from one iteration to the next.</summary>
    private static bool Varies(OptimizerCreation creation, StatementSyntax loop)
    {
        var names = creation.Arguments.Where(static a => a.ArgumentKind == ArgumentKind.Explicit).Skip(1)
            .SelectMany(static a => a.Syntax.DescendantNodes().OfType<IdentifierNameSyntax>()).Select(static name => name.Identifier.ValueText).ToImmutableHashSet();
        if (names.IsEmpty)
            return false;
        var index = TreeIndex.Of(loop.SyntaxTree, default);
        return creation.Arguments.Where(static a => a.ArgumentKind == ArgumentKind.Explicit).Skip(1).Any(argument => StatementEdits.MentionsLocalsOf(argument.Syntax, loop))
            || names.Any(name => index.Assignments(name).Any(assignment => loop.Span.Contains(assignment.Span)))
            || creation.Arguments.Where(static a => a.ArgumentKind == ArgumentKind.Explicit).Skip(1).Any(static a => a.Value.DescendantsAndSelf().Any(static each => each is IInvocationOperation));
    }

    private static bool IsStateless(OptimizerCreation creation) => creation.Name == "SGD"
        && !creation.Arguments.Any(static a => a.Parameter?.Name == "momentum" && a.ArgumentKind == ArgumentKind.Explicit && a.Value.ConstantValue is not { HasValue: true, Value: 0.0 });
}
