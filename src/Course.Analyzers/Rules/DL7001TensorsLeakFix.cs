using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Opens a dispose scope at the start of the iteration.</summary>
public sealed class DL7001TensorsLeakFix : RuleFix
{
    public DL7001TensorsLeakFix()
        : base(DL7001TensorsLeak.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Open a dispose scope in the loop", "루프 안에서 dispose scope 열기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text) =>
        diagnostic.Properties.TryGetValue(DL7001TensorsLeak.Opening, out var opening)
        && root.FindToken(diagnostic.Location.SourceSpan.Start).Parent is StatementSyntax loop
        && loop.ChildNodes().OfType<BlockSyntax>().FirstOrDefault() is { Statements: { Count: > 0 } statements }
        && FreeName.ForScope(loop) is { } name
        && StatementEdits.InsertBefore(statements[0], $"using var {name} = {opening};", text) is { } change
            ? ImmutableArray.Create(change)
            : default;
}
