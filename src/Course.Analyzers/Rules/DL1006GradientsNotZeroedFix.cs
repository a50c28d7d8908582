using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Inserts zero_grad() before backward.</summary>
public sealed class DL1006GradientsNotZeroedFix : RuleFix
{
    public DL1006GradientsNotZeroedFix()
        : base(DL1006GradientsNotZeroed.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Zero the gradients before backward", "backward 앞에서 기울기를 0으로 되돌리기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text) =>
        diagnostic.Properties.TryGetValue(DL1006GradientsNotZeroed.Optimizer, out var optimizer)
        && StatementEdits.InsertBefore(root.FindNode(diagnostic.Location.SourceSpan), optimizer + ".zero_grad();", text) is { } change
            ? ImmutableArray.Create(change)
            : default;
}
