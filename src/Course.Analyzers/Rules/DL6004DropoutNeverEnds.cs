using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>DL6004: functional dropout that is not told the mode and so drops in evaluation as well.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL6004DropoutNeverEnds : CallAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL6004";

    /// <summary>The key that a finding carries where the module's own mode can be handed on.</summary>
    internal const string HasMode = "mode";

    private static readonly string[] Evaluating = { "eval", "no_grad", "inference_mode" };

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("Dropout that never ends", "꺼지지 않는 드롭아웃"),
        new Wording(
            "Hand {0} the mode (training: training): the argument is true by default, so values are dropped in evaluation as well, whatever eval() says",
            "{0}에 training: training처럼 모드를 넘기세요. 기본값이 true여서 eval()을 호출해도 평가할 때마다 값을 끕니다"),
        Categories.Modes,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: new Wording(
            "The functions know nothing of the module that calls them. The layers nn.Dropout and its kin follow train() and eval(); the functions follow their argument.",
            "함수는 자신을 부르는 모듈을 모릅니다. nn.Dropout 같은 층은 train()과 eval()을 따르고, 함수는 인수를 따릅니다."),
        helpLinkUri: HelpLinks.Of(Id));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    private protected override IReadOnlyList<string> Names { get; } = new[] { "dropout", "dropout1d", "dropout2d", "dropout3d" };

    private protected override void Check(IInvocationOperation call, CodeModel code, Action<Diagnostic> report)
    {
        if (!code.Torch.IsStaticOf(call.TargetMethod, "functional") || call.Arguments.FirstOrDefault(static a => a.Parameter?.Name == "training") is not { ArgumentKind: ArgumentKind.DefaultValue }
            || call.Arguments.Any(static a => a.Parameter?.Name == "p" && a.Value.ConstantValue is { HasValue: true, Value: 0.0 or 0.0f or 0 }))
        {
            return;
        }

        var hasMode = HasTraining(code, call.Syntax);

        // Code that never evaluates has no use for an end.
        if (hasMode || code.Indexes.Any(static index => Evaluating.Any(name => index.Calls(name).Count > 0)))
            report(Diagnostic.Create(Rule, call.Syntax.GetLocation(), hasMode ? ImmutableDictionary<string, string?>.Empty.Add(HasMode, null) : ImmutableDictionary<string, string?>.Empty, call.TargetMethod.Name));
    }

    /// <summary>Whether <c>training</c> means a module's mode here.</summary>
    private static bool HasTraining(CodeModel code, SyntaxNode node) =>
        node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } holder && code.SemanticsOf(holder).GetDeclaredSymbol(holder) is INamedTypeSymbol type && code.Torch.IsModule(type)
        && code.SemanticsOf(node).LookupSymbols(node.SpanStart, name: "training").Any(static found => found is IPropertySymbol)
        && !node.Ancestors().Any(static each => each is MemberDeclarationSyntax { Modifiers: var modifiers } and not TypeDeclarationSyntax && modifiers.Any(static m => m.ValueText == "static"));
}
