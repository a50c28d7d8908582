using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>DL7002: a dispose scope that is never disposed, so that it frees nothing and keeps everything.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL7002ScopeNotDisposed : CallAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL7002";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("A dispose scope that is never disposed", "해제하지 않는 dispose scope"),
        new Wording(
            "Declare this scope with using: nothing disposes it here, so it frees no tensor and keeps alive even those that the garbage collector would have freed",
            "이 스코프를 using으로 선언하세요. 여기서는 해제하는 곳이 없어 텐서가 하나도 해제되지 않고, 가비지 컬렉터가 해제했을 텐서까지 붙잡아 둡니다"),
        Categories.Memory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: new Wording(
            "A dispose scope holds every tensor that is made while it is the innermost one, and disposes them when it is disposed itself.",
            "dispose scope는 가장 안쪽 스코프인 동안 만들어진 모든 텐서를 붙잡고 있다가 자신이 해제될 때 함께 해제합니다."),
        helpLinkUri: HelpLinks.Of(Id));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override IReadOnlyList<string> Names => Lifetime.Scopes;

    private protected override void Check(IInvocationOperation call, CodeModel code, Action<Diagnostic> report)
    {
        if (code.Torch.IsStaticOf(call.TargetMethod, "torch") && Disposal.IsDropped(call, membersDoNotDispose: true))
            report(Diagnostic.Create(Rule, call.Syntax.GetLocation()));
    }
}
