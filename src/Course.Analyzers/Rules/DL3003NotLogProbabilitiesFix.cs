using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Turns the softmax into a log_softmax, or adds one where there is none.</summary>
public sealed class DL3003NotLogProbabilitiesFix : RuleFix
{
    public DL3003NotLogProbabilitiesFix()
        : base(DL3003NotLogProbabilities.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Use log_softmax", "log_softmax 쓰기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        if (diagnostic.AdditionalLocations.Count == 0)
            return Added(root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), text);
        if (diagnostic.AdditionalLocations[0].SourceTree != root.SyntaxTree || root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax softmax)
            return default;
        if (ActivationEdits.NameOf(softmax) == "Softmax")
            return ModuleEdits.Readers(softmax) <= 1 ? ModuleEdits.Exchanged(softmax, "Softmax", "LogSoftmax") : default;
        return ActivationEdits.NameOf(softmax) == "softmax" && !ActivationEdits.IsUsedElsewhere(softmax) && ActivationEdits.LogOf(softmax, text) is { } log
            ? ImmutableArray.Create(new TextChange(softmax.Span, log))
            : default;
    }

    private static ImmutableArray<TextChange> Added(SyntaxNode call, SourceText text)
    {
        // The classes lie along dimension 1 for this loss, whatever dimensions follow.
        var input = (call as InvocationExpressionSyntax)?.ArgumentList.Arguments.FirstOrDefault(static a => a.NameColon is null or { Name.Identifier.ValueText: "input" })?.Expression;
        return input is null ? default : ImmutableArray.Create(new TextChange(
            input.Span, (ActivationEdits.IsPrimary(input) ? text.ToString(input.Span) : "(" + text.ToString(input.Span) + ")") + ".log_softmax(1)"));
    }
}
