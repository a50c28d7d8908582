using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Course.Analyzers.CodeFixes;

/// <summary>Applies the text edits of all findings of a document together.</summary>
internal sealed class TextFixAllProvider : DocumentBasedFixAllProvider
{
    /// <summary>The one instance.</summary>
    public static TextFixAllProvider Instance { get; } = new();

    /// <inheritdoc />
    protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        if (await document.GetSyntaxRootAsync(fixAllContext.CancellationToken).ConfigureAwait(false) is not { } root)
            return null;
        var text = await document.GetTextAsync(fixAllContext.CancellationToken).ConfigureAwait(false);
        return document.WithText(text.WithChanges(CombinedEdits.Of(
            from diagnostic in diagnostics
            orderby diagnostic.Location.SourceSpan.Start
            let fix = Fixes.Of(diagnostic.Id)
            where fix is not null
            select fix.Changes(diagnostic, root, text))));
    }
}
