using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>DL6002: a guard that switches gradients off and is never disposed, so that they stay off.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL6002GuardNotDisposed : CallAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL6002";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("A no_grad that is never disposed", "해제하지 않는 no_grad"),
        new Wording(
            "Hold {0}() in a using declaration: nothing disposes it here, so gradients stay off for the rest of the thread and later training learns nothing",
            "{0}()를 using으로 선언하세요. 여기서는 해제하는 곳이 없어 이 스레드에서 기울기가 계속 꺼져 있고 이후의 학습은 아무것도 배우지 못합니다"),
        Categories.Modes,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: new Wording(
            "no_grad and inference_mode switch gradients off when they are called, and back on when what they return is disposed. Their effect does not end with the line.",
            "no_grad와 inference_mode는 호출하는 순간 기울기를 끄고, 돌려준 객체를 해제할 때 다시 켭니다. 효과가 그 한 줄에서 끝나지 않습니다."),
        helpLinkUri: HelpLinks.Of(Id));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override IReadOnlyList<string> Names { get; } = new[] { "no_grad", "inference_mode" };

    private protected override void Check(IInvocationOperation call, CodeModel code, Action<Diagnostic> report)
    {
        if (IsGuard(code, call) && Disposal.IsDropped(call))
            report(Diagnostic.Create(Rule, call.Syntax.GetLocation(), call.TargetMethod.Name));
    }

    private static bool IsGuard(CodeModel code, IInvocationOperation call) =>
        call.TargetMethod.Name is "no_grad" or "inference_mode" && code.Torch.IsStaticOf(call.TargetMethod, "torch")
        && !call.Arguments.Any(static a => a.Value.ConstantValue is { HasValue: true, Value: false });
}
