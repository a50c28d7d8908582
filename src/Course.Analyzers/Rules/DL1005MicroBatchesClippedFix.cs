using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Moves the clip to where the step is made.</summary>
public sealed class DL1005MicroBatchesClippedFix : RuleFix
{
    public DL1005MicroBatchesClippedFix()
        : base(DL1005MicroBatchesClipped.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Clip once, before the step", "step 앞에서 한 번만 자르기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        if (diagnostic.AdditionalLocations.Count != 1 || diagnostic.AdditionalLocations[0].SourceTree != root.SyntaxTree)
            return default;
        var clip = root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<StatementSyntax>();
        var step = root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan);

        // A norm that is kept has readers, and a condition would have to come along.
        if (clip is not ExpressionStatementSyntax { Expression: InvocationExpressionSyntax } || clip.Parent is not (BlockSyntax or GlobalStatementSyntax))
            return default;
        var left = clip.Ancestors().TakeWhile(scope => !scope.Span.Contains(step.Span));
        return !left.Any(scope => StatementEdits.MentionsLocalsOf(clip, scope)) && StatementEdits.InsertBefore(step, clip.ToString(), text) is { } insertion
            ? ImmutableArray.Create(insertion, new TextChange(StatementEdits.WithLine(clip, text), ""))
            : default;
    }
}
