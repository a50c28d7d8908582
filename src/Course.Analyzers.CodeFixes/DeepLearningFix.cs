using System.Collections.Immutable;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers.CodeFixes;

/// <summary>A fix that edits text of the document which holds the finding. Fixes of one rule can be applied all at once.</summary>
public abstract class DeepLearningFix : CodeFixProvider
{
    private protected DeepLearningFix(string id) => FixableDiagnosticIds = ImmutableArray.Create(id);

    /// <inheritdoc />
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc />
    public sealed override FixAllProvider GetFixAllProvider() => TextFixAllProvider.Instance;

    /// <inheritdoc />
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null)
            return;
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            // All conditions are checked before the fix is offered: one that is offered works.
            if (Changes(diagnostic, root, text) is { IsDefaultOrEmpty: false } changes)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(Title.ToString(null, null), _ => Task.FromResult(context.Document.WithText(text.WithChanges(changes))), FixableDiagnosticIds[0]),
                    diagnostic);
            }
        }
    }

    /// <summary>What the light bulb says.</summary>
    private protected abstract Phrase Title { get; }

    /// <summary>The edits that mend a finding; default where it cannot be mended by machine.</summary>
    internal abstract ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text);
}
