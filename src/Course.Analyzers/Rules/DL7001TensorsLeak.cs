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

/// <summary>DL7001: a loop that applies or trains a network, and nothing disposes the tensors of an iteration.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL7001TensorsLeak : DeepLearningAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL7001";

    /// <summary>The key under which a finding carries the call that opens a scope; absent where some tensor outlives its iteration.</summary>
    internal const string Opening = "opening";

    // The tensors of so few iterations the garbage collector may well leave alone.
    private const int FewIterations = 100;

    private static readonly string[] Applying = { "backward", "forward", "call" };

    private static readonly string[] Stepping = { "step" };

    private static readonly HashSet<string> Disposing = new() { "Dispose", "DisposeEverything", "DisposeEverythingBut", "Collect", "NewDisposeScope" };

    private static readonly HashSet<string> Keeping = new() { "Add", "TryAdd", "Insert", "Enqueue", "Push", "Append", "Prepend" };

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("Tensors leak in every iteration", "반복마다 텐서가 샙니다"),
        new Wording(
            "Open a dispose scope in this loop: the tensors of each iteration stay in native memory until the garbage collector happens to run, and it does not see how much they take",
            "이 루프 안에서 dispose scope를 여세요. 반복마다 만든 텐서가 가비지 컬렉터가 언젠가 돌 때까지 네이티브 메모리에 남는데, 가비지 컬렉터는 그 크기를 보지 못합니다"),
        Categories.Memory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: new Wording(
            "A tensor is a small managed object that holds large native memory. A dispose scope frees all tensors that were made in it, at its end.",
            "텐서는 큰 네이티브 메모리를 쥐고 있는 작은 .NET 객체입니다. dispose scope는 끝날 때 그 안에서 만든 모든 텐서를 해제합니다."),
        helpLinkUri: HelpLinks.Of(Id));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    internal override void Look(RuleContext context, CodeModel code)
    {
        var reported = new HashSet<StatementSyntax>();
        foreach (var call in Applying.SelectMany(TreeIndex.Of(context.Tree, context.Cancellation).Calls))
        {
            if (Lifetime.LoopsAround(call).LastOrDefault() is not { } outermost || Lifetime.LoopAround(call) is not { } loop || reported.Contains(loop) || Disposes(outermost) || !Runs(code, loop, call)
                || Iterations(code, call) < FewIterations || Lifetime.MayCover(code, call, Lifetime.Scopes))
            {
                continue;
            }

            reported.Add(loop);
            context.Report(Diagnostic.Create(Rule, loop.GetFirstToken().GetLocation(), Properties(code, loop)));
        }
    }

    /// <summary>Whether a loop trains by a call, or applies a network to a stream of data; the layers that a network's own code applies are its caller's business.</summary>
    private static bool Runs(CodeModel code, StatementSyntax loop, SyntaxNode node)
    {
        if (code.OperationOf(node) is not IInvocationOperation { Instance: { } instance } call || IsInModule(code, node))
            return false;
        return call.TargetMethod.Name == "backward"
            ? code.Torch.IsTensorMethod(call.TargetMethod) && TreeIndex.CallsIn(loop).Any(each => Steps(code, each) || AppliesFromOutside(code, loop, each))
            : code.Torch.IsModule(instance.Type) && !code.Torch.IsLoss(instance.Type) && code.Torch.IsTensor(call.Type) && IsLong(code, loop);
    }

    private static bool IsInModule(CodeModel code, SyntaxNode node) =>
        node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } holder && code.SemanticsOf(holder).GetDeclaredSymbol(holder) is INamedTypeSymbol type && code.Torch.IsModule(type);

    private static bool Steps(CodeModel code, InvocationExpressionSyntax call) => TreeIndex.NameOf(call) is { } name && code.NamesReaching(Stepping).Contains(name);

    /// <summary>Whether a call applies a network that outlives the loop: one made anew in each iteration is tried out, not used.</summary>
    private static bool AppliesFromOutside(CodeModel code, StatementSyntax loop, InvocationExpressionSyntax call) => TreeIndex.NameOf(call) is "forward" or "call"
        && code.OperationOf(call) is IInvocationOperation { Instance: { } instance } && code.Torch.IsModule(instance.Type) && !code.Torch.IsLoss(instance.Type)
        && instance is not IInvocationOperation && !(instance is ILocalReferenceOperation { Local.DeclaringSyntaxReferences: { Length: 1 } declarations } && loop.Span.Contains(declarations[0].Span));

    /// <summary>Whether a loop may run long: one over a data loader, or one that is no foreach, for most of these go over a handful of things.</summary>
    private static bool IsLong(CodeModel code, StatementSyntax loop) =>
        loop is not CommonForEachStatementSyntax each || (code.SemanticsOf(each).GetTypeInfo(each.Expression).Type is { } type && code.Torch.Declares(type));

    /// <summary>Whether code disposes in any way of its own, be it well or badly.</summary>
    private static bool Disposes(SyntaxNode loop) => loop.DescendantNodes().Any(static node => node switch
    {
        InvocationExpressionSyntax call => TreeIndex.NameOf(call) is { } name && Disposing.Contains(name),
        UsingStatementSyntax block => !IsGuard((SyntaxNode?)block.Expression ?? block.Declaration),
        LocalDeclarationStatementSyntax declaration => declaration.UsingKeyword.IsKind(SyntaxKind.UsingKeyword) && !IsGuard(declaration.Declaration),
        _ => false,
    });

    private static bool IsGuard(SyntaxNode? resource) =>
        resource?.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(static call => TreeIndex.NameOf(call) is { } name && Lifetime.Guards.Contains(name)) == true;

    /// <summary>How often the loops around a call run it; a large number where that is not known.</summary>
    private static long Iterations(CodeModel code, SyntaxNode call)
    {
        var product = 1L;
        foreach (var loop in Lifetime.LoopsAround(call))
        {
            product *= (loop is ForStatementSyntax counted ? Loops.TripCount(code, counted) : null) ?? FewIterations;
            if (product >= FewIterations)
                break;
        }

        return product;
    }

    private static ImmutableDictionary<string, string?> Properties(CodeModel code, StatementSyntax loop)
    {
        var none = ImmutableDictionary<string, string?>.Empty;
        if (loop.DescendantNodes().Any(node => Escapes(code, node, loop)))
            return none;
        var isInSight = code.SemanticsOf(loop).LookupNamespacesAndTypes(loop.SpanStart, name: "torch").Any(code.Torch.Declares);
        return none.Add(Opening, (isInSight ? "torch" : "TorchSharp.torch") + ".NewDisposeScope()");
    }

    /// <summary>Whether a tensor of an iteration is kept for longer: in a variable from outside, in a collection, or as a result.</summary>
    private static bool Escapes(CodeModel code, SyntaxNode node, StatementSyntax loop) => node switch
    {
        AssignmentExpressionSyntax assignment => code.OperationOf(assignment) is IAssignmentOperation { Target: var target } && HoldsTensors(code, target.Type) && !IsFrom(target, loop),
        InvocationExpressionSyntax call => TreeIndex.NameOf(call) is { } name && Keeping.Contains(name) && code.OperationOf(call) is IInvocationOperation kept && kept.Arguments.Any(a => HoldsTensors(code, a.Value.Type)),
        ReturnStatementSyntax { Expression: { } value } => HoldsTensors(code, code.OperationOf(value)?.Type),
        YieldStatementSyntax => true,
        _ => false,
    };

    private static bool IsFrom(IOperation target, StatementSyntax loop) =>
        target is IDiscardOperation or IDeclarationExpressionOperation or ITupleOperation { Parent: null } || target is ILocalReferenceOperation { Local.DeclaringSyntaxReferences: { Length: 1 } declarations } && loop.Span.Contains(declarations[0].Span);

    private static bool HoldsTensors(CodeModel code, ITypeSymbol? type) => type is not null && (code.Torch.IsTensor(type)
        || (type is INamedTypeSymbol { TypeArguments: var arguments } && arguments.Any(argument => HoldsTensors(code, argument)))
        || (type is IArrayTypeSymbol { ElementType: var element } && HoldsTensors(code, element)));
}
