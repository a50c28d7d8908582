using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>DL3004: a KL divergence that does not say what its target is.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL3004KlDivTarget : CallAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL3004";

    /// <summary>The key under which a finding carries what to say.</summary>
    internal const string Said = "said";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("KLDivLoss does not say what its target is", "KLDivLoss가 목표의 종류를 밝히지 않습니다"),
        new Wording(
            "Say {0} here: left out, log_target is true in TorchSharp (false in PyTorch), and {1}",
            "여기에 {0} 쓰세요. 생략하면 log_target이 TorchSharp에서는 true(PyTorch에서는 false)이고 {1}"),
        Categories.Losses,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: new Wording(
            "The target of a KL divergence holds probabilities or their logarithms. log_target says which of them, and its default differs between TorchSharp and PyTorch.",
            "KL 발산의 목표는 확률이거나 로그 확률입니다. 어느 쪽인지 log_target으로 밝히는데, 기본값이 TorchSharp와 PyTorch에서 다릅니다."),
        helpLinkUri: HelpLinks.Of(Id));

    private static readonly Phrase False = new("log_target: false", "log_target: false를");

    private static readonly Phrase Either = new("what the target is (log_target)", "목표의 종류(log_target)를");

    private static readonly Phrase Probabilities = new("this target holds probabilities, so that the loss is wrong", "이 목표는 확률이므로 손실이 틀립니다");

    private static readonly Phrase Unknown = new("a target of probabilities would be taken for their logarithms", "목표가 확률이면 로그 확률로 잘못 해석합니다");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override IReadOnlyList<string> Names { get; } = new[] { LossForm.KullbackLeibler.Function, LossForm.KullbackLeibler.Module };

    private protected override void Check(IInvocationOperation call, CodeModel code, Action<Diagnostic> report)
    {
        if (!code.Torch.Declares(call.TargetMethod) || call.Arguments.FirstOrDefault(static a => a.Parameter?.Name == "log_target") is not { ArgumentKind: ArgumentKind.DefaultValue })
            return;
        var uses = code.Losses.In(call.Syntax.SyntaxTree).Where(use => use.Call.Syntax == call.Syntax || use.Creation?.Syntax == call.Syntax).ToList();
        if (uses.Count > 0 && uses.All(use => IsLog(code, use)))
            return;
        var isProbability = uses.Count > 0 && uses.All(static use => use.Target is { Kind: StageKind.Activation, Name: "softmax" or "sigmoid" });
        var said = isProbability ? "false" : "true";
        report(Diagnostic.Create(Rule, call.Syntax.GetLocation(), ImmutableDictionary<string, string?>.Empty.Add(Said, said), isProbability ? False : Either, isProbability ? Probabilities : Unknown));
    }

    private static bool IsLog(CodeModel code, LossUse use) => use.Target is { Kind: StageKind.Activation, Name: "logsoftmax" or "logsigmoid" } || IsLog(code, use.Due, 0);

    private static bool IsLog(CodeModel code, IOperation operation, int depth) => depth <= 4 && operation switch
    {
        IConversionOperation conversion => IsLog(code, conversion.Operand, depth + 1),
        ILocalReferenceOperation local => code.Definitions.Assigned(local.Local) is { Complete: true, Expressions: { Length: > 0 } values } && values.All(value => IsLog(code, value.Operation, depth + 1)),
        IInvocationOperation { TargetMethod: { Name: "log" or "log_softmax" or "log_sigmoid" or "logsigmoid" } method } => code.Torch.Declares(method),
        IInvocationOperation { TargetMethod: { Name: "detach" or "to" or "clone" or "alias" } method, Instance: { } instance } => code.Torch.Declares(method) && IsLog(code, instance, depth + 1),
        _ => false,
    };
}
