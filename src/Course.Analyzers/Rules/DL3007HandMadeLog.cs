using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>DL3007: the logarithm of a softmax or a sigmoid in two steps.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL3007HandMadeLog : CallAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL3007";

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("A log-probability made by hand", "직접 계산한 로그 확률"),
        new Wording(
            "Use {0} here: where {1} rounds to 0 its logarithm is −∞, and its gradient NaN",
            "여기에는 {0}를 쓰세요. {1}의 값이 0으로 반올림되면 로그가 −∞, 기울기가 NaN이 됩니다"),
        Categories.Losses,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: new Wording(
            "log_softmax and logsigmoid compute the logarithm from the logits, without going through a probability that may round to 0.",
            "log_softmax와 logsigmoid는 0으로 반올림될 수 있는 확률을 거치지 않고 로짓에서 바로 로그를 계산합니다."),
        helpLinkUri: HelpLinks.Of(Id));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override IReadOnlyList<string> Names { get; } = new[] { "log" };

    private protected override void Check(IInvocationOperation call, CodeModel code, Action<Diagnostic> report)
    {
        var method = call.TargetMethod;
        var operand = code.Torch.IsTensorMethod(method) ? call.Instance : code.Torch.IsStaticOf(method, "torch") ? call.Arguments.FirstOrDefault()?.Value : null;
        if (operand is not null && Probability(code, operand, 0) is { } made)
            report(Diagnostic.Create(Rule, call.Syntax.GetLocation(), new[] { made.Call.Syntax.GetLocation() }, made.Name == "softmax" ? "log_softmax" : "logsigmoid", made.Name));
    }

    private static (IInvocationOperation Call, string Name)? Probability(CodeModel code, IOperation operation, int depth)
    {
        switch (operation)
        {
            case IConversionOperation conversion:
                return Probability(code, conversion.Operand, depth + 1);
            case ILocalReferenceOperation local when depth <= 4 && code.Definitions.Assigned(local.Local) is { Complete: true, Expressions: { Length: 1 } only }:
                return Probability(code, only[0].Operation, depth + 1);
            case IInvocationOperation { TargetMethod: { Name: "softmax" or "sigmoid" } function } call when code.Torch.Declares(function) && code.Torch.IsTensor(call.Type):
                return (call, function.Name);
            case IInvocationOperation { TargetMethod.Name: "forward" or "call", Instance.Type: { Name: "Softmax" or "Sigmoid" } layer } call when code.Torch.Declares(layer):
                return (call, layer.Name.ToLowerInvariant());
            default:
                return null;
        }
    }
}
