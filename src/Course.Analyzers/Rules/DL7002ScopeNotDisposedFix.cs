using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Declares the scope with using.</summary>
public sealed class DL7002ScopeNotDisposedFix : RuleFix
{
    public DL7002ScopeNotDisposedFix()
        : base(DL7002ScopeNotDisposed.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Hold it in a using declaration", "using으로 선언하기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text) =>
        UsingEdits.Declare(root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), FreeName.ForScope);
}
