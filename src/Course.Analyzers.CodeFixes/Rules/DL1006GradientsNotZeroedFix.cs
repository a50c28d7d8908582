using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers.CodeFixes;

/// <summary>Inserts zero_grad() before backward.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DL1006GradientsNotZeroedFix))]
[Shared]
public sealed class DL1006GradientsNotZeroedFix : DeepLearningFix
{
    public DL1006GradientsNotZeroedFix()
        : base(DL1006GradientsNotZeroed.Id)
    {
    }

    private protected override Phrase Title { get; } = new("Zero the gradients before backward", "backward 앞에서 기울기를 0으로 되돌리기");

    internal override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text) =>
        diagnostic.Properties.TryGetValue(DL1006GradientsNotZeroed.Optimizer, out var optimizer)
        && StatementEdits.InsertBefore(root.FindNode(diagnostic.Location.SourceSpan), optimizer + ".zero_grad();", text) is { } change
            ? ImmutableArray.Create(change)
            : default;
}
