using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Inserts the clip before the step.</summary>
public sealed class DL1001GradientsNotClippedFix : RuleFix
{
    public DL1001GradientsNotClippedFix()
        : base(DL1001GradientsNotClipped.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Clip the gradients before this step", "이 step 앞에서 기울기 자르기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text) =>
        diagnostic.Properties.TryGetValue(ClipCall.Statement, out var statement) && statement is not null
        && StatementEdits.InsertBefore(root.FindNode(diagnostic.AdditionalLocations.FirstOrDefault(location => location.SourceTree == root.SyntaxTree)?.SourceSpan ?? diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), statement, text) is { } change
            ? ImmutableArray.Create(change)
            : default;
}
