using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Declares the guard with using.</summary>
public sealed class DL6002GuardNotDisposedFix : RuleFix
{
    public DL6002GuardNotDisposedFix()
        : base(DL6002GuardNotDisposed.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Hold it in a using declaration", "using으로 선언하기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text) =>
        UsingEdits.Declare(root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), FreeName.ForGuard);
}
