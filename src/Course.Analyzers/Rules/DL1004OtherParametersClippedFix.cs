using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Clips what the optimizer moves.</summary>
public sealed class DL1004OtherParametersClippedFix : RuleFix
{
    public DL1004OtherParametersClippedFix()
        : base(DL1004OtherParametersClipped.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Clip the parameters that the optimizer updates", "옵티마이저가 갱신하는 파라미터의 기울기 자르기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text) =>
        diagnostic.Properties.TryGetValue(DL1004OtherParametersClipped.Parameters, out var list) && list is not null
            ? ImmutableArray.Create(new TextChange(diagnostic.Location.SourceSpan, list))
            : default;
}
