using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>The edits of several findings of one text, applied together.</summary>
public static class CombinedEdits
{
    /// <summary>All edits in the order of the text. A finding whose edits touch text that an earlier finding edits is left out whole.</summary>
    public static IReadOnlyList<TextChange> Of(IEnumerable<ImmutableArray<TextChange>> changes)
    {
        var combined = new List<TextChange>();
        foreach (var each in changes)
        {
            if (!each.IsDefault && !each.Any(change => combined.Any(other => Collides(change.Span, other.Span))))
                combined.AddRange(each);
        }

        return combined.OrderBy(static change => change.Span.Start).ToList();
    }

    private static bool Collides(TextSpan a, TextSpan b) => a.OverlapsWith(b) || a == b || (a.IsEmpty && b.Contains(a.Start)) || (b.IsEmpty && a.Contains(b.Start));
}
