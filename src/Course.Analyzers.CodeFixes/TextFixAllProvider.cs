using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers.CodeFixes;

/// <summary>Applies the text edits of all findings of a document together; where two touch the same text, the first wins.</summary>
internal sealed class TextFixAllProvider : DocumentBasedFixAllProvider
{
    /// <summary>The one instance.</summary>
    public static TextFixAllProvider Instance { get; } = new();

    /// <inheritdoc />
    protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        if (fixAllContext.CodeFixProvider is not DeepLearningFix fix || await document.GetSyntaxRootAsync(fixAllContext.CancellationToken).ConfigureAwait(false) is not { } root)
            return null;
        var text = await document.GetTextAsync(fixAllContext.CancellationToken).ConfigureAwait(false);
        return document.WithText(text.WithChanges(Merge(diagnostics.OrderBy(static d => d.Location.SourceSpan.Start).Select(d => fix.Changes(d, root, text)))));
    }

    /// <summary>The edits of several findings, without those that would collide.</summary>
    internal static IReadOnlyList<TextChange> Merge(IEnumerable<ImmutableArray<TextChange>> changes)
    {
        var merged = new List<TextChange>();
        foreach (var each in changes)
        {
            if (!each.IsDefault && !each.Any(change => merged.Any(other => Collides(change.Span, other.Span))))
                merged.AddRange(each);
        }

        return merged.OrderBy(static change => change.Span.Start).ToList();
    }

    private static bool Collides(TextSpan a, TextSpan b) => a.OverlapsWith(b) || a == b || (a.IsEmpty && b.Contains(a.Start)) || (b.IsEmpty && a.Contains(b.Start));
}
